import { describe, expect, it } from "vitest";
import { shownRows } from "./shown-rows.ts";

const rows = (count: number) => Array.from({ length: count }, (_, index) => index);
const show = (count: number, search = "") => shownRows(rows(count), { url: `https://sample.example/list${search}` });

describe("the rows that a page shows", () => {
  it.each([
    [0, 0],
    [500, 500],
    [501, 500],
    [10_001, 500],
  ])("shows of %i rows the first %i, and counts all of them", (total, shown) => {
    expect(show(total)).toEqual({ rows: rows(shown), total });
  });

  it("shows every row when asked", () => {
    expect(show(10_001, "?state=open&rows=all")).toEqual({ rows: rows(10_001), total: 10_001 });
  });
});
