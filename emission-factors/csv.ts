import { parse } from "csv-parse/sync";

/**
 * CSV as in RFC 4180, strict: a quote out of place or a row of another width is an error that names the line.
 * The shipped files end each line with LF.
 */

/** Header and cells of a CSV text; every cell is text, an empty cell is `""`. */
export function parseCsv(text: string): { header: string[]; rows: string[][] } {
  const [header, ...rows] = parse(text, { bom: true, record_delimiter: ["\r\n", "\n"] }) as string[][];
  if (header === undefined) throw new Error("The CSV text is empty.");
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
