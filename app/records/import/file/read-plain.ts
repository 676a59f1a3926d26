import type { SourceRow, SourceTable } from "./source-table.ts";

/** A row of a table that is no activity file. */
export interface PlainRow {
  /** Spreadsheet row number, from 1. */
  row: number;
  texts: string[];
  /** Columns, from 0, whose cell shows an error or a formula without a result. */
  broken: number[];
  /** Columns, from 0, whose cell holds a number or a date, so that its text needs no format. */
  exact: number[];
}

const MOST_ROWS = 2000;
const LONGEST = 2000;

/** The rows of the first visible sheet with content. Beyond the limits, a caller finds too many rows, too long texts. */
export function readPlain(table: SourceTable, mostRows = MOST_ROWS): PlainRow[] {
  for (const { name, hidden } of table.sheets) {
    if (hidden) continue;
    const rows: PlainRow[] = [];
    for (const piece of table.rows(name)) {
      rows.push(...piece.map(toPlain));
      if (rows.length > mostRows) break;
    }
    if (rows.length > 0) return rows.slice(0, mostRows);
  }
  return [];
}

const EXACT: ReadonlySet<unknown> = new Set(["number", "date"]);

function toPlain({ row, texts, facts }: SourceRow): PlainRow {
  const broken = texts.flatMap((text, at) => {
    const of = facts?.[at];
    return of?.kind === "error" || (of?.isFormula && text === "") ? [at] : [];
  });
  const exact = texts.flatMap((_, at) => (facts && EXACT.has(facts[at]?.kind) ? [at] : []));
  return { row, texts: texts.map((text) => text.slice(0, LONGEST)), broken, exact };
}
