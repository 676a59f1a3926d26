type Facts = Record<string, string>;

/** What a conversion lacks, and where to get it. */
const LINKS: Record<string, string> = {
  heating_value:
    "The conversion needs a heating value. Choose one for this source, or enter the energy shown on the bill.",
  density: "The conversion needs a density. For this source, choose a factor in the unit of your bill.",
  gas_state:
    "The conversion needs the temperature and pressure at which the gas was measured. Enter the volume at standard conditions shown on the bill.",
  distance: "The conversion needs a distance. Use a calculation method, or enter the quantity in the source's unit.",
  other: "These units can't be converted. Enter the quantity in a unit that fits the source.",
};

const said = (text: string | undefined) => (text ? `“${text}”` : "An empty cell");

/** Errors of a cell or a file, with the fix. */
const fault = {
  facility_unknown: (f: Facts) =>
    `${said(f.value)} is not a facility of this organization. Choose one from the list, or add it under Facilities.`,
  source_unknown: (f: Facts) =>
    `${said(f.value)} is not an emission source of this facility. Existing sources: ${f.known || "none yet"}. Choose one, or add it under Emission sources.`,
  source_ambiguous: (f: Facts) =>
    `Two sources of this facility have the name ${said(f.value)}. Rename one of them under Emission sources.`,
  period_invalid: (f: Facts) =>
    `${said(f.value)} is not a valid period. Start with the year: month 2025-03, quarter 2025Q1, day 2025-03-05, year 2025, or date range 2025-03-05/2025-04-04.`,
  period_reversed: (f: Facts) =>
    `The period ends (${f.end}) before it starts (${f.start}). Check both dates on the bill.`,
  period_outside: (f: Facts) =>
    f.reaches === "partly"
      ? `This bill extends beyond the inventory, which covers ${f.start} to ${f.end}. Split the bill and enter only the part inside.`
      : `This period is outside the inventory, which covers ${f.start} to ${f.end}. Correct the period, or enter the row in the inventory for its year.`,
  quantity_missing: () => "The quantity is missing. An empty cell is not zero. If nothing was used, enter 0.",
  number_grammar: (f: Facts) =>
    `${said(f.value)} is not a valid number here. Use a decimal point: 1234.5. Commas and spaces can only separate thousands: 1,234.5.`,
  number_out_of_bounds: (f: Facts) =>
    `${said(f.value)} has too many digits. After conversion of the unit prefix, at most ${f.before} digits are allowed before the decimal point and ${f.after} after it. Use a larger unit or round the value.`,
  quantity_of_method: () =>
    "A calculation method determines the quantity of this record. Open the method and change its inputs.",
  quantity_negative: (f: Facts) =>
    `${said(f.value)} is negative. Enter consumption as a positive quantity. To correct an earlier record, edit that record.`,
  unit_missing: () => "The unit is missing. Choose the unit on the bill.",
  unit_unknown: (f: Facts) =>
    `${said(f.value)} is not a known unit.${f.candidates ? ` Did you mean ${f.candidates}?` : " Choose one from the list."}`,
  unit_ambiguous: (f: Facts) => `${said(f.value)} can mean several units. Choose one: ${f.candidates}.`,
  unit_mismatch: (f: Facts) =>
    `${f.from} is a unit of ${f.fromDimension}, but this source uses ${f.to} (${f.toDimension}). ${LINKS[f.needs ?? ""] ?? LINKS.other}`,
  data_quality_unknown: (f: Facts) =>
    `${said(f.value)} is not a valid data quality. Enter measured, calculated or estimated.`,
  text_too_long: (f: Facts) => `This text has ${f.length} characters. Shorten it to ${f.limit}.`,
  text_forbidden: (f: Facts) =>
    f.kind === "stacked"
      ? `A letter in this text has more than four accents or marks, including ${f.codePoint}. Remove some of them.`
      : `This text contains an invisible character${f.codePoint ? ` (${f.codePoint})` : ""}. It could look different on a page and in a report. Delete the text and type it again.`,
  file_too_large: (f: Facts) => `The file is larger than ${f.limit}. Split it and import the parts one by one.`,
  file_not_text: () =>
    "This is not a CSV file. It looks like a workbook, an archive or a PDF. In Excel or WPS, choose Save as → CSV UTF-8.",
  file_encoding: () =>
    "The file can't be read as UTF-8, UTF-16 or GB18030. In Excel or WPS, choose Save as → CSV UTF-8.",
  file_empty: () => "The file is empty. Choose a file with data, or start from the template.",
  file_without_rows: () => "The file has headings but no rows. Add at least one row below the headings.",
  file_too_many_rows: (f: Facts) => `The file has more than ${f.limit} rows. Split it and import the parts one by one.`,
  file_too_many_columns: (f: Facts) =>
    `A row has more than ${f.limit} columns. Remove all columns that are not listed on this page.`,
  csv_broken: (f: Facts) =>
    `Line ${f.line} has a quotation mark that is not closed or is inside a cell. Close it, or write it twice. (${f.reason})`,
  column_unknown: (f: Facts) =>
    `This heading is not recognized. Rename or remove the column. Recognized headings: ${f.known}.`,
  column_missing: (f: Facts) => `A column is missing. Add a column with one of these headings: ${f.names}.`,
  column_twice: () => "The file already has a column with this meaning. Remove one of the two.",
  row_width: (f: Facts) =>
    `This row has ${f.found} cells, but there are ${f.expected} headings. Check the row for a missing or extra separator or quotation mark.`,
  file_missing: () => "No file selected. Choose a CSV file.",
  file_changed: () =>
    "This is not the file that was checked before. It has now been checked, and nothing was imported.",
  period_locked: (f: Facts) =>
    `${f.by} approved and locked this period (${f.start} to ${f.end}) on ${f.at}. Ask an admin to unlock it under Review.`,
  record_approved: () => "This record is approved. Ask a reviewer to return it under Review, then delete it.",
  reason_missing: () => "Enter the reason for the deletion. It is kept in the audit trail.",
};

const activity = {
  title: "Activity data",
  year: "Year",
  filters: "Filters",
  facility: "Facility",
  source: "Source",
  scope: "Scope",
  month: "Period",
  all: "All",
  applyFilters: "Apply",
  import: "Import",
  export: "Export",
  noneMatch: "No records match these filters.",
  empty: {
    title: "Add your activity data",
    reason:
      "Use one row per bill or meter reading: what was used, where, when and how much. Customers who check your report ask for the bills behind the largest rows first.",
    noInventory: "Open an inventory year",
    noInventoryReason: "Each record belongs to the inventory of one year. Open the year you want to report on.",
    openInventory: "Open inventory year",
    noSources: "Add an emission source first",
    noSourcesReason:
      "Each record belongs to an emission source of a facility, such as the electricity of a plant. The source's factor converts each unit, such as a kWh, into emissions.",
    addSource: "Add source",
    example: "View sample file",
  },
  column: {
    row: "Row",
    facility: "Facility",
    source: "Source",
    period: "Period",
    quantity: "Quantity",
    unit: "Unit",
    factor: "Factor (CO₂e)",
    tonnes: "tCO₂e",
    dataQuality: "Quality",
    evidence: "Evidence",
    state: "Status",
  },
  field: {
    facility: "Facility",
    source: "Emission source",
    period: "Period",
    quantity: "Quantity",
    unit: "Unit",
    dataQuality: "Data quality",
    evidence: "Evidence",
    note: "Note",
  },
  hint: {
    period: "2025-03, 2025Q1, or a date range: 2025-03-05/2025-04-04",
    quantity: "Use a decimal point: 1,234.5 or 1234.5",
    unit: "kWh, MWh, GJ, t, L, m3 …; prefixes 万 and 亿 are accepted",
    evidence: "Number of the bill, page, file or meter",
  },
  /** For a narrow column. */
  shortQuality: { measured: "Meas.", calculated: "Calc.", estimated: "Est." },
  state: {
    new: "New",
    changed: "Changed",
    conflict: "Conflict",
    errors: (count: number) => (count === 1 ? "1 error" : `${count} errors`),
    noResult: "No factor",
  },
  notComputed: "not yet",
  missing: "missing",
  grid: {
    label: (year: string) => `Activity records ${year}`,
    cell: (column: string, row: number) => `${column}, row ${row}`,
    empty: "empty",
    value: "Value of the selected cell",
    position: "Cell",
    details: "Details",
    hideDetails: "Hide details",
    deleteRows: (count: number) => (count === 1 ? "Delete row" : `Delete ${count} rows`),
    deleteQuestion: (count: number) =>
      count === 1
        ? "Delete this row? It no longer counts in the inventory. The record and its history stay in the audit trail."
        : `Delete these ${count} rows? They no longer count in the inventory. The records and their history stay in the audit trail.`,
    reason: "Reason",
    reasonHint: "For the audit trail, for example “entered twice”",
    deleted: (count: number) => (count === 1 ? "1 row deleted" : `${count} rows deleted`),
    undo: "Undo",
    redo: "Redo",
    fillDown: "Fill down",
    choices: (column: string) => `Options for ${column}`,
    fixes: "Suggested fixes",
    effect: "This row is not included in the total until the error is fixed. Other rows are not affected.",
    kept: "Until then, it is kept in this browser.",
    conflictTitle: (name: string) => `${name || "A former member"} changed this row`,
    conflictDeleted: (name: string) => `${name || "A former member"} deleted this row`,
    conflictAt: (time: string) => `at ${time}, after you opened it.`,
    conflictField: (field: string, theirs: string, mine: string) => `${field}: ${theirs} (theirs), ${mine} (yours)`,
    useMine: "Keep mine",
    useTheirs: "Keep theirs",
    useDeleted: "Keep deleted",
    pasted: (count: number) => (count === 1 ? "1 row pasted" : `${count} rows pasted`),
    nothingToPaste: "The clipboard contains no text.",
  },
  keys: {
    move: "Move",
    next: "Next cell",
    paste: "Paste from Excel",
    undo: "Undo",
    fill: "Fill down",
  },
  save: {
    saved: "Saved",
    saving: "Saving…",
    errors: (count: number) =>
      count === 1 ? "1 row has errors and is not saved" : `${count} rows have errors and are not saved`,
    conflicts: (count: number) =>
      count === 1 ? "1 row changed by another user" : `${count} rows changed by other users`,
    refused: "Not saved. You no longer have permission to change data here. Your entries are kept in this browser.",
    plan: "Not saved. Your plan has ended or has reached its record limit. Your entries are kept in this browser.",
    signedOut: "You are signed out. Your entries are kept in this browser. Sign in again to save them.",
    failed: "Not saved yet. Trying again… Your entries are kept in this browser.",
    full: "This browser's storage is full. Keep the page open until everything is saved.",
    restored: (count: number) =>
      count === 1
        ? "1 unsaved row was restored from this browser."
        : `${count} unsaved rows were restored from this browser.`,
  },
  footer: {
    rows: (count: string) => `${count} ${count === "1" ? "row" : "rows"}`,
    computed: (count: string) => `${count} calculated`,
    computing: (done: string, total: string) => `calculating ${done} of ${total}`,
    total: "Total",
  },
  panel: {
    title: (row: number) => `Row ${row}`,
    none: "Select a row to see how its emissions are calculated.",
    calculation: "Calculation",
    factors: "Factors used",
    edition: (version: string) => `release ${version}`,
    marketBased: "Market-based, before certificates and contracts:",
    evidence: "Evidence and note",
    instruments: "Certificates and contracts",
    history: "History",
    historyLoading: "Loading history…",
    historyFailed: "The history can't be loaded. Try again later.",
    historyNew: "Not saved yet.",
    historyEntered: "Entered",
    historyImported: "Imported from a file",
    historyChanged: (field: string, before: string, after: string) => `${field}: ${before} → ${after}`,
    historyRestored: "Restored",
    historyDeleted: (reason: string) => `Deleted: ${reason}`,
    historyUnchanged: "Saved without changes",
    formerMember: "Former member",
    readOnly: "Your role can view data but not change it.",
    reason: { import_undone: "the import was undone", undone: "the entry was undone" } as Record<string, string>,
  },
  form: {
    addTitle: "Add record",
    editTitle: "Edit record",
    add: "Add record",
    save: "Save record",
    edit: "Edit",
    delete: "Delete",
    deleteLost: (source: string, period: string) => `${source}, ${period}`,
    deleteQuestion: (source: string, period: string) =>
      `Delete ${source}, ${period}? Enter a reason. It is kept in the audit trail.`,
    chooseFacility: "Choose a facility",
    chooseSource: "Choose a source",
    stale: (name: string, time: string) =>
      `${name || "A former member"} changed this record at ${time}, after you opened it. Your changes were not saved, and the form shows their values. Make your changes again and save.`,
    page: (page: string, pages: string) => `Page ${page} of ${pages}`,
    pageOfMany: (page: string) => `Page ${page}`,
    previous: "Previous page",
    next: "Next page",
  },
  fault,
  /** The message for any code. An unknown code is shown, not hidden. */
  describeFault: (code: string, facts: Facts) =>
    Object.hasOwn(fault, code) ? fault[code as keyof typeof fault](facts) : `This entry has an error: ${code}.`,
};

export default activity;
