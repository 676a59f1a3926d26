/** As many records as a page of the list shows, and as a page of activities begins with. */
export const PAGE_SIZE = 50;

/** Where a page of the list begins: after a record, the number said beside it. */
export interface PageMark {
  /** From 1; what the reader is told. */
  number: number;
  /** Id of the record before the first one; empty for the first page. */
  after: string;
}

export const FIRST_PAGE: PageMark = { number: 1, after: "" };

/** The ways from a page to those beside it. */
export interface PageWays {
  number: number;
  /** How many pages there are; null where nobody counted them. */
  pages: number | null;
  previous: PageMark | null;
  next: PageMark | null;
}

export interface ListPage<T> extends PageWays, PageMark {
  shown: readonly T[];
}

/** The page that an address asks for. */
export function markOf(search: URLSearchParams): PageMark {
  const number = Number(search.get("page"));
  const after = search.get("after") ?? "";
  return { number: after !== "" && Number.isInteger(number) && number > 1 ? number : after === "" ? 1 : 2, after };
}

/**
 * A page of a list that is known from somewhere on: a page begins after a record, wherever that stands by now.
 *
 * @param isMore records follow that are not here
 */
export function pageOf<T extends { id: string }>(
  records: readonly T[],
  { number, after }: PageMark,
  isMore: boolean,
): ListPage<T> {
  const start = after === "" ? 0 : records.findIndex(({ id }) => id === after) + 1;
  const current = start === 0 ? { number: 1, after: "" } : { number, after };
  const end = start + PAGE_SIZE;
  const last = records[end - 1];
  const back = start - PAGE_SIZE;
  return {
    ...current,
    shown: records.slice(start, end),
    pages: isMore ? null : Math.max(current.number, Math.ceil(records.length / PAGE_SIZE)),
    previous: start === 0 ? null : markBefore(current, records[back - 1]?.id ?? ""),
    next: last && (isMore || records.length > end) ? { number: current.number + 1, after: last.id } : null,
  };
}

/** The page before one, which goes on after a record; the first where that is empty. */
export function markBefore({ number }: { number: number }, after: string): PageMark {
  return after === "" ? { number: 1, after } : { number: Math.max(2, number - 1), after };
}

/**
 * The ways from a page that was read by key.
 *
 * @param found ids of the records that the pages beside it go on after, as a service gives them
 * @param count of all records; null where they were not counted
 * @param size how many records a page shows
 */
export function waysOf(
  mark: PageMark,
  { previous, next }: { previous: string | null; next: string | null },
  count: number | null,
  size: number,
): PageWays {
  // Where the record is gone that the page was to go on after, it is the first.
  const number = previous === null ? 1 : mark.number;
  return {
    number,
    pages: count === null ? null : Math.max(number, Math.ceil(count / size)),
    previous: previous === null ? null : markBefore(mark, previous),
    next: next === null ? null : { number: number + 1, after: next },
  };
}
