import type { ActivityEntry } from "#app/carbon/entry/activity-entry.ts";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import { type ActivityColumn, HEADINGS } from "./activity-column.ts";

const COLUMNS = Object.keys(HEADINGS).filter((column) => column !== "start" && column !== "end") as Exclude<
  ActivityColumn,
  "start" | "end"
>[];

/** Records as a file that the import reads back: headings in the reader's language, UTF-8 with its mark, CRLF. */
export function printActivityCsv(entries: Iterable<ActivityEntry>, locale: "en" | "zh"): string {
  const lines = [COLUMNS.map((column) => HEADINGS[column][locale === "zh" ? 1 : 0])];
  for (const entry of entries) lines.push(COLUMNS.map((column) => entry[column]));
  return printCsv(lines);
}
