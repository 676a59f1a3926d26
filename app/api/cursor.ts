import { ApiProblem } from "./problem.ts";

const MOST_CHARACTERS = 400;
/** The lists of the database go on after an id; the library's after a factor's own. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Where a page of a list ended: opaque to whoever asks, and good for the list that gave it only. */
export function printCursor(list: string, last: string): string {
  return Buffer.from(JSON.stringify([list, last])).toString("base64url");
}

/** @throws ApiProblem `request_invalid` for a cursor of another list or of nobody */
export function readCursor(list: string, cursor: string | undefined, shape: RegExp = UUID): string | undefined {
  if (cursor === undefined) return undefined;
  try {
    const [of, last] = JSON.parse(Buffer.from(cursor.slice(0, MOST_CHARACTERS), "base64url").toString("utf8"));
    if (of === list && typeof last === "string" && shape.test(last)) return last;
  } catch {
    // Falls through: what cannot be read is no cursor of ours.
  }
  throw cursorUnknown();
}

/** The place is gone, or was never one: the list is to be read from its beginning. */
export function cursorUnknown(): ApiProblem {
  return new ApiProblem("request_invalid", { errors: [{ parameter: "cursor", code: "cursor_unknown", facts: {} }] });
}

/** A page of a list that is held whole, in its own order. */
export function pageOf<Row>(
  rows: readonly Row[],
  { list, cursor, limit }: { list: string; cursor?: string | undefined; limit: number },
  idOf: (row: Row) => string,
): { items: Row[]; next: string | null } {
  const after = readCursor(list, cursor);
  const start = after === undefined ? 0 : rows.findIndex((row) => idOf(row) === after) + 1;
  if (after !== undefined && start === 0) throw cursorUnknown();
  const items = rows.slice(start, start + limit);
  const hasMore = rows.length > start + limit;
  return { items, next: hasMore ? printCursor(list, idOf(items.at(-1)!)) : null };
}
