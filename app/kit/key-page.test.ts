import fc from "fast-check";
import { expect, it } from "vitest";
import { toKeyPage } from "./key-page.ts";

/** Reads a page of a list in memory, like the services. */
function read(list: readonly string[], after: string, limit: number) {
  const start = list.indexOf(after) + 1;
  const before = list.slice(Math.max(0, start - limit - 1), start).reverse();
  return toKeyPage(list.slice(start, start + limit + 1), before, limit, (id) => id);
}

it("reads every list completely and once in each direction", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 9 }), (count, limit) => {
      const list = Array.from({ length: count }, (_, index) => `id-${index}`);
      const there: string[][] = [];
      let page = read(list, "", limit);
      expect(page.previous).toBeNull();
      for (; ; page = read(list, page.next, limit)) {
        there.push(page.rows);
        if (page.next === null) break;
      }
      expect(there.flat()).toEqual(list);
      const back = [page.rows];
      while (page.previous !== null) {
        page = read(list, page.previous, limit);
        back.unshift(page.rows);
      }
      expect(back).toEqual(there);
    }),
  );
});
