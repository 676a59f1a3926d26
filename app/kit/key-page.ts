/** The position of a page: after the row with this id, even if that row no longer exists. Empty for the first page. */
export interface KeyPlace {
  after: string;
  limit: number;
}

/** A page of a list with key pagination. */
export interface KeyPage<T> {
  rows: T[];
  /** Cursor of the previous page, empty for the first page. Null if this is the first. */
  previous: string | null;
  /** Cursor of the next page. Null if this is the last. */
  next: string | null;
}

/** Counting reads every row, so beyond this number the page only shows that there are more. */
export const MOST_COUNTED = 20_000;

/**
 * Builds a page from the rows that were read.
 *
 * @param found rows from its start, with one more than it shows if there is one
 * @param before ids of the rows before its start, the nearest first, one more than it shows. Empty for the first page
 */
export function toKeyPage<T>(
  found: readonly T[],
  before: readonly string[],
  limit: number,
  idOf: (row: T) => string,
): KeyPage<T> {
  const rows = found.slice(0, limit);
  return {
    rows,
    previous: before.length === 0 ? null : (before[limit] ?? ""),
    next: found.length > limit ? idOf(rows.at(-1)!) : null,
  };
}
