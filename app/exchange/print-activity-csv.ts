import type { ActivityEntry } from "#app/carbon/activity-entry.ts";
import { type ActivityColumn, HEADINGS } from "./activity-column.ts";

const COLUMNS = Object.keys(HEADINGS).filter((column) => column !== "start" && column !== "end") as Exclude<
  ActivityColumn,
  "start" | "end"
>[];

/** Spreadsheets in Chinese and European settings take a file without this mark for their own old encoding. */
const BYTE_ORDER_MARK = "\ufeff";

const NUMBER = /^-?[0-9]+(\.[0-9]+)?$/;

/** Records as a file that the import reads back: headings in the reader's language, UTF-8 with its mark, CRLF. */
export function printActivityCsv(entries: Iterable<ActivityEntry>, locale: "en" | "zh"): string {
  const lines = [COLUMNS.map((column) => HEADINGS[column][locale === "zh" ? 1 : 0])];
  for (const entry of entries) lines.push(COLUMNS.map((column) => entry[column]));
  return BYTE_ORDER_MARK + lines.map((cells) => `${cells.map(printCell).join(",")}\r\n`).join("");
}

/**
 * A cell that a spreadsheet cannot run: text that begins like a formula gets an apostrophe, as OWASP advises against
 * CSV injection. A number keeps its minus.
 */
function printCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
