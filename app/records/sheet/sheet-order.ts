import { BOUNDS, checkDecimal, Decimal, parseDecimal } from "#app/number/decimal.ts";
import { COLUMNS, type ColumnKey } from "./grid-column.ts";
import type { Evaluator } from "./row-evaluation.ts";
import type { SheetRow } from "./sheet.ts";

/** The sort order of the rows. Null means the order of the records: period and time of entry. */
export interface SheetOrder {
  column: ColumnKey;
  isDescending: boolean;
}

export const ORDER_COLUMNS = ["facility", "source", "period", "quantity", "tonnes", "dataQuality", "evidence"] as const;

/** Reads the order from an address: a column, with `-` for descending. */
export function parseOrder(text: string): SheetOrder | null {
  const column = text.replace(/^-/, "");
  const isKnown = (ORDER_COLUMNS as readonly string[]).includes(column);
  return isKnown ? { column: column as ColumnKey, isDescending: text.startsWith("-") } : null;
}

export function printOrder(order: SheetOrder | null): string {
  return order ? `${order.isDescending ? "-" : ""}${order.column}` : "";
}

/** The next order when a heading is clicked: ascending, descending, none. */
export function turnOrder(order: SheetOrder | null, column: ColumnKey): SheetOrder | null {
  if (order?.column !== column) return { column, isDescending: false };
  return order.isDescending ? null : { column, isDescending: true };
}

/**
 * The sort position of each row by id. Numbers are compared exactly and texts by language. Empty values are always
 * last, and equal rows keep their order.
 */
export function placesIn(
  rows: readonly SheetRow[],
  { column, isDescending }: SheetOrder,
  { evaluator, locale }: { evaluator: Evaluator; locale: string },
): Map<string, number> {
  const sign = isDescending ? -1 : 1;
  const compareTexts = new Intl.Collator(locale, { numeric: true }).compare;
  const keyed = rows.map(({ id, cells }) => ({ id, key: keyOf(column, { cells, evaluator }) }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
    if (typeof a.key === "string" || typeof b.key === "string")
      return sign * compareTexts(String(a.key), String(b.key));
    return sign * a.key.comparedTo(b.key);
  });
  return new Map(keyed.map(({ id }, place) => [id, place]));
}

function keyOf(
  column: ColumnKey,
  { cells, evaluator }: { cells: SheetRow["cells"]; evaluator: Evaluator },
): string | Decimal | null {
  if (column === "tonnes") {
    const { preview } = evaluator.evaluate(cells);
    return preview?.ok ? new Decimal(preview.co2eKg) : null;
  }
  const { field } = COLUMNS.find(({ key }) => key === column)!;
  const text = field ? cells[field].trim() : "";
  if (column !== "quantity") return text === "" ? null : text;
  return checkDecimal(text, BOUNDS.quantity) === null ? parseDecimal(text, BOUNDS.quantity) : null;
}

/**
 * Sorts rows by their positions. New rows stay before the row that follows them in the sheet, or at the end, so that a
 * row being typed doesn't move.
 */
export function orderRows(rows: readonly SheetRow[], places: ReadonlyMap<string, number>): SheetRow[] {
  const followers = new Map<string, SheetRow[]>();
  const last: SheetRow[] = [];
  const known: SheetRow[] = [];
  let waiting: SheetRow[] = [];
  for (const row of rows) {
    if (!places.has(row.id)) {
      waiting.push(row);
      continue;
    }
    known.push(row);
    if (waiting.length > 0) followers.set(row.id, waiting);
    waiting = [];
  }
  last.push(...waiting);
  known.sort((a, b) => places.get(a.id)! - places.get(b.id)!);
  return [...known.flatMap((row) => [...(followers.get(row.id) ?? []), row]), ...last];
}
