/** What a sentence about a file needs. */
type Facts = Record<string, string>;

const said = (text: string | undefined) => (text ? `“${text}”` : "an empty cell");
const where = (f: Facts) =>
  f.ref ? ` (${f.sheet ? `sheet “${f.sheet}”, ` : ""}cell ${f.ref})` : f.row && f.row !== "0" ? ` (row ${f.row})` : "";

/** Why a file can't be read; the code is that of a `FileFault`. */
const fault = {
  file_too_large: (f: Facts) => `The file is larger than ${f.limit}. Split it, or save a workbook as CSV.`,
  file_empty: () => "The file is empty. Choose one with data, or begin with a template.",
  file_without_rows: () => "There are headings but no rows below them. Add at least one row.",
  file_too_many_rows: (f: Facts) =>
    `There are more than ${f.limit} rows. Split the file and import the parts one by one.`,
  file_too_many_columns: (f: Facts) =>
    `A cell stands beyond column ${f.limit}${where(f)}. Delete what lies to the right of the table.`,
  file_not_text: () =>
    "This is neither a CSV file nor an XLSX workbook. Save it from Excel or WPS as .xlsx or as CSV UTF-8.",
  file_is_web_page: () =>
    "This is a web page under the name of a table, as many systems export it. Open it in Excel or WPS and save it as .xlsx.",
  file_encoding: (f: Facts) =>
    `The characters can't be read for certain${f.line ? `, from line ${f.line} on` : ""}${f.byte ? ` (byte ${f.byte})` : ""}: the file is neither UTF-8, UTF-16 nor GB18030 throughout. Save it from Excel or WPS as CSV UTF-8.`,
  file_too_hard: (f: Facts) =>
    f.limit === "memory"
      ? "Reading the file took more memory than a table of activities needs, so it was stopped. Copy the table into a new workbook, or save it as CSV."
      : f.limit === "time"
        ? "Reading the file took too long, so it was stopped. Copy the table into a new workbook, or save it as CSV."
        : "Reading the file failed. Copy the table into a new workbook, or save it as CSV.",
  csv_broken: (f: Facts) =>
    `A quote that opens in row ${f.row} is never closed. Close it, or write it twice to mean a quote.`,
  row_too_long: (f: Facts) =>
    `Row ${f.row} has more than ${f.limit} characters. Check the line ends and quotes around it.`,
  sheet_missing: (f: Facts) => `There is no sheet “${f.sheet}” in the file. Choose the sheets again.`,
  headings_changed: (f: Facts) => `Row ${f.row} has no headings any more. Choose the columns again.`,
  not_a_workbook: () => "This archive is not a workbook. Save it from Excel or WPS as .xlsx.",
  workbook_legacy: () => "This is a workbook of the old kind (.xls). Save it as .xlsx.",
  workbook_binary: () => "This is a binary workbook (.xlsb). Save it as .xlsx.",
  workbook_encrypted: () => "The workbook has a password. Save a copy without it.",
  workbook_macros: () => "The workbook has macros (.xlsm). Save it as .xlsx, without them.",
  workbook_damaged: (f: Facts) => `The workbook is damaged${where(f)}. Open it in Excel or WPS and save it anew.`,
  workbook_too_large: () =>
    "The workbook expands to more than a table of activities needs. Copy the table into a new one.",
  workbook_dtd: () => "The workbook declares a document type, which no spreadsheet program writes. Save it anew.",
  workbook_external_value: (f: Facts) =>
    `A cell takes its value from another file${where(f)}. Replace the formula by its value.`,
  workbook_sheet_missing: (f: Facts) => `There is no sheet “${f.sheet}” in the workbook. Choose the sheets again.`,
};

/** What is wrong with a row of the file, beside what is wrong with its entry (`activity.fault`). */
const rowFault = {
  row_width: (f: Facts) =>
    `The row has ${f.found} cells, the headings have ${f.expected}. A separator or a quote is missing or too many.`,
  quote_stray: () => "A quote stands inside a cell. Put the cell into quotes and write the inner one twice.",
  cell_error: (f: Facts) => `The cell shows the error ${said(f.value)}. Put its value in its place.`,
  formula_without_value: () =>
    "The formula was saved without its value. Open the workbook, let it calculate, and save it.",
  amount_merged: () =>
    "One amount is merged over several cells, so it is not known which part belongs to which. Split it.",
  amount_is_date: (f: Facts) =>
    `${said(f.value)} is a date, not an amount: the program that made the file may have changed it. Enter the number.`,
  decimal_style: (f: Facts) =>
    f.style === "comma"
      ? `${said(f.value)} is not a number with a decimal comma, the style chosen for this file. Write it as 1234,5, or choose another style.`
      : `${said(f.value)} has separators of thousands, and the style chosen for this file has none. Write it as 1234.5, or choose another style.`,
  row_may_be_total: () =>
    "The row says that it is a total, yet it could be a record. Leave it out, or confirm that it is a record of its own.",
  row_key_missing: () => "The row has no key, though a column of keys was chosen. Fill it in.",
  row_key_too_long: () => "The key of the row is too long. At most 140 characters can be compared.",
};

const mapping = {
  field_missing: "No column and no fixed value says this. Choose a column, or state it once for all rows.",
  field_twice: "Two columns mean the same. Choose one.",
  column_twice: "The column is used twice. Choose one meaning.",
  column_outside: "The column is not in the sheet.",
  period_twice: "The period is said in more than one way. Keep one: a period, two days, or a month with its year.",
  month_twice: "Two columns of amounts stand for the same period and source. Change one.",
  amount_twice:
    "There are columns of amounts for each month or source, and a quantity column beside them. Keep one kind.",
  amount_unsaid: "State which period or source the amounts of this column belong to.",
  constant_twice: "This is stated once for all rows, and by a column as well. Keep one.",
  sheet_unknown: "The sheet is not in the file.",
  headings_elsewhere: "The headings stand in another row.",
};

const activityFile = {
  fault,
  rowFault,
  mapping,
  skipped: {
    total_row: "A line of totals",
    note_row: "A footnote",
    blank_amount: "No amount in this column",
  },
  remark: {
    hidden_row: "The row is hidden in the workbook",
    formula: "A value comes from a formula, as it was last saved",
    merged_cell: "A value comes from a merged cell",
  },
  decimal: {
    point: "1234.5",
    grouped_point: "1,234.5",
    comma: "1234,5 or 1.234,5",
  },
  field: {
    start: "First day",
    end: "Last day",
    year: "Year",
    month: "Month",
    rowKey: "Row key",
  },
  template: {
    download: "Download a template",
    tall: "One row for each record",
    wide: "Sources × months",
    sheet: { records: "Records", lists: "Lists", help: "How to fill it in" },
    list: {
      facility: "Facility",
      source: "Source",
      unit: "Unit",
      units: "Units that fit",
      dataQuality: "Data quality",
    },
    help: {
      title: (organization: string, year: string) => `${organization}: activity data of ${year}`,
      fill: {
        tall: "Fill in one row for each bill or reading on the first sheet. The lists offer the facilities, sources and units of your organization.",
        wide: "Each row is a source, each column a month. Fill in the amounts; leave a month empty where no bill has come yet.",
      },
      amounts:
        "Amounts: digits and a decimal point, without separators of thousands. An empty cell is missing, not zero: where nothing was used, enter 0.",
      units:
        "Units may have a multiple in front: 万kWh is 10,000 kWh. The second sheet lists the units that fit each source.",
      periods: {
        tall: "Periods: 2025-03 is a month, 2025 a year, 2025-03-05/2025-04-04 two days, both counted.",
        wide: "If a bill does not end with the month, use the template with one row for each record.",
      },
      evidence:
        "Evidence is the number of the bill or meter. Data quality is measured, calculated or estimated; empty means measured.",
      keep: "Keep the headings. Rows below the table and further columns may be added; they are shown before anything is imported.",
    },
  },
};

export default activityFile;
