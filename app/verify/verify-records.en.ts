/** What the verification page shows about the records behind a report. */
const records = {
  title: "Records behind the report",
  about:
    "Did the company give you the file records.ndjson? Check here whether it holds exactly the records behind this report.",
  choose: "Drop records.ndjson here",
  progress: (percent: string) => `Checking the records: ${percent}%`,
  noReport: "The issued report could not be loaded. Drop your copy of the report first, then the records.",
  notIssued: "Your copy of the report could not be confirmed as issued. Drop the issued report first.",
  unreadable: "The file could not be read. Choose it again.",
  at: (piece: string, line: string) => `Error at line ${piece} of the file${line ? `, result line ${line}` : ""}.`,
};

export default records;
