import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeBars, type StackMonth, toLength } from "./bar-geometry.ts";

function month(key: string, parts: [string, string, string], total: string, previous?: string): StackMonth {
  return { key, label: key, byScope: { 1: parts[0], 2: parts[1], 3: parts[2] }, total, previous };
}

const percent = (text: string | undefined) => Number.parseFloat(text ?? "NaN");

describe("placeBars", () => {
  it("draws nothing without data", () => {
    expect(placeBars([])).toBeNull();
    expect(placeBars([month("2025-01", ["0", "0", "0"], "0")])).toBeNull();
  });

  it("stacks scope 3 at the bottom and scope 1 on top, up to the month's total", () => {
    const geometry = placeBars([month("2025-01", ["100", "300", "600"], "1000")]);
    const parts = geometry?.bars[0]?.parts ?? [];
    expect(parts.map((part) => part.scope)).toEqual([3, 2, 1]);
    expect(percent(parts[0]?.y) + percent(parts[0]?.height)).toBeCloseTo(100, 2);
    expect(percent(parts[1]?.y) + percent(parts[1]?.height)).toBeCloseTo(percent(parts[0]?.y), 2);
    expect(percent(parts[2]?.y)).toBeCloseTo(100 - 100 / 1.1, 2);
  });

  it("leaves out a scope without emissions and its label", () => {
    const geometry = placeBars([month("2025-01", ["0", "5", "0"], "5")]);
    expect(geometry?.bars[0]?.parts.map((part) => part.scope)).toEqual([2]);
    expect(geometry?.sideLabels.map((label) => label.scope)).toEqual([2]);
  });

  it.each([
    ["1447", ["0", "500", "1000"]],
    ["9", ["0", "5"]],
    ["0.3", ["0.0", "0.1", "0.2", "0.3"]],
    ["42000", ["0", "20000", "40000"]],
  ])("chooses round ticks for %s", (total, ticks) => {
    expect(placeBars([month("2025-01", ["0", "0", total], total)])?.ticks.map((tick) => tick.value)).toEqual(ticks);
  });

  it("keeps last year's line inside the drawing if it is higher", () => {
    const geometry = placeBars([month("2025-01", ["0", "0", "10"], "10", "20")]);
    expect(percent(geometry?.bars[0]?.previousY)).toBeGreaterThan(0);
    expect(geometry?.bars[0]?.labelY).toBe(geometry?.bars[0]?.previousY);
  });

  it("keeps every bar inside the drawing", () => {
    const tonnes = fc.integer({ min: 0, max: 10_000_000 });
    fc.assert(
      fc.property(fc.array(fc.tuple(tonnes, tonnes, tonnes), { minLength: 1, maxLength: 12 }), (rows) => {
        const months = rows.map(([a, b, c], index) =>
          month(`${index}`, [String(a), String(b), String(c)], String(a + b + c)),
        );
        const geometry = placeBars(months);
        if (!geometry) return rows.every((row) => row.every((value) => value === 0));
        return geometry.bars.every(
          (bar) => percent(bar.x) >= 0 && percent(bar.right) <= 100 && bar.parts.every((part) => percent(part.y) >= 0),
        );
      }),
    );
  });
});

describe("toLength", () => {
  it("gives a negative value no length", () => {
    expect(toLength("-5")).toBe(0);
  });
});
