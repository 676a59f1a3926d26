/** Which page of a list: it goes on after a row by its id, whether that is still in the list or not; empty for the first. */
export interface KeyPlace {
  after: string;
  limit: number;
}

/** A page of a list that is read by key. */
export interface KeyPage<T> {
  rows: T[];
  /** Id of the row that the page before goes on after, empty for the first page; null where this is the first. */
  previous: string | null;
  /** Id of the row that the next page goes on after; null where this is the last. */
  next: string | null;
}

/** Counting reads every row: beyond so many it is said that there are more. */
export const MOST_COUNTED = 20_000;

/**
 * A page out of what was read for it.
 *
 * @param found rows from its beginning, one more than it shows where there is one
 * @param before ids of the rows up to its beginning, the nearest first, one more than it shows; none on the first page
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
