/** Number of rows that a page shows unless `rows=all` is requested. */
const FIRST_ROWS = 500;

export interface ShownRows<T> {
  rows: T[];
  total: number;
}

/** The first rows of a list, or all of them if the address requests that. */
export function shownRows<T>(all: readonly T[], { url }: Pick<Request, "url">): ShownRows<T> {
  const isWhole = new URL(url).searchParams.get("rows") === "all";
  return { rows: isWhole ? [...all] : all.slice(0, FIRST_ROWS), total: all.length };
}
