import { expect } from "vitest";
import type { KeyPage } from "#app/kit/key-page.ts";

/** Reads every page from the first to the last, and all of them again backwards. @returns the rows of each page */
export async function walkPages<P extends KeyPage<unknown>>(read: (after: string) => Promise<P>): Promise<P["rows"][]> {
  const pages = [await read("")];
  for (let next = pages[0]!.next; next !== null; next = pages.at(-1)!.next) pages.push(await read(next));
  let page = pages.at(-1)!;
  const back = [page];
  while (page.previous !== null) {
    page = await read(page.previous);
    back.unshift(page);
  }
  expect(back).toEqual(pages);
  return pages.map(({ rows }) => rows);
}
