import { describe, expect, it } from "vitest";
import { monthSeries } from "./fill-series.ts";

describe("a series of months", () => {
  it.each([
    [["2025-01"], 1, "2025-02"],
    [["2025-12"], 1, "2026-01"],
    [["2025-01"], -1, "2024-12"],
    [["2025-01", "2025-04"], 2, "2025-07"],
    [["2025-03", "2025-02"], 3, "2024-12"],
    [["2025-11", "2025-12", "2026-01"], 14, "2027-01"],
    [["9999-12"], 1, null],
  ])("%j at %i is %s", (texts, place, text) => {
    expect(monthSeries(texts)?.(place)).toBe(text);
  });

  it.each([
    [[]],
    [["2025"]],
    [["2025-13"]],
    [["2025-01", "2025-01"]],
    [["2025-01", "2025-02", "2025-04"]],
    [["2025-01", ""]],
  ])("is not made of %j", (texts) => expect(monthSeries(texts)).toBeNull());
});
