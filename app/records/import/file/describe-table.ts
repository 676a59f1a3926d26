import { createHash } from "node:crypto";
import { monthOfHeading } from "#app/day/read-period.ts";
import { FileError } from "#app/encoding/table/file-error.ts";
import { looksGrouped, looksLikeDecimalComma } from "#app/number/read-number.ts";
import { foldHeading } from "#app/records/import/activity-column.ts";
import { FILE_LIMITS, type FileShape, type SheetShape } from "./activity-file.ts";
import { findHeadingRow, headingsOf } from "./find-headings.ts";
import type { SourceRow, SourceTable } from "./source-table.ts";

const SAMPLES = 20;
/** Number of rows used to detect the number format. */
const LOOKED_AT = 5000;
const LONGEST_SAMPLE = 200;

/** @throws FileError `file_empty`, `file_without_rows` and those of the table */
export function describeTable(table: SourceTable): FileShape {
  const sheets: SheetShape[] = [];
  for (const { name, hidden } of table.sheets) {
    const rows = firstRows(table, name);
    if (rows.length > 0) sheets.push(describeSheet(rows, { kind: table.kind, name, hidden }));
  }
  if (sheets.length === 0) throw new FileError("file_empty");
  if (sheets.every(({ samples }) => samples.length === 0)) throw new FileError("file_without_rows");
  return { kind: table.kind, encoding: table.encoding, delimiter: table.delimiter, sheets };
}

function firstRows(table: SourceTable, sheet: string): SourceRow[] {
  const rows: SourceRow[] = [];
  for (const piece of table.rows(sheet)) {
    rows.push(...piece);
    if (rows.length >= LOOKED_AT) break;
  }
  return rows;
}

function describeSheet(
  rows: SourceRow[],
  { kind, name, hidden }: { kind: string; name: string; hidden: boolean },
): SheetShape {
  const heading = findHeadingRow(rows);
  const at = rows.indexOf(heading);
  const headings = headingsOf(heading, rows[at - 1] ?? null).slice(0, FILE_LIMITS.columns);
  const body = rows.slice(at + 1);
  const columns = headings.length;
  const samples = body.slice(0, SAMPLES).map(({ texts }) => headings.map((_, column) => shown(texts[column] ?? "")));
  return {
    name,
    hidden,
    headingRow: heading.row,
    headings: headings.map(shown),
    titles: titlesOf(rows.slice(0, at)),
    samples,
    shapeKey: shapeKeyOf(kind, headings),
    looksLikeDecimalComma: anyText(body, columns, looksLikeDecimalComma),
    looksGrouped: anyText(body, columns, looksGrouped),
  };
}

/** The start of a text that can be stored and displayed: null characters and unpaired surrogates are replaced. */
function shown(text: string): string {
  return text.slice(0, LONGEST_SAMPLE).replace(/[\0\p{Surrogate}]/gu, "\ufffd");
}

function titlesOf(rows: SourceRow[]): string[] {
  const texts = rows.flatMap((row) => row.texts.map((text) => shown(text.trim())));
  return [...new Set(texts)].filter((text) => text !== "");
}

function anyText(rows: SourceRow[], columns: number, test: (text: string) => boolean): boolean {
  return rows.some(({ texts, facts }) =>
    texts.some(
      (text, column) => column < columns && text.includes(",") && facts?.[column]?.kind !== "number" && test(text),
    ),
  );
}

/** Months count without their year, so that next year's file of the same layout has the same key. */
function shapeKeyOf(kind: string, headings: string[]): string {
  const folded = headings.map((heading) => {
    const month = monthOfHeading(heading);
    return month ? `month ${month.month}` : foldHeading(heading);
  });
  return createHash("sha256")
    .update(JSON.stringify([kind, folded]))
    .digest("hex");
}
