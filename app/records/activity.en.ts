/** What a sentence about a fault needs. */
type Facts = Record<string, string>;

/** What would turn one unit into the other, and where to get it. */
const LINKS: Record<string, string> = {
  heating_value:
    "Converting it needs a heating value. Choose one for this source, or enter the energy shown on the bill.",
  density: "Converting it needs a density. Choose a factor for this source in the unit of your bill.",
  gas_state:
    "Converting it needs the temperature and pressure at which the gas was measured. Enter the volume that the bill states for standard conditions.",
  distance: "Converting it needs the distance. Work the quantity out by a method, or enter it in the source's unit.",
  other: "One can't be converted to the other. Enter the quantity in a unit that fits the source.",
};

const said = (text: string | undefined) => (text ? `“${text}”` : "An empty cell");

/** What is wrong with a cell or a file, and how to put it right. */
const fault = {
  facility_unknown: (f: Facts) =>
    `${said(f.value)} is not a facility of this organization. Choose one from the list, or add it under Facilities first.`,
  source_unknown: (f: Facts) =>
    `${said(f.value)} is not an emission source of this facility. It has: ${f.known || "none yet"}. Choose one, or add it under Emission sources.`,
  source_ambiguous: (f: Facts) =>
    `Two sources of this facility are called ${said(f.value)}. Give one of them another name under Emission sources.`,
  period_invalid: (f: Facts) =>
    `${said(f.value)} is not a period. Write the year first: a month as 2025-03, a quarter as 2025Q1, a day as 2025-03-05, a year as 2025, or two days as 2025-03-05/2025-04-04.`,
  period_reversed: (f: Facts) =>
    `The period ends (${f.end}) before it begins (${f.start}). Check both days on the bill and correct them.`,
  period_outside: (f: Facts) =>
    f.reaches === "partly"
      ? `This bill reaches beyond the inventory, which covers ${f.start} to ${f.end}. Split it at the boundary and enter the part inside.`
      : `This period is outside the inventory, which covers ${f.start} to ${f.end}. Correct the period, or enter the row in the inventory of its year.`,
  quantity_missing: () => "The quantity is missing. Missing is never zero: type 0 if nothing was used.",
  number_grammar: (f: Facts) =>
    `${said(f.value)} is not a number in the format of this sheet. Write decimals with a point: 1234.5. Commas and spaces may only separate groups of three digits: 1,234.5.`,
  number_out_of_bounds: (f: Facts) =>
    `${said(f.value)} has too many digits. At most ${f.before} may stand before the point and ${f.after} after it, in the unit after its multiple. Use a larger unit or round the value.`,
  quantity_of_method: () =>
    "The quantity of this record is worked out by a method. Open the record by its method and change the inputs there.",
  quantity_negative: (f: Facts) =>
    `${said(f.value)} is negative. Enter what was used as a positive quantity; correct an earlier record instead of subtracting from it.`,
  unit_missing: () => "The unit is missing. Choose the one on the bill.",
  unit_unknown: (f: Facts) =>
    `${said(f.value)} is not a unit we know.${f.candidates ? ` Did you mean ${f.candidates}?` : " Choose one from the list."}`,
  unit_ambiguous: (f: Facts) => `${said(f.value)} means several units. Say which one: ${f.candidates}.`,
  unit_mismatch: (f: Facts) =>
    `${f.from} measures ${f.fromDimension}, and this source is entered in ${f.to} (${f.toDimension}). ${
      LINKS[f.needs ?? ""] ?? LINKS.other
    }`,
  data_quality_unknown: (f: Facts) =>
    `${said(f.value)} is not a data quality. Write measured, calculated or estimated.`,
  text_too_long: (f: Facts) => `This text has ${f.length} characters; at most ${f.limit} fit. Shorten it.`,
  text_forbidden: (f: Facts) =>
    f.kind === "stacked"
      ? `A letter of this text has more than four marks; one of them is ${f.codePoint}. Take marks away.`
      : `This text holds a character that can't be seen${f.codePoint ? ` (${f.codePoint})` : ""}: a page and a report could read differently. Delete the text and type it again.`,
  instrument_type_missing: () =>
    "Details of a certificate or contract are given without its kind. Choose the kind, or clear the details.",
  instrument_type_unknown: (f: Facts) => `${said(f.value)} is not a kind of instrument. Write one of: ${f.known}.`,
  instrument_not_scope_2: () =>
    "Certificates and contracts apply to purchased energy only. Clear them here, or enter them on the electricity source.",
  instrument_reference_missing: () =>
    "The number of the certificate or contract is missing. Without it nobody can check the claim: enter it.",
  file_too_large: (f: Facts) =>
    `The file is larger than ${f.limit}. Split it and import the parts one after the other.`,
  file_not_text: () =>
    "This is not a CSV text: it looks like a workbook, an archive or a PDF. In Excel or WPS choose Save as → CSV UTF-8.",
  file_encoding: () =>
    "The characters of the file can't be read as UTF-8, UTF-16 or GB18030. In Excel or WPS choose Save as → CSV UTF-8.",
  file_empty: () => "The file is empty. Choose the file with your rows, or start from the template.",
  file_without_rows: () => "The file has headings but no rows. Add at least one row beneath them.",
  file_too_many_rows: (f: Facts) =>
    `The file has more than ${f.limit} rows. Split it and import the parts one after the other.`,
  file_too_many_columns: (f: Facts) =>
    `A row has more than ${f.limit} columns. Remove the columns beyond the ones listed on this page.`,
  csv_broken: (f: Facts) =>
    `The text breaks off at line ${f.line}: a quotation mark is not closed or stands inside a cell. Close it, or write it twice. (${f.reason})`,
  column_unknown: (f: Facts) =>
    `This heading is not understood. Rename or remove the column. Understood are: ${f.known}.`,
  column_missing: (f: Facts) => `A column is missing. Add one with one of these headings: ${f.names}.`,
  column_twice: () => "This heading means a column that the file already has. Remove one of the two.",
  row_width: (f: Facts) =>
    `This row has ${f.found} cells, the headings are ${f.expected}. A separator or a quotation mark is missing or too many: correct the row.`,
  file_missing: () => "No file was chosen. Choose a CSV file.",
  file_changed: () =>
    "This is another file than the one that was checked, so it was checked anew and nothing was imported.",
  period_locked: (f: Facts) =>
    `These days were approved and locked by ${f.by} on ${f.at} (${f.start} to ${f.end}). Ask an administrator to unlock the period under Review.`,
  record_approved: () => "This record is approved. Have it returned under Review first, then delete it.",
  reason_missing: () => "Say why the record is deleted. The reason stays on record.",
};

const activity = {
  title: "Activities",
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
  noneMatch: "No record matches these filters.",
  empty: {
    title: "Your activity data goes here",
    reason:
      "One row per bill or meter reading: what was used, where, when and how much. A buyer who checks your report will ask for the bills behind the largest rows first.",
    noInventory: "Open a year first",
    noInventoryReason: "Records belong to the inventory of a year. Open the year that you want to report.",
    openInventory: "Open a year",
    noSources: "Add an emission source first",
    noSourcesReason:
      "Each record belongs to a source of a facility, such as the electricity of a plant. Its factor decides what a kilowatt hour weighs.",
    addSource: "Add a source",
    example: "See a sample file",
  },
  column: {
    row: "Row",
    facility: "Facility",
    source: "Source",
    period: "Period",
    quantity: "Quantity",
    unit: "Unit",
    factor: "Factor CO₂e",
    tonnes: "tCO₂e",
    dataQuality: "Quality",
    evidence: "Evidence",
    state: "State",
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
    instrumentType: "Certificate or contract",
    instrumentQuantity: "Quantity it covers",
    instrumentFactor: "kg CO₂e per unit",
    instrumentReference: "Its number",
  },
  hint: {
    period: "2025-03, 2025Q1, or two days: 2025-03-05/2025-04-04",
    quantity: "Decimals with a point: 1,234.5 or 1234.5",
    unit: "kWh, MWh, GJ, t, L, m3 …; 万 and 亿 before a unit are understood",
    evidence: "Number of the bill, page, file or meter",
  },
  /** For a narrow column. */
  shortQuality: { measured: "Meas.", calculated: "Calc.", estimated: "Est." },
  instrumentType: {
    green_electricity_certificate: "Green electricity certificate",
    power_purchase_agreement: "Power purchase agreement",
    guarantee_of_origin: "Guarantee of origin",
    rec: "Renewable energy certificate",
  },
  state: {
    new: "New",
    changed: "Changed",
    conflict: "Conflict",
    errors: (count: number) => (count === 1 ? "1 error" : `${count} errors`),
    noResult: "No factor",
  },
  notComputed: "not yet",
  missing: "none",
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
        ? "Delete this row? The record and its history stay on file; it no longer counts."
        : `Delete these ${count} rows? The records and their history stay on file; they no longer count.`,
    reason: "Reason",
    reasonHint: "For the audit trail, such as “entered twice”",
    deleted: (count: number) => (count === 1 ? "1 row deleted" : `${count} rows deleted`),
    undo: "Undo",
    redo: "Redo",
    fillDown: "Fill down",
    choices: (column: string) => `Choices for ${column}`,
    fixes: "Fixes",
    effect: "This row is not counted in the total until it is put right. The other rows are not affected.",
    kept: "Until then it is kept in this browser.",
    conflictTitle: (name: string) => `${name || "A former member"} changed this row`,
    conflictDeleted: (name: string) => `${name || "A former member"} deleted this row`,
    conflictAt: (time: string) => `at ${time}, after you opened it.`,
    conflictField: (field: string, theirs: string, mine: string) => `${field}: ${theirs} (theirs), ${mine} (yours)`,
    useMine: "Use mine",
    useTheirs: "Use theirs",
    useDeleted: "Leave it deleted",
    pasted: (count: number) => (count === 1 ? "1 row pasted" : `${count} rows pasted`),
    nothingToPaste: "The clipboard holds no text.",
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
      count === 1 ? "1 row not saved: it has errors" : `${count} rows not saved: they have errors`,
    conflicts: (count: number) => (count === 1 ? "1 row changed by others" : `${count} rows changed by others`),
    refused: "Not saved: you may no longer change data here. Your entries are kept in this browser.",
    plan: "Not saved: the plan has ended or has no room for more records. Your entries are kept in this browser.",
    signedOut: "You have been signed out. Your entries are kept in this browser; sign in again to save them.",
    failed: "Not saved yet; trying again. Your entries are kept in this browser.",
    full: "This browser's storage is full: leave the page open until all is saved.",
    restored: (count: number) =>
      count === 1
        ? "1 unsaved row was kept in this browser and is back."
        : `${count} unsaved rows were kept in this browser and are back.`,
  },
  footer: {
    rows: (count: string) => `${count} rows`,
    computed: (count: string) => `${count} computed`,
    computing: (done: string, total: string) => `computing ${done} of ${total}`,
    total: "Total",
  },
  panel: {
    title: (row: number) => `Row ${row}`,
    none: "Select a row to see how its number comes about.",
    calculation: "Calculation",
    factors: "Factors used",
    edition: (version: string) => `edition ${version}`,
    marketBased: "Market-based",
    evidence: "Evidence and note",
    instrument: "Green electricity",
    history: "History",
    historyLoading: "Loading the history…",
    historyFailed: "The history can't be loaded just now.",
    historyNew: "Not saved yet.",
    historyEntered: "Entered",
    historyImported: "Imported from a file",
    historyChanged: (field: string, before: string, after: string) => `${field}: ${before} → ${after}`,
    historyRestored: "Brought back",
    historyDeleted: (reason: string) => `Deleted: ${reason}`,
    historyUnchanged: "Saved without a change",
    formerMember: "Former member",
    readOnly: "Your role may look but not change.",
    reason: { import_undone: "the import was undone", undone: "the entry was undone" } as Record<string, string>,
  },
  form: {
    addTitle: "Add a record",
    editTitle: "Edit the record",
    add: "Add record",
    save: "Save record",
    edit: "Edit",
    delete: "Delete",
    deleteLost: (source: string, period: string) => `${source}, ${period}`,
    deleteQuestion: (source: string, period: string) => `Delete ${source}, ${period}? Say why; it stays on record.`,
    chooseFacility: "Choose a facility",
    chooseSource: "Choose a source",
    none: "None",
    stale: (name: string, time: string) =>
      `${name || "A former member"} changed this record at ${time}, after you opened it. Below are their values; yours were not saved. Change what should differ and save again.`,
    page: (page: string, pages: string) => `Page ${page} of ${pages}`,
    pageOfMany: (page: string) => `Page ${page}`,
    previous: "Previous page",
    next: "Next page",
    more: "Certificate or contract for green electricity",
  },
  fault,
  /** What is wrong and the fix, for any code; an unfamiliar one is named, never hidden. */
  describeFault: (code: string, facts: Facts) =>
    Object.hasOwn(fault, code) ? fault[code as keyof typeof fault](facts) : `This is not right: ${code}.`,
};

export default activity;
