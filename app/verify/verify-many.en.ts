/** The page that looks up many report numbers at once. */
const many = {
  title: "Check many report numbers",
  lead: "Paste report numbers or choose a CSV or XLSX file. You get one result per row, in your order. Only the numbers are read, and nothing is stored.",
  numbers: "Report numbers, one per line",
  numbersHint: (most: string) =>
    `Up to ${most} numbers. You can also paste a table with the numbers in a column named “number”.`,
  file: "or a CSV or XLSX file",
  check: "Check",
  again: "Check another list",
  download: "Download CSV",
  caption: "Status of each report",
  asOf: (time: string) =>
    `As of ${time}. This list shows the status of each report. It doesn't show that a file is that report. To find out, drop the file on the verification page.`,
  summary: (rows: string, current: string) =>
    rows === "1" ? `1 row, ${current} current` : `${rows} rows, ${current} current`,
  per: (unit: string) => `per ${unit}`,
  column: {
    row: "Row",
    typed: "Your entry",
    outcome: "Status",
    holder: "Organization",
    period: "Period",
    total: "Total, location-based, tCO₂e",
    totalMarket: "Total, market-based, tCO₂e",
    intensityPer: "Unit of the intensity",
    intensity: "Intensity, location-based, tCO₂e per unit",
    intensityMarket: "Intensity, market-based, tCO₂e per unit",
    issuer: "Issuer, as it names itself",
    proofOfName: "Proofs of the issuer",
    assurance: "Assurance, as recorded",
    standard: "Standard",
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
    superseded: "Superseded",
    expired: "Expired",
    withdrawn: "Withdrawn",
    not_public: "Nothing public",
    mistyped: "Mistyped",
    shape: "Not a report number",
  },
  noAssurance: "No statement recorded",
  level: {
    limited: "Limited assurance.",
    reasonable: "Reasonable assurance.",
    agreed_upon_procedures: "Agreed-upon procedures, no opinion.",
  },
  confirmed: (verifier: string) => `Recorded by ${verifier}.`,
  reportedBy: {
    organization: (verifier: string) => `The organization reports it. ${verifier} has not confirmed it.`,
    verifier: (verifier: string) =>
      `An account that names itself ${verifier} reports it. Its identity was not checked.`,
  },
  against: "A statement on record does not support the report.",
  disowned: (verifier: string) => `The body named ${verifier} disowns the reported statement.`,
  note: {
    since: (day: string) => `since ${day}`,
    by: "by",
    not_public: "No public report has this number. This shows nothing about any document.",
    mistyped: "A character is wrong, or two are swapped.",
    shape: "A report number looks like GHG-2026-000417-XXXXXXX-XXXXXXX.",
    empty: "This row has no number.",
  },
  fault: {
    empty: "No report numbers found. Paste one per line, or choose a file.",
    too_many: (count: string, most: string) =>
      `The list has ${count} rows. You can check up to ${most} at once. Split the list.`,
    not_a_list: "This list can't be read because a closing quotation mark is missing. Save it as CSV again.",
    too_wide:
      "A row has more than 100 columns, or a cell has more than 1,000 characters. Keep only the column with the numbers.",
    workbook: "This workbook can't be read. Save it as XLSX without a password or macros, or as CSV.",
    too_large: "This file is too large for a list of numbers. Keep only the column with the numbers.",
  },
  fileName: "report-status.csv",
};

export default many;
