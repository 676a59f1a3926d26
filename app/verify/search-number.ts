/** The largest number that a row or page is known by: an `integer` of the database. */
const MOST = 2_147_483_647;

/** A whole number of an address, such as the row that a page begins after; null where there is none that can be meant. */
export function readSearchNumber(search: URLSearchParams, name: string): number | null {
  const text = search.get(name) ?? "";
  const number = /^\d{1,10}$/.test(text) ? Number(text) : MOST + 1;
  return number <= MOST ? number : null;
}
