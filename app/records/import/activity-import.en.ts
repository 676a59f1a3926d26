type Facts = Record<string, string>;

/** Why an upload, a check or an import did not get on. */
const failure = {
  file_again: () =>
    "This file was imported before, and its records count. It was not imported again. Undo the earlier import first if you want to replace it.",
  file_missing: () => "No file was chosen. Choose a CSV file or a workbook.",
  file_too_large: (f: Facts) =>
    `The file is larger than ${f.limit}. Split it and import the parts one after the other.`,
  file_empty: () => "The file is empty. Choose the file with your rows, or start from the template.",
  files_at_once: (f: Facts) =>
    `${f.limit} files of this organization are being read at this moment. Wait until they are, and upload this one again.`,
  drafts_open: (f: Facts) =>
    `${f.limit} files wait already to be gone on with. Finish one of them, or put it away, before you bring another.`,
  check_running: () => "Another file of this organization is being checked. Wait until it is done, or cancel it there.",
  check_cancelled: () => "The check was cancelled. Nothing of it was kept; check again when you are ready.",
  check_failed: () => "The check ended by a fault of ours, and nothing was kept of it. Check again.",
  mapping_incomplete: () => "The columns are not said whole yet. Complete them below, then check.",
  file_missing_in_store: () => "The kept file can't be read, or is no longer what was uploaded. Upload it again.",
  moved_since: (f: Facts) =>
    `Records, sources or locks have changed since the check, and ${f.count === "1" ? "1 row now comes" : `${f.count} rows now come`} to something else. Nothing was imported: look at the figures again.`,
  rows_lost: () => "The checked rows were lost when the database stopped. Nothing was imported: check the file again.",
  period_locked_since: () =>
    "A period of these rows was approved and locked meanwhile. Nothing was imported: check the file again to see which rows.",
  rows_open: () => "Some rows still need you. Correct them or leave them out, then import.",
  nothing_to_import: () => "Nothing is left to import: every row is skipped.",
  not_checked: () => "This file is not in its check any more. Open it again from the list.",
  reason_missing: () => "Say why the row is left out. The reason stays on record.",
  undo_refused: () =>
    "A record of this import is approved, or its period is locked. Have it returned or unlocked first; nothing was undone.",
  nothing_chosen: () => "Nothing was chosen.",
  plan_lapsed: () =>
    "The plan of the workspace has ended, so nothing was imported. The file is kept: go on here when the plan is renewed.",
  no_longer_authorised: () =>
    "Whoever began this may no longer edit here, so nothing was imported. The file is kept: somebody who may can go on from here.",
  process_died: () =>
    "The work on this file was given up: its process ended twice, usually because it ran out of memory, so nothing was imported. The file is kept: go on from here, or divide it; if it stops again, tell the operator of this installation.",
  unknown: () =>
    "The work on this file stopped because of a fault on our side, so nothing was imported. The file is kept: go on from here; if it stops again, tell the operator of this installation.",
  plan_limit: (f: Facts) =>
    `The plan holds ${f.limit} activity records. ${f.used} are there, and this file adds ${f.more}: nothing was imported. Choose a larger plan, or import fewer rows.`,
};

/** What is wrong with a row when it is compared with the others and with what is stored. */
const rowFault = {
  row_key_twice: (f: Facts) =>
    `The key “${f.key}” already stands in row ${f.row} of this file. Leave one of the two rows out.`,
  row_key_too_long: (f: Facts) => `The key is longer than ${f.limit} characters. Name another column as the key.`,
  record_approved: (f: Facts) =>
    `The record with the key “${f.key}” is approved, and this row would change it. Have it returned first, or leave the row out.`,
  record_of_method: (f: Facts) =>
    `The quantity of the record with the key “${f.key}” is worked out by a method. Change it there, and leave this row out.`,
  source_removed: () =>
    "The emission source of this row was removed meanwhile. Name another one, or leave the row out.",
};

const activityImport = {
  title: "Import activity data",
  titleOf: (file: string) => `Import: ${file}`,
  about: (year: string) => `Into the inventory of ${year}. Nothing is written before you have seen what changes.`,
  leaveAnyTime: "You can leave at any time; nothing is lost.",
  steps: ["Choose file", "Columns", "Check", "Preview", "Done"],
  dropTitle: "Drop a CSV file or a workbook here",
  dropOr: "or",
  chooseFile: "choose a file",
  chosen: (name: string, size: string) => `${name}, ${size}`,
  limits:
    "CSV in UTF-8, UTF-16 or GB18030 with any common separator, up to 256 MiB and 1,000,000 rows; XLSX up to 32 MiB and 100,000 rows.",
  upload: "Upload",
  uploading: "Uploading…",
  offline: "The file did not reach us. Check the connection and try again; nothing was imported.",
  readOnly: "Your role may look but not change.",
  templateTall: "Template: a row for each record",
  templateWide: "Template: a column for each month",
  templateAbout: "With your facilities, sources and units filled in.",
  sample: "See a sample file",
  asCsv: "CSV",
  asXlsx: "XLSX",

  drafts: "Not finished yet",
  draftState: {
    mapping: "Columns",
    checking: "Being checked",
    checked: "Checked",
    committing: "Being imported",
    done: "Imported",
  },
  goOn: "Go on",
  goOnWith: (file: string) => `Go on with ${file}`,
  remove: "Put away",
  removeQuestion: (file: string) =>
    `Put ${file} away? The file and what was corrected in it are removed; nothing was imported.`,
  removed: "The file was put away.",
  keptFor: "What is not finished is put away after seven days.",

  earlier: "Imports",
  noneYet: "No file has been imported yet.",
  file: "File",
  by: "By",
  at: "At",
  added: "Added",
  changed: "Changed",
  skipped: "Skipped",
  state: "State",
  importState: { counted: "Counted", part: "Partly undone", undone: "Undone" },
  from: "Imported from",
  to: "Imported until",
  openEarlier: "Open the earlier import",
  undonePart: (count: string) => `${count} undone`,
  original: "Original",
  formerMember: "Former member",
  open: "Open",
  sha: "SHA-256",

  columns: {
    title: "What the columns mean",
    about:
      "Suggested from headings and values. Correct what is wrong; the answer is remembered for the next file of this layout.",
    remembered: (file: string) =>
      `From your last file of this layout${file === "" ? "" : `, ${file}`}. Check that it fits.`,
    fromLastFile: (file: string) =>
      `From your last file${file === "" ? "" : `, ${file}`}. This file names the same place.`,
    notTaken: (file: string) =>
      `Your last file${file === "" ? "" : `, ${file},`} had these answers. This file may be of another facility, so they are not filled in.`,
    useOffered: "Use it here too",
    forget: "Forget and suggest anew",
    sheets: "Sheets",
    sheetsAbout: "Which sheets are read, and the facility of each.",
    otherLayout: "Other columns",
    hidden: "hidden",
    column: "Column",
    samples: "First values",
    meaning: "Means",
    noHeading: "without a heading",
    ignore: "Not used",
    month: (period: string) => `Amount of ${period}`,
    amountOf: (source: string) => `Amount of ${source}`,
    groupFields: "Fields",
    groupMonths: "A column for each month",
    groupOthers: "Amounts of a source",
    decimal: "How numbers are written",
    decimalAbout: "In the file some numbers could be read in two ways. Say which one it is; nothing is guessed.",
    decimalChoice: {
      point: { label: "1234.5", text: "A point before the decimals, no separators" },
      grouped_point: { label: "1,234.5", text: "A point before the decimals, commas between thousands" },
      comma: { label: "1.234,5", text: "A comma before the decimals" },
    },
    constants: "The same in every row",
    constantsAbout: "For what stands in no column, such as the facility of a whole file or the unit of all months.",
    year: "Year",
    none: "–",
    missing: "Before the rows can be checked",
    check: "Check the rows",
    save: "Keep without checking",
    saved: "Kept.",
    titles: "Above the headings",
    rowKey: "Key of the row",
    start: "First day",
    end: "Last day",
    monthOnly: "Month, without its year",
    keyAbout:
      "A key, such as the number of a bill, lets a later file change the same record instead of adding it a second time.",
  },

  checking: "Checking the rows",
  checkingCounts: (rows: string, done: string, total: string) => `${rows} rows checked, ${done} of ${total} read`,
  importing: "Importing the rows",
  importingAbout: (rows: string) => `${rows} rows are being brought in, all of them or none.`,
  cancel: "Cancel the check",
  look: "See how far it is",
  mappedColumns: (count: number) => (count === 1 ? "1 column read" : `${count} columns read`),
  changeColumns: "Change",

  counts: { add: "Will be added", change: "Will be changed", skip: "Skipped", person: "Need you" },
  countsAbout: {
    add: "new records",
    change: "records known by their key",
    skip: "nothing to do",
    person: "must be corrected or left out",
    sum: (total: string) => `together the ${total} rows of the file`,
    repeated: (count: string) => `${count} perhaps the same bill`,
    leftOut: (count: string) => `${count} left out by you`,
    total: "Change of emissions",
    totalAbout: "tCO₂e, rows that will be written",
    noTotal: "computed in the next run",
  },
  view: {
    person: "Need you",
    change: "Changed",
    add: "Added",
    repeated: "Perhaps twice",
    skip: "Skipped",
    touched: "Corrected by you",
  },
  viewLabel: "Rows",
  faultsTitle: (count: string) => `${count} rows need you`,
  faultsAbout: "Rows and columns as in your own file.",
  downloadFaults: "Download these rows with their reasons",
  noneOfView: "No row.",
  row: "Row",
  rowOf: (sheet: string, row: string) => `${sheet}, row ${row}`,
  column: "Column",
  raw: "As written",
  problem: "What is wrong",
  fix: "Put it right here",
  emptyCell: "empty",
  wholeRow: "whole row",
  everyRow: "every row",
  apply: "Apply",
  applyAll: (count: string) => `Apply to all ${count} alike`,
  newText: (column: string, row: string) => `${column} in row ${row}, corrected`,
  use: (text: string) => `Use ${text}`,
  leaveOut: "Leave this row out",
  leaveOutAll: (count: string) => `Leave out all ${count}`,
  reason: "Reason",
  fixed: (field: string, before: string, after: string) => `${field}: ${before || "–"} → ${after || "–"}`,
  undoFix: "Undo",
  undoFixOf: (text: string) => `Undo: ${text}`,
  leftOutFor: (reason: string) => `Left out: ${reason}`,
  takeBack: "Take it in again",
  addAnyway: "Add anyway",
  addAllAnyway: (count: string) => `Add all ${count} anyway`,
  addedAnyway: "Added although its like is stored",
  remark: { hidden_row: "hidden in the file", formula: "value of a formula", merged_cell: "from a merged cell" },
  skippedFor: {
    already_there: "The same is stored already",
    same_key: "The record with this key has the same content",
    left_out: "Left out",
    total_row: "A line of totals",
    note_row: "A note, not a record",
    blank_amount: "Empty cell",
  } as Record<string, string>,
  before: "Now",
  after: "In the file",
  change: "What changes",
  repeatedAbout:
    "The source has a record of the same period with another amount. Make sure that it is not the same bill.",
  next: "Further rows",
  first: "From the beginning",
  keyNote: (key: string) => `key ${key}`,

  checkAgain: "Check again",
  checkAgainAbout: "Uses facilities and sources that were added since. Your corrections stay.",
  places: {
    unknownTitle: (count: number) => (count === 1 ? "1 facility is new" : `${count} facilities are new`),
    unknownAbout:
      "The file names facilities that this organization doesn't have. Choose the one you mean, or state where the new one is. It is created when you import.",
    didYouMean: "Did you mean",
    plan: "Create with the import",
    plannedTitle: (facilities: string, sources: string) =>
      `New with this import: ${facilities} ${facilities === "1" ? "facility" : "facilities"}, ${sources} ${sources === "1" ? "source" : "sources"}`,
    plannedAbout:
      "Nothing of this exists yet. It is created together with the rows, and undoing the import removes what nothing else uses.",
    planned: "Facilities and sources to be created",
    name: "Name",
    facts: "Details",
    facility: "Facility",
    source: (facility: string) => `Source of ${facility}`,
    noRegion: "No grid region",
    unplan: "Don't create",
    unplanOf: (name: string) => `Don't create ${name}`,
  },

  toPreview: "Preview what changes",
  previewTitle: "What the import changes",
  back: "Back to the rows",
  import: (count: string) => `Import ${count} rows`,
  openRows: (count: string) => `${count} rows still need you`,
  undoable: "An import can be undone as a whole or row by row.",

  done: (count: string, file: string) => `${count} rows of ${file} are in the inventory.`,
  toGrid: "Open the activities",
  undoTitle: "Undo",
  undoAbout: (count: string) =>
    `${count} records of this import stand. What it added would count no longer, what it changed would be again what it was. The versions stay on file with this reason.`,
  undo: "Undo the import",
  undoRow: "Take back",
  undoRowOf: (row: string) => `Take back what row ${row} brought in`,
  correctedTitle: (count: string) => `${count} records were changed since`,
  correctedKeep: "Keep them",
  correctedKeepText: "They stay as they are now.",
  correctedTake: "Take them back as well",
  correctedTakeText: "The changes made to them since are taken back too.",
  undone: (count: string, kept: string) =>
    kept === "0"
      ? `${count} records were taken back.`
      : `${count} records were taken back; ${kept} that were changed since were kept.`,
  nothingStands: "Nothing of this import counts any more.",
  records: "Records of this import",

  failure,
  rowFault,
};

export default activityImport;
