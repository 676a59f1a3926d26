/** The largest `integer` of the database. */
const MOST = 2_147_483_647;

/** An integer from a URL, such as the row before a page. Null if it is missing or out of range. */
export function readSearchNumber(search: URLSearchParams, name: string): number | null {
  const text = search.get(name) ?? "";
  const number = /^\d{1,10}$/.test(text) ? Number(text) : MOST + 1;
  return number <= MOST ? number : null;
}
