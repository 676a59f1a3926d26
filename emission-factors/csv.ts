/**
 * CSV as in RFC 4180, strict: a quote out of place or a row of another width is an error that names the line.
 * The shipped files end each line with LF.
 */

/** Header and cells of a CSV text; every cell is text, an empty cell is `""`. */
export function parseCsv(text: string): { header: string[]; rows: string[][] } {
  const records = splitRecords(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  const header = records[0];
  if (header === undefined) throw new Error("The CSV text is empty.");
  const rows = records.slice(1);
  rows.forEach((row, index) => {
    if (row.length !== header.length)
      throw new Error(`Record ${index + 2} has ${row.length} cells, the header has ${header.length}.`);
  });
  return { header, rows };
}

/** The records of a CSV text as objects keyed by the header. */
export function parseCsvRecords(text: string): Record<string, string>[] {
  const { header, rows } = parseCsv(text);
  return rows.map((row) => Object.fromEntries(header.map((name, column) => [name, row[column] ?? ""])));
}

/** A CSV text with LF line ends; cells are quoted only where the format needs it. */
export function formatCsv(header: readonly string[], rows: Iterable<readonly string[]>): string {
  const lines = [header.map(quoteCell).join(",")];
  for (const row of rows) lines.push(row.map(quoteCell).join(","));
  return `${lines.join("\n")}\n`;
}

function quoteCell(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function splitRecords(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    const cell = text[at] === '"' ? readQuoted(text, at, records.length + 1) : readPlain(text, at, records.length + 1);
    record.push(cell.value);
    at = cell.end;
    if (text[at] === ",") {
      at += 1;
      // A comma as the very last character still opens one more, empty cell.
      if (at === text.length) record.push("");
      continue;
    }
    if (text[at] === "\r") at += 1;
    if (at < text.length && text[at] !== "\n")
      throw new Error(`Record ${records.length + 1}: text after a closing quote.`);
    at += 1;
    records.push(record);
    record = [];
  }
  if (record.length > 0) records.push(record);
  return records;
}

function readPlain(text: string, start: number, line: number): { value: string; end: number } {
  let end = start;
  while (end < text.length && text[end] !== "," && text[end] !== "\n" && text[end] !== "\r") {
    if (text[end] === '"') throw new Error(`Record ${line}: a quote inside an unquoted cell.`);
    end += 1;
  }
  return { value: text.slice(start, end), end };
}

function readQuoted(text: string, start: number, line: number): { value: string; end: number } {
  let value = "";
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) throw new Error(`Record ${line}: a quoted cell is never closed.`);
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    from = quote + 2;
  }
}
