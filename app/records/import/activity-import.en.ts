type Facts = Record<string, string>;

/** Why an upload, a check or an import failed. */
const failure = {
  file_again: () =>
    "This file was already imported, and its records still count. To replace it, undo the earlier import first.",
  file_missing: () => "No file selected. Choose a CSV file or a workbook.",
  file_too_large: (f: Facts) => `The file is larger than ${f.limit}. Split it and import the parts one by one.`,
  file_empty: () => "The file is empty. Choose a file with data, or start from the template.",
  files_at_once: (f: Facts) =>
    `${f.limit} files of this organization are being read now. Wait until they are done, then upload this file again.`,
  drafts_open: (f: Facts) =>
    `You already have ${f.limit} unfinished imports. Finish or discard one before you upload another file.`,
  check_running: () =>
    "Another file of this organization is being checked. Wait until it is done, or cancel that check.",
  check_cancelled: () => "The check was cancelled, and no results were kept. Check again when you are ready.",
  check_failed: () => "The check stopped because of a system error, and no results were kept. Check again.",
  mapping_incomplete: () => "Some columns still need a meaning. Complete them below, then check again.",
  file_missing_in_store: () => "The stored file can't be read or has changed since the upload. Upload it again.",
  moved_since: (f: Facts) =>
    `Records, sources or locks changed after the check, so the result of ${f.count === "1" ? "1 row" : `${f.count} rows`} is different now. Nothing was imported. Review the figures again.`,
  rows_lost: () => "The checked rows were lost when the database stopped. Nothing was imported. Check the file again.",
  period_locked_since: () =>
    "A period of these rows was approved and locked after the check. Nothing was imported. Check the file again to see which rows are affected.",
  rows_open: () => "Some rows still need attention. Correct or skip them, then import.",
  nothing_to_import: () => "There is nothing to import. All rows are skipped.",
  not_checked: () => "This file is no longer at the check step. Open it again from the list.",
  reason_missing: () => "Enter the reason for skipping this row. It is kept in the audit trail.",
  undo_refused: () =>
    "A record of this import is approved or in a locked period. Nothing was undone. Ask for the record to be returned or the period to be unlocked, then try again.",
  nothing_chosen: () => "Nothing was selected.",
  plan_lapsed: () =>
    "The plan of the workspace has ended, so nothing was imported. The file is kept. Renew the plan to continue.",
  no_longer_authorised: () =>
    "The person who started this no longer has permission to edit. Nothing was imported. The file is kept, and another editor can continue.",
  process_died: () =>
    "Processing stopped twice, usually because memory ran out. Nothing was imported, and the file is kept. Try again, or split the file. If it stops again, contact the operator of this installation.",
  unknown: () =>
    "Processing stopped because of a system error. Nothing was imported, and the file is kept. Try again. If it stops again, contact the operator of this installation.",
  plan_limit: (f: Facts) =>
    `Your plan allows ${f.limit} activity records. You have ${f.used}, and this file adds ${f.more}, so nothing was imported. Choose a larger plan, or import fewer rows.`,
};

/** Errors found when a row is compared with other rows and with stored records. */
const rowFault = {
  row_key_twice: (f: Facts) =>
    `The key “${f.key}” is already used in row ${f.row} of this file. Skip one of the two rows.`,
  row_key_too_long: (f: Facts) => `The key is longer than ${f.limit} characters. Choose another key column.`,
  record_approved: (f: Facts) =>
    `The record with the key “${f.key}” is approved, and this row would change it. Ask a reviewer to return it, or skip the row.`,
  record_of_method: (f: Facts) =>
    `A calculation method determines the quantity of the record with the key “${f.key}”. Change the method's inputs, and skip this row.`,
  source_removed: () => "The emission source of this row was removed. Choose another source, or skip the row.",
};

const activityImport = {
  title: "Import activity data",
  titleOf: (file: string) => `Import: ${file}`,
  about: (year: string) => `Imports into the ${year} inventory. You see all changes before anything is saved.`,
  leaveAnyTime: "You can leave at any time. Your progress is saved.",
  steps: ["Choose file", "Columns", "Check", "Preview", "Done"],
  dropTitle: "Drop a CSV file or workbook here",
  dropOr: "or",
  chooseFile: "choose a file",
  kept: {
    title: "Your file from the estimate",
    about: (name: string) => `“${name}” is kept in this browser. It was not sent.`,
    use: "Use this file",
    forget: "Delete it from this browser",
    startNote: (name: string) =>
      `“${name}” from your estimate is kept in this browser. Import it when your sources exist.`,
    toImport: "Open the import",
  },
  chosen: (name: string, size: string) => `${name}, ${size}`,
  limits:
    "CSV: UTF-8, UTF-16 or GB18030, any common separator, up to 256 MiB and 1,000,000 rows. XLSX: up to 32 MiB and 100,000 rows.",
  upload: "Upload",
  uploading: "Uploading…",
  offline: "The upload failed, and nothing was imported. Check your connection and try again.",
  readOnly: "Your role can view data but not change it.",
  templateTall: "Template: one row per record",
  templateWide: "Template: one column per month",
  templateAbout: "Includes your facilities, sources and units.",
  sample: "View sample file",
  asCsv: "CSV",
  asXlsx: "XLSX",

  drafts: "Unfinished imports",
  draftState: {
    mapping: "Columns",
    checking: "Checking",
    checked: "Checked",
    committing: "Importing",
    done: "Imported",
  },
  goOn: "Continue",
  goOnWith: (file: string) => `Continue with ${file}`,
  remove: "Discard",
  removeQuestion: (file: string) =>
    `Discard ${file}? The file and your corrections in it are deleted. Nothing has been imported from it.`,
  removed: "The file was discarded.",
  keptFor: "Unfinished imports are discarded after seven days.",

  earlier: "Import history",
  noneYet: "No files have been imported yet.",
  file: "File",
  by: "By",
  at: "At",
  added: "Added",
  changed: "Changed",
  skipped: "Skipped",
  state: "Status",
  importState: { counted: "In inventory", part: "Partly undone", undone: "Undone" },
  from: "Imported from",
  to: "Imported until",
  openEarlier: "Open earlier import",
  undonePart: (count: string) => `${count} undone`,
  original: "Original file",
  formerMember: "Former member",
  open: "Open",
  sha: "SHA-256",

  columns: {
    title: "Column mapping",
    about:
      "Suggested from headings and values. Correct any errors. Your choices are used for the next file with this layout.",
    remembered: (file: string) =>
      `From your last file with this layout${file === "" ? "" : `, ${file}`}. Check that it fits this file.`,
    fromLastFile: (file: string) => `From your last file${file === "" ? "" : `, ${file}`}, which has the same place.`,
    notTaken: (file: string) =>
      `Your last file${file === "" ? "" : `, ${file},`} had the values below. They are not filled in, because this file may be for another facility.`,
    useOffered: "Use this value",
    forget: "Reset to suggestions",
    sheets: "Sheets",
    sheetsAbout: "Choose the sheets to read and the facility of each sheet.",
    otherLayout: "Different columns",
    hidden: "hidden",
    column: "Column",
    samples: "First values",
    meaning: "Meaning",
    noHeading: "no heading",
    ignore: "Not used",
    month: (period: string) => `Amount for ${period}`,
    amountOfSource: (name: string) => `Amount of the source ${name}`,
    amountOfFacility: (name: string) => `Amount at the facility ${name}`,
    groupFields: "Fields",
    groupMonths: "One column per month",
    groupSources: "One column per source",
    groupFacilities: "One column per facility",
    decimal: "Number format",
    decimalAbout: "Some numbers in this file can be read in two ways. Choose the number format.",
    decimalCertain: "All numbers in this sheet fit only the selected format.",
    decimalChoice: {
      point: { label: "1234.5", text: "Decimal point, no thousands separators" },
      grouped_point: { label: "1,234.5", text: "Decimal point, commas between thousands" },
      comma: { label: "1.234,5", text: "Decimal comma" },
    },
    constants: "Same value in every row",
    constantsAbout: "For values that have no column, such as the facility of the file or the unit of all months.",
    year: "Year",
    none: "–",
    missing: "Complete before the check",
    check: "Check rows",
    save: "Save without checking",
    saved: "Saved.",
    titles: "Above the headings",
    rowKey: "Row key",
    start: "First day",
    end: "Last day",
    monthOnly: "Month (without year)",
    keyAbout: "With a row key, such as a bill number, a later file updates the record instead of adding another.",
  },

  checking: "Checking rows",
  checkingCounts: (rows: string, done: string, total: string) => `${rows} rows checked, ${done} of ${total} read`,
  importing: "Importing rows",
  importingAbout: (rows: string) => `${rows} rows are being imported. If one fails, none is imported.`,
  cancel: "Cancel check",
  look: "View progress",
  mappedColumns: (count: number) => (count === 1 ? "1 column mapped" : `${count} columns mapped`),
  unusedColumns: (names: string) => `Columns not imported: ${names}`,
  changeColumns: "Change",

  counts: { add: "To add", change: "To change", skip: "Skipped", person: "Need attention" },
  countsAbout: {
    add: "new records",
    change: "records with a known key",
    skip: "no change needed",
    person: "correct or skip them",
    sum: (total: string) => `${total} rows in the file`,
    repeated: (count: string) => `${count} may be the same bill`,
    leftOut: (count: string) => `${count} skipped by you`,
    total: "Change in emissions",
    totalAbout: "tCO₂e, rows to be imported",
    noTotal: "shown after the next calculation",
  },
  view: {
    person: "Need attention",
    waiting: "Wait for a choice",
    change: "Changed",
    add: "Added",
    repeated: "Possible duplicates",
    skip: "Skipped",
    touched: "Corrected by you",
  },
  viewLabel: "Rows",
  faultsTitle: (count: string) => (count === "1" ? "1 row needs attention" : `${count} rows need attention`),
  faultsAbout: "Row and column numbers are those of your file.",
  downloadFaults: "Download rows with errors",
  noneOfView: "No rows.",
  row: "Row",
  rowOf: (sheet: string, row: string) => `${sheet}, row ${row}`,
  column: "Column",
  raw: "Value in file",
  problem: "Problem",
  fix: "Correction",
  emptyCell: "empty",
  wholeRow: "whole row",
  everyRow: "every row",
  apply: "Apply",
  applyAll: (count: string) => `Apply to all ${count} rows with this value`,
  newText: (column: string, row: string) => `Corrected ${column} of row ${row}`,
  use: (text: string) => `Use ${text}`,
  leaveOut: "Skip row",
  leaveOutAll: (count: string) => `Skip all ${count}`,
  reason: "Reason",
  fixed: (field: string, before: string, after: string) => `${field}: ${before || "–"} → ${after || "–"}`,
  undoFix: "Undo",
  undoFixOf: (text: string) => `Undo: ${text}`,
  leftOutFor: (reason: string) => `Skipped: ${reason}`,
  takeBack: "Include row",
  addAnyway: "Add anyway",
  addAllAnyway: (count: string) => `Add all ${count} anyway`,
  addedAnyway: "Added although a similar record exists",
  remark: { hidden_row: "hidden in the file", formula: "formula result", merged_cell: "from a merged cell" },
  skippedFor: {
    already_there: "The same record already exists",
    same_key: "The record with this key has the same content",
    left_out: "Skipped by you",
    total_row: "Total row",
    note_row: "Note, not a record",
    blank_amount: "Empty cell",
  } as Record<string, string>,
  before: "Current value",
  after: "Value in file",
  change: "Changes",
  repeatedAbout:
    "The source already has a record for this period with another amount. Check that it is not the same bill.",
  next: "Next rows",
  first: "Back to the first rows",
  keyNote: (key: string) => `key ${key}`,

  checkAgain: "Check again",
  checkAgainAbout: "Includes facilities and sources added since the last check. Your corrections are kept.",
  places: {
    unknownTitle: (count: number) => (count === 1 ? "1 facility is new" : `${count} facilities are new`),
    unknownAbout:
      "The file contains facilities that your organization does not have. Choose an existing facility, or enter the location of the new one. It is created with the import.",
    existing: "An existing facility",
    choose: "Choose",
    useExisting: "Use this facility",
    createNew: "Or create a new facility",
    didYouMean: "Did you mean",
    plan: "Create on import",
    plannedTitle: (facilities: string, sources: string) =>
      `New with this import: ${facilities} ${facilities === "1" ? "facility" : "facilities"}, ${sources} ${sources === "1" ? "source" : "sources"}`,
    plannedAbout:
      "These are created with the import. If you undo the import, those that nothing else uses are removed.",
    planned: "Facilities and sources to create",
    name: "Name",
    facts: "Details",
    facility: "Facility",
    source: (facility: string) => `Source of ${facility}`,
    noRegion: "No grid region",
    unplan: "Don't create",
    unplanOf: (name: string) => `Don't create ${name}`,
  },

  convertAll: (from: string, to: string) => `Convert all rows in ${from} to ${to}`,
  waiting: (count: string) => `${count} rows wait for their facility or source.`,
  toChoices: "Go to the choices",
  showRows: "Show the rows",
  toPreview: "Preview changes",
  previewTitle: "Changes from this import",
  back: "Back to rows",
  import: (count: string) => `Import ${count} ${count === "1" ? "row" : "rows"}`,
  openRows: (count: string) => (count === "1" ? "1 row still needs attention" : `${count} rows still need attention`),
  undoable: "You can undo an import completely or row by row.",

  done: (count: string, file: string) =>
    `${count} ${count === "1" ? "row" : "rows"} from ${file} imported into the inventory.`,
  toBills: "Add bills",
  toGrid: "Open activity data",
  undoTitle: "Undo import",
  undoAbout: (count: string) =>
    `${count === "1" ? "1 record of this import counts" : `${count} records of this import count`} in the inventory. After you undo the import, added records no longer count and changed records get their earlier values back. All versions and your reason are kept in the audit trail.`,
  undo: "Undo import",
  undoRow: "Undo",
  undoRowOf: (row: string) => `Undo row ${row}`,
  correctedTitle: (count: string) =>
    count === "1" ? "1 record was changed after the import" : `${count} records were changed after the import`,
  correctedKeep: "Keep these records",
  correctedKeepText: "They stay as they are now.",
  correctedTake: "Undo these records too",
  correctedTakeText: "Changes made after the import are also undone.",
  undone: (count: string, kept: string) => {
    const undone = count === "1" ? "1 record was undone" : `${count} records were undone`;
    return kept === "0"
      ? `${undone}.`
      : `${undone}. ${kept === "1" ? "1 record" : `${kept} records`} changed after the import ${kept === "1" ? "was" : "were"} kept.`;
  },
  nothingStands: "No records of this import count in the inventory any more.",
  records: "Records from this import",

  failure,
  rowFault,
};

export default activityImport;
