import { describe, expect, it } from "vitest";
import { markOf, PAGE_SIZE, pageOf } from "./list-page.ts";

const recordsOf = (count: number, first = 1) =>
  Array.from({ length: count }, (_, index) => ({ id: `r${first + index}` }));
const FIRST = { number: 1, after: "" };

describe("a page of the list", () => {
  it("leads through a whole list and back, each record once", () => {
    const records = recordsOf(2 * PAGE_SIZE + 7);
    const seen: string[] = [];
    let page = pageOf(records, FIRST, false);
    expect(page.previous).toBeNull();
    for (;;) {
      expect(page.pages).toBe(3);
      seen.push(...page.shown.map(({ id }) => id));
      if (!page.next) break;
      page = pageOf(records, page.next, false);
    }
    expect(seen).toEqual(records.map(({ id }) => id));
    expect(page.number).toBe(3);
    page = pageOf(records, page.previous!, false);
    expect(page).toMatchObject({ number: 2, after: `r${PAGE_SIZE}` });
    expect(page.previous).toEqual(FIRST);
  });

  it("has no next page after a full last page", () => {
    const records = recordsOf(PAGE_SIZE);
    expect(pageOf(records, FIRST, false)).toMatchObject({ pages: 1, next: null });
    expect(pageOf(records, FIRST, true)).toMatchObject({ pages: null, next: { number: 2, after: `r${PAGE_SIZE}` } });
  });

  it("shows records around a position in the middle of a longer list", () => {
    // What the server sends for a page far from the start: the previous page with its cursor, and the page itself.
    const records = recordsOf(2 * PAGE_SIZE + 1, 1000);
    const page = pageOf(records, { number: 21, after: `r${1000 + PAGE_SIZE}` }, true);
    expect(page.shown[0]).toEqual({ id: `r${1001 + PAGE_SIZE}` });
    expect(page.shown).toHaveLength(PAGE_SIZE);
    expect(page.previous).toEqual({ number: 20, after: "r1000" });
    expect(page.next).toEqual({ number: 22, after: `r${1000 + 2 * PAGE_SIZE}` });
  });

  it("starts again if the record of its cursor no longer exists", () => {
    expect(pageOf(recordsOf(3), { number: 4, after: "gone" }, false)).toMatchObject({ ...FIRST, pages: 1 });
  });

  it.each([
    ["", FIRST],
    ["page=3", FIRST],
    ["page=3&after=x", { number: 3, after: "x" }],
    ["page=-1&after=x", { number: 2, after: "x" }],
    ["after=x", { number: 2, after: "x" }],
  ])("is requested by %s", (search, mark) => {
    expect(markOf(new URLSearchParams(search))).toEqual(mark);
  });
});
