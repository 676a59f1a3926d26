import { describe, expect, it } from "vitest";
import { windowOf } from "./selection.ts";
import { rowKey } from "./use-window.ts";

describe("rowKey", () => {
  it.each([700, 2160, 4320, 9000, 40_000])("gives each row of a window of %i px its own key", (height) => {
    const { start, end } = windowOf({ scrollTop: 33 * 500, height, rowHeight: 33, rows: 5000, spare: 8 });
    const indexes = Array.from({ length: end - start }, (_, offset) => start + offset);
    const keys = indexes.map((index) => rowKey(index, index === 510, indexes.length));
    expect(new Set(keys).size).toBe(indexes.length);
  });

  it("keeps the elements of remaining rows while others scroll in", () => {
    expect(rowKey(300, false, 40)).toBe(rowKey(300 + 128, false, 40));
    expect(rowKey(300, false, 200)).toBe(rowKey(300 + 256, false, 200));
  });
});
