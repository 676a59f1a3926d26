/** Number of records on a page of the list, and in the first part of a sheet. */
export const PAGE_SIZE = 50;

/** The start of a page: after a record, with the page number for display. */
export interface PageMark {
  /** From 1, as shown to the reader. */
  number: number;
  /** Id of the record before the first one, empty for the first page. */
  after: string;
}

export const FIRST_PAGE: PageMark = { number: 1, after: "" };

/** Links to the previous and next page. */
export interface PageWays {
  number: number;
  /** The number of pages, null if they were not counted. */
  pages: number | null;
  previous: PageMark | null;
  next: PageMark | null;
}

export interface ListPage<T> extends PageWays, PageMark {
  shown: readonly T[];
}

/** The page that an address requests. */
export function markOf(search: URLSearchParams): PageMark {
  const number = Number(search.get("page"));
  const after = search.get("after") ?? "";
  return { number: after !== "" && Number.isInteger(number) && number > 1 ? number : after === "" ? 1 : 2, after };
}

/**
 * A page of a partly loaded list. It starts after a record, wherever that is now.
 *
 * @param isMore there are more records than loaded
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

/** The previous page, after the given record. The first page if that is empty. */
export function markBefore({ number }: { number: number }, after: string): PageMark {
  return after === "" ? { number: 1, after } : { number: Math.max(2, number - 1), after };
}

/**
 * Links of a page with key pagination.
 *
 * @param found cursors of the previous and next page, as a service returns them
 * @param count of all records, null if they were not counted
 * @param size number of records per page
 */
export function waysOf(
  mark: PageMark,
  { previous, next }: { previous: string | null; next: string | null },
  count: number | null,
  size: number,
): PageWays {
  // If the record of the cursor no longer exists, this is the first page.
  const number = previous === null ? 1 : mark.number;
  return {
    number,
    pages: count === null ? null : Math.max(number, Math.ceil(count / size)),
    previous: previous === null ? null : markBefore(mark, previous),
    next: next === null ? null : { number: number + 1, after: next },
  };
}
