import { createHash } from "node:crypto";
import { monthOfHeading } from "#app/day/read-period.ts";
import { FileError } from "#app/encoding/table/file-error.ts";
import { looksGrouped, looksLikeDecimalComma, onlyFormat } from "#app/number/read-number.ts";
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
    onlyFormat: formatOfAll(body, columns),
  };
}

/**
 * The number format that every column with commas has on its own. A decimal comma also needs the other columns to have
 * no points, since `1.234` would be ambiguous there.
 */
function formatOfAll(rows: SourceRow[], columns: number): ReturnType<typeof onlyFormat> {
  const texts = Array.from({ length: columns }, (_, column) =>
    rows.filter(({ facts }) => facts?.[column]?.kind !== "number").map((row) => row.texts[column] ?? ""),
  );
  const isCommaNumber = (text: string) => looksGrouped(text) || looksLikeDecimalComma(text);
  const withCommas = texts.filter((column) => column.some(isCommaNumber));
  const found = new Set(withCommas.map(onlyFormat));
  const [format = null] = found;
  if (found.size !== 1) return null;
  const hasPoints = texts.some((column) => !withCommas.includes(column) && column.some((text) => POINT.test(text)));
  return format === "comma" && hasPoints ? null : format;
}

const POINT = /^\s*-?\d+\.\d+\s*$/;

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
