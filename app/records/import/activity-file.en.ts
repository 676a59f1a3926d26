type Facts = Record<string, string>;

const said = (text: string | undefined) => (text ? `“${text}”` : "an empty cell");
const where = (f: Facts) =>
  f.ref ? ` (${f.sheet ? `sheet “${f.sheet}”, ` : ""}cell ${f.ref})` : f.row && f.row !== "0" ? ` (row ${f.row})` : "";

/** Why a file can't be read, by the code of a `FileFault`. */
const fault = {
  file_too_large: (f: Facts) => `The file is larger than ${f.limit}. Split it, or save the workbook as CSV.`,
  file_empty: () => "The file is empty. Choose a file with data, or start from the template.",
  file_without_rows: () => "The file has headings but no rows. Add at least one row below the headings.",
  file_too_many_rows: (f: Facts) => `The file has more than ${f.limit} rows. Split it and import the parts one by one.`,
  file_too_many_columns: (f: Facts) =>
    `A cell is beyond column ${f.limit}${where(f)}. Delete everything to the right of the table.`,
  file_not_text: () => "This is not a CSV file or an XLSX workbook. In Excel or WPS, save it as .xlsx or CSV UTF-8.",
  file_is_web_page: () =>
    "This file is a web page with the name of a table, as many systems export it. Open it in Excel or WPS and save it as .xlsx.",
  file_encoding: (f: Facts) =>
    `The file is not completely UTF-8, UTF-16 or GB18030${f.line ? `, from line ${f.line} on` : ""}${f.byte ? ` (byte ${f.byte})` : ""}. In Excel or WPS, save it as CSV UTF-8.`,
  file_too_hard: (f: Facts) =>
    f.limit === "memory"
      ? "The file needs too much memory to read. Copy the table into a new workbook, or save it as CSV."
      : f.limit === "time"
        ? "The file takes too long to read. Copy the table into a new workbook, or save it as CSV."
        : "The file could not be read. Copy the table into a new workbook, or save it as CSV.",
  csv_broken: (f: Facts) =>
    `Row ${f.row} has a quotation mark that is not closed. Close it, or write it twice if it is part of the text.`,
  row_too_long: (f: Facts) =>
    `Row ${f.row} has more than ${f.limit} characters. Check the line breaks and quotation marks near it.`,
  sheet_missing: (f: Facts) => `The file has no sheet “${f.sheet}”. Choose the sheets again.`,
  headings_changed: (f: Facts) => `Row ${f.row} is no longer a row of headings. Choose the columns again.`,
  not_a_workbook: () => "This archive is not a workbook. In Excel or WPS, save the table as .xlsx.",
  workbook_legacy: () => "This is a workbook in the old .xls format. Save it as .xlsx.",
  workbook_binary: () => "This is a binary workbook (.xlsb). Save it as .xlsx.",
  workbook_encrypted: () => "The workbook has a password. Save a copy without a password.",
  workbook_macros: () => "The workbook has macros (.xlsm). Save it as .xlsx without macros.",
  workbook_damaged: (f: Facts) => `The workbook is damaged${where(f)}. Open it in Excel or WPS and save it again.`,
  workbook_too_large: () => "The workbook is too large when unpacked. Copy the table into a new workbook.",
  workbook_dtd: () =>
    "The workbook contains a document type declaration, which is not allowed. Open it in Excel or WPS and save it again.",
  workbook_external_value: (f: Facts) =>
    `A cell takes its value from another file${where(f)}. Replace the formula with its value.`,
  workbook_sheet_missing: (f: Facts) => `The workbook has no sheet “${f.sheet}”. Choose the sheets again.`,
};

/** Errors of a row in the file, in addition to the errors of its entry (`activity.fault`). */
const rowFault = {
  row_width: (f: Facts) =>
    `This row has ${f.found} cells, but there are ${f.expected} headings. Check it for a missing or extra separator or quotation mark.`,
  quote_stray: () =>
    "A quotation mark is inside a cell. Put the whole cell in quotation marks and write the inner one twice.",
  cell_error: (f: Facts) => `The cell shows the error ${said(f.value)}. Enter the value instead.`,
  formula_without_value: () => "The formula was saved without a result. Open the workbook, recalculate it and save it.",
  amount_merged: () => "One amount is in several merged cells, so its split is unknown. Enter an amount for each cell.",
  amount_is_date: (f: Facts) =>
    `${said(f.value)} is a date, not an amount. A spreadsheet program may have converted it. Enter the number.`,
  decimal_style: (f: Facts) =>
    f.style === "comma"
      ? `${said(f.value)} does not use a decimal comma, the number format chosen for this file. Write 1234,5, or choose another format.`
      : `${said(f.value)} has thousands separators, but the number format chosen for this file has none. Write 1234.5, or choose another format.`,
  row_may_be_total: () =>
    "This row looks like a total, but it could be a record. Skip it, or confirm that it is a separate record.",
  row_key_missing: () => "A key column is selected, but this row has no key. Enter one.",
  row_key_too_long: () => "The row key is too long. Use at most 140 characters.",
};

const mapping = {
  field_missing: "No column or fixed value is set for this field. Choose a column, or enter one value for all rows.",
  field_twice: "Two columns have this meaning. Keep one.",
  column_twice: "This column is used twice. Keep one meaning.",
  column_outside: "This column is not in the sheet.",
  period_twice: "The period is given in more than one way. Keep one: a period, two dates, or a month with its year.",
  month_twice: "Two amount columns have the same period, source and facility. Change one of them.",
  amount_twice: "The file has amount columns for each month or source, and also a quantity column. Keep one kind.",
  amount_unsaid: "Choose the period, source or facility of the amounts in this column.",
  constant_twice: "This field has both a fixed value for all rows and a column. Keep one.",
  sheet_unknown: "This sheet is not in the file.",
  headings_elsewhere: "The headings are in another row.",
};

const activityFile = {
  fault,
  rowFault,
  mapping,
  skipped: {
    total_row: "Total row",
    note_row: "Footnote",
    blank_amount: "No amount in this column",
  },
  remark: {
    hidden_row: "The row is hidden in the workbook",
    formula: "A value comes from a formula, as last saved",
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
    download: "Download template",
    tall: "One row per record",
    wide: "Sources × months",
    sheet: { records: "Records", lists: "Lists", help: "Instructions" },
    list: {
      facility: "Facility",
      source: "Source",
      unit: "Unit",
      units: "Valid units",
      dataQuality: "Data quality",
    },
    help: {
      title: (organization: string, year: string) => `${organization}: activity data ${year}`,
      fill: {
        tall: "Fill in one row per bill or meter reading on the first sheet. The drop-down lists contain your organization's facilities, sources and units.",
        wide: "Each row is a source and each column a month. Fill in the amounts. Leave a month empty if its bill has not arrived yet.",
      },
      amounts:
        "Amounts: digits and a decimal point, without thousands separators. An empty cell means missing, not zero. If nothing was used, enter 0.",
      units:
        "Units can have a Chinese prefix: 万kWh is 10,000 kWh. The second sheet lists the valid units of each source.",
      periods: {
        tall: "Periods: 2025-03 is a month, 2025 a year, 2025-03-05/2025-04-04 a date range including both days.",
        wide: "If a bill does not end with the month, use the template with one row per record.",
      },
      evidence:
        "Evidence is the number of the bill or meter. Data quality is measured, calculated or estimated. Empty means measured.",
      keep: "Keep the headings. You can add rows below the table and extra columns. You see everything before it is imported.",
    },
  },
};

export default activityFile;
