import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumRecords } from "./evidence-sum.ts";

const of = (sourceId: string, quantity: string, unit: string) => ({ sourceId, amount: { quantity, unit } });

describe("sumRecords", () => {
  it("adds up exactly by source and overall, each unit separately, and ignores periods", () => {
    const sums = sumRecords([
      of("meter 1", "0.1", "kWh"),
      of("meter 2", "3", "MWh"),
      of("meter 1", "0.2", "kWh"),
      { sourceId: "meter 1", amount: null },
      { sourceId: null, amount: null },
      of("meter 2", "999999999999999.000000000001", "kWh"),
    ]);
    expect(sums.bySource).toEqual([
      { sourceId: "meter 1", count: 2, amounts: [{ unit: "kWh", quantity: "0.3" }] },
      {
        sourceId: "meter 2",
        count: 2,
        amounts: [
          { unit: "MWh", quantity: "3" },
          { unit: "kWh", quantity: "999999999999999.000000000001" },
        ],
      },
    ]);
    expect(sums.all).toEqual({
      count: 4,
      amounts: [
        { unit: "kWh", quantity: "999999999999999.300000000001" },
        { unit: "MWh", quantity: "3" },
      ],
    });
  });

  it("gives the same totals in any order, and none without records", () => {
    expect(sumRecords([])).toEqual({ bySource: [], all: { count: 0, amounts: [] } });
    const record = fc.record({
      sourceId: fc.constantFrom("a", "b"),
      amount: fc.record({ quantity: fc.nat().map((n) => `${n}.${n % 1000}`), unit: fc.constantFrom("kWh", "t") }),
    });
    fc.assert(
      fc.property(fc.array(record), (records) => {
        const sorted = (sum: ReturnType<typeof sumRecords>) =>
          [...sum.all.amounts].sort((one, two) => one.unit.localeCompare(two.unit));
        expect(sorted(sumRecords([...records].reverse()))).toEqual(sorted(sumRecords(records)));
        const { bySource, all } = sumRecords(records);
        expect(bySource.reduce((count, one) => count + one.count, 0)).toBe(all.count);
      }),
    );
  });
});
