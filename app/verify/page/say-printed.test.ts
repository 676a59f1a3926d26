import { describe, expect, it } from "vitest";
import { listPages } from "./say-printed.ts";

describe("a list of pages", () => {
  it.each([
    [[], ""],
    [[4], "4"],
    [[1, 2], "1, 2"],
    [[1, 2, 3], "1–3"],
    [[1, 3, 4, 5, 9, 10], "1, 3–5, 9, 10"],
  ])("of %j is %s", (pages, text) => {
    expect(listPages(pages, ", ")).toBe(text);
  });
});
