import { UUID } from "#app/encoding/uuid.ts";
import { ApiProblem } from "./problem.ts";

const MOST_CHARACTERS = 400;
/** Lists from the database continue after an id, lists of the library after a factor's own id. */

/** The end of a page of a list: opaque to the caller, and valid only for the list that gave it. */
export function printCursor(list: string, last: string): string {
  return Buffer.from(JSON.stringify([list, last])).toString("base64url");
}

/** @throws ApiProblem `request_invalid` for an invalid cursor or one of another list */
export function readCursor(list: string, cursor: string | undefined, shape: RegExp = UUID): string | undefined {
  if (cursor === undefined) return undefined;
  try {
    const [of, last] = JSON.parse(Buffer.from(cursor.slice(0, MOST_CHARACTERS), "base64url").toString("utf8"));
    if (of === list && typeof last === "string" && shape.test(last)) return last;
  } catch {
    // Falls through: an unreadable cursor is not ours.
  }
  throw cursorUnknown();
}

/** The place no longer exists or never did, so the list must be read from its start. */
export function cursorUnknown(): ApiProblem {
  return new ApiProblem("request_invalid", { errors: [{ parameter: "cursor", code: "cursor_unknown", facts: {} }] });
}

/** A page of a list that is in memory, in its own order. */
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
