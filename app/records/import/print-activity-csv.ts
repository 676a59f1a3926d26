import type { ActivityEntry } from "#app/carbon/entry/activity-entry.ts";
import type { ContentLanguage } from "#app/encoding/language.ts";
import { printCsv } from "#app/encoding/table/print-csv.ts";
import { type ActivityColumn, HEADING_IN, HEADINGS } from "./activity-column.ts";

const COLUMNS = Object.keys(HEADINGS).filter((column) => column !== "start" && column !== "end") as Exclude<
  ActivityColumn,
  "start" | "end"
>[];

/** Records as a CSV file that can be imported: headings in the reader's language, UTF-8 with BOM, CRLF. */
export function printActivityCsv(entries: Iterable<ActivityEntry>, locale: ContentLanguage): string {
  const lines = [COLUMNS.map((column) => HEADINGS[column][HEADING_IN[locale]])];
  for (const entry of entries) lines.push(COLUMNS.map((column) => entry[column]));
  return printCsv(lines);
}
