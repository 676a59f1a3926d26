/** Rows that a page shows until all are asked for by `rows=all`. */
const FIRST_ROWS = 500;

/** What a page shows of a list, and how many rows the list has. */
export interface ShownRows<T> {
  rows: T[];
  total: number;
}

/** The first rows of a list, or all of them where the address asks for that. */
export function shownRows<T>(all: readonly T[], { url }: Pick<Request, "url">): ShownRows<T> {
  const isWhole = new URL(url).searchParams.get("rows") === "all";
  return { rows: isWhole ? [...all] : all.slice(0, FIRST_ROWS), total: all.length };
}
