import { expect, test } from "vitest";
import { placeWaterfall } from "./waterfall-geometry.ts";

const dataOf = (before: string, steps: string[], after: string) => ({
  before: { label: "2024", value: before },
  steps: steps.map((value, index) => ({ key: String(index), label: `Step ${index}`, value })),
  after: { label: "2025", value: after },
});

test("each step hangs between the level before and the level after", () => {
  const { bars, axisStart } = placeWaterfall(dataOf("100", ["-60", "20"], "60"));
  expect(axisStart).toBeNull();
  expect(bars.map(({ kind }) => kind)).toEqual(["total", "down", "up", "total"]);
  const [before, down, up, after] = bars as [(typeof bars)[0], (typeof bars)[0], (typeof bars)[0], (typeof bars)[0]];
  expect(down.top).toBeCloseTo(before.level);
  expect(down.top + down.height).toBeCloseTo(down.level);
  expect(up.top + up.height).toBeCloseTo(down.level);
  expect(up.top).toBeCloseTo(after.level);
  expect(before.top + before.height).toBeCloseTo(100);
  expect(after.top + after.height).toBeCloseTo(100);
});

test("small steps on large totals break the axis, at a round figure below all levels", () => {
  const { axisStart, bars } = placeWaterfall(dataOf("17596.67", ["-612.48", "38.64"], "17022.83"));
  expect(axisStart).toBe("16700");
  expect(Math.min(...bars.slice(1, -1).map(({ height }) => height))).toBeGreaterThan(2);
});

test("totals of zero, and no steps, are drawn without dividing by zero", () => {
  for (const data of [dataOf("0", [], "0"), dataOf("5", [], "5"), dataOf("0", ["4"], "4"), dataOf("3", ["-5"], "-2")]) {
    for (const bar of placeWaterfall(data).bars) {
      expect([bar.top, bar.height, bar.level].every(Number.isFinite)).toBe(true);
      expect(bar.height).toBeGreaterThanOrEqual(0);
    }
  }
});
