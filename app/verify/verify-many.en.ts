/** Checking many numbers at once. */
const many = {
  title: "Check many numbers",
  lead: "Paste report numbers or choose a CSV file. One row in, one row out, in your order. Only the numbers are read; nothing is kept.",
  numbers: "Report numbers, one a line",
  numbersHint: (most: string) => `Up to ${most}. A table works too, with the numbers in a column headed “number”.`,
  file: "or a CSV file",
  check: "Check",
  again: "Another list",
  download: "Download as CSV",
  caption: "How each report stands",
  asOf: (time: string) =>
    `As of ${time}. This says how each report stands, not that a file is that report: drop the file for that.`,
  summary: (rows: string, current: string) =>
    rows === "1" ? `1 row, ${current} current` : `${rows} rows, ${current} current`,
  column: {
    row: "Row",
    typed: "As you gave it",
    outcome: "Status",
    holder: "Organization",
    period: "Period",
    total: "Total, tCO₂e",
    note: "Note",
    number: "Number",
    periodStart: "Period start",
    periodEnd: "Period end",
    changed: "Since",
    successor: "Replaced by",
    asOf: "As of",
    page: "Page",
  },
  outcome: {
    current: "Current",
    superseded: "Replaced",
    expired: "No longer valid",
    withdrawn: "Withdrawn",
    not_public: "Nothing public",
    mistyped: "Mistyped",
    shape: "Not a number",
  },
  note: {
    since: (day: string) => `since ${day}`,
    by: "by",
    not_public: "No public report has this number. That says nothing about any document.",
    mistyped: "A character is wrong or two are swapped.",
    shape: "A report number looks like GHG-2026-000417-XXXXXXX-XXXXXXX.",
    empty: "The row has no number.",
  },
  fault: {
    empty: "There are no numbers in it. Paste one a line, or choose a file.",
    too_many: (count: string, most: string) =>
      `There are ${count} rows; up to ${most} are checked at once. Give them in parts.`,
    not_a_list: "This is not a list that can be read: a quotation mark is never closed. Save it as CSV once more.",
    too_wide:
      "A row has more than 100 columns, or a cell more than 1,000 characters. Give only the column with the numbers.",
    too_large: "The file is too large for a list of numbers. Give only the column with the numbers.",
  },
  fileName: "report-status.csv",
};

export default many;
