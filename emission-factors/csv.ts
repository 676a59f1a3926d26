import { parse } from "csv-parse/sync";

/**
 * Strict CSV as in RFC 4180. A misplaced quote or a row with another number of cells is an error with its line. Shipped
 * files end each line with LF.
 */

/** Every cell is text. An empty cell is `""`. */
export function parseCsv(text: string): { header: string[]; rows: string[][] } {
  const [header, ...rows] = parse(text, { bom: true, record_delimiter: ["\r\n", "\n"] }) as string[][];
  if (header === undefined) throw new Error("The CSV text is empty.");
  return { header, rows };
}

export function parseCsvRecords(text: string): Record<string, string>[] {
  const { header, rows } = parseCsv(text);
  return rows.map((row) => Object.fromEntries(header.map((name, column) => [name, row[column] ?? ""])));
}

/** Uses LF line ends. Cells are quoted only if necessary. */
export function formatCsv(header: readonly string[], rows: Iterable<readonly string[]>): string {
  const lines = [header.map(quoteCell).join(",")];
  for (const row of rows) lines.push(row.map(quoteCell).join(","));
  return `${lines.join("\n")}\n`;
}

function quoteCell(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
