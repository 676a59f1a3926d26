type Facts = Record<string, string>;

const instrumentImport = {
  title: "Import certificates and contracts",
  about:
    "Choose a file with one certificate range or contract in each row. You see every row before anything is added.",
  link: "Import",
  file: "CSV file or XLSX workbook",
  limits: "The first sheet is read, up to 300 rows and 4 MiB. Headings are in the first row.",
  check: "Check file",
  checkAgain: "Check another file",
  template: "Template",
  templateAbout: "With a heading for each column and the accepted values.",
  previewTitle: (name: string) => (name === "" ? "Rows" : `Rows of ${name}`),
  allRight: (count: string) => `All ${count} rows can be added.`,
  someWrong: (wrong: string, count: string) =>
    `${wrong} of ${count} rows have errors. Correct the file and check it again. Nothing was added.`,
  unknown: (columns: string[]) =>
    `These columns have no known heading and are not imported: ${columns.join(", ")}. Correct a heading if a column is needed.`,
  row: "Row",
  right: "Can be added",
  wrong: "Has errors",
  add: (count: string) => (count === "1" ? "Add 1 instrument" : `Add ${count} instruments`),
  imported: (count: string) => (count === "1" ? "Added 1 instrument." : `Added ${count} instruments.`),
  faultsTitle: "Errors",
  cell: "Cell",
  column: "Column",
  columnMissing: (field: string) => `not in the file (${field})`,
  value: "Value",
  whatToDo: "What to do",
  claimedInFile: (row: string) =>
    `Row ${row} of this file has a certificate of this range. Enter each certificate once.`,
  fault: {
    cell_broken: "The cell has an error or a formula without a result. Enter the value instead.",
    file_not_found: "No evidence file has this name. Upload the file under Evidence first, or leave the cell empty.",
    file_ambiguous: "Several evidence files have this name. Leave the cell empty, or give the file its own name.",
  },
  failure: {
    file_missing: () => "Choose a file.",
    headings_missing: () =>
      "The first row doesn't have the headings of this import. Copy them from the template below.",
    heading_twice: (f: Facts) => `The heading “${f.heading}” appears twice. Keep one column of it.`,
    file_too_many_rows: () => "The file has more than 300 rows. Split it and import the parts one by one.",
  },
  sheet: { rows: "Instruments", lists: "Values", help: "Help" },
  help: {
    title: "How to fill in the template",
    lines: [
      "One row is one range of certificates, or one contract.",
      "Certificates need a registry, the first and last serial number, a day of cancellation and a beneficiary. Contracts need a contract number.",
      "Dates are written as 2025-01-31, numbers as 1200.5 without a thousands separator.",
      "Types, technologies, countries and units are on the sheet Values. Countries can be a name or a two-letter code.",
      "Emissions are in kg for each unit of the quantity, from the statement or contract. Biomass and biogas need CH4, N2O and biogenic CO2.",
      "The statement file is the name of a file that is already under Evidence.",
    ],
  },
};

export default instrumentImport;
