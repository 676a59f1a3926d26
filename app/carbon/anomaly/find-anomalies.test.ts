import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lastDayOfMonth } from "#app/day/period.ts";
import { findAnomalies, type SeriesPoint, type SourceHistory } from "./find-anomalies.ts";

const point = (month: string, quantity: string, rest: Partial<SeriesPoint> = {}): SeriesPoint => ({
  recordId: month,
  period: { start: `${month}-01`, end: lastDayOfMonth(month) },
  quantity,
  unit: "kWh",
  ...rest,
});
const history = (series: SeriesPoint[], rest: Partial<SourceHistory> = {}): SourceHistory => ({
  median: { quantity: "1000", unit: "kWh", count: 12, ofNewest: null },
  series,
  outputs: [],
  ...rest,
});
const codes = (one: SeriesPoint, others: SeriesPoint[] = [], rest: Partial<SourceHistory> = {}, copies = 0) =>
  findAnomalies(one, history([one, ...others], rest), copies).map(({ code }) => code);

describe("findAnomalies", () => {
  it.each([
    ["300000", "kWh", "1000"],
    ["1000000", "kWh", "1000"],
    ["3.3", "kWh", "1000"],
    ["0.1", "kWh", "10000"],
    ["9000000", "kWh", "10000"],
    ["1000000000", "kWh", "1000000"],
    // MWh entered instead of kWh: the figure is usual, the unit isn't.
    ["1000", "MWh", "1000"],
  ] as const)("%s %s against a median of 1000 kWh is an error by a factor of %s", (quantity, unit, slip) => {
    expect(findAnomalies(point("2025-03", quantity, { unit }), history([]), 0)).toMatchObject([
      { code: "unit_slip", facts: { slip, median: "1000" } },
    ]);
  });

  it.each(["299999", "3.4", "1000", "900"])("%s is no such error", (quantity) => {
    expect(codes(point("2025-03", quantity, { recordId: "x" }))).toEqual([]);
  });

  it("needs more than two records for a median", () => {
    expect(
      codes(point("2025-03", "9000000"), [], { median: { quantity: "1000", unit: "kWh", count: 2, ofNewest: null } }),
    ).toEqual([]);
  });

  it("compares with the same month a year ago per day, from a factor of two", () => {
    const february = [point("2024-02", "1000")];
    // 28 days against 29: 1931 is just below twice the quantity per day, 1932 above.
    expect(codes(point("2025-02", "1931"), february)).toEqual([]);
    expect(codes(point("2025-02", "1932"), february)).toEqual(["against_last_year"]);
    expect(codes(point("2025-02", "482"), february)).toEqual(["against_last_year"]);
  });

  it("treats the same figure a year ago as seasonal", () => {
    const one = point("2025-01", "5000");
    const neighbours = [point("2024-12", "1000"), point("2025-02", "1200")];
    expect(codes(one, neighbours)).toEqual(["against_neighbours"]);
    expect(codes(one, [...neighbours, point("2024-01", "4900")])).toEqual([]);
  });

  it("compares with output, regardless of the month", () => {
    const output = (month: string, quantity: string) => ({ ...point(month, quantity), name: "steel", unit: "t" });
    const outputs = [output("2025-01", "100"), output("2025-02", "50")];
    const before = [point("2025-01", "1000")];
    expect(codes(point("2025-02", "1000"), before, { outputs })).toEqual(["against_output", "same_figure"]);
    expect(codes(point("2025-02", "520"), before, { outputs })).toEqual([]);
    expect(codes(point("2025-02", "520"), before, { outputs: outputs.slice(1) })).toEqual([]);
  });

  it("reports a repeated bill, repeated days, and a zero where there always was a quantity", () => {
    expect(codes(point("2025-03", "1000"), [], {}, 1)).toEqual(["duplicate"]);
    expect(codes(point("2025-03", "0"))).toEqual(["zero"]);
    const long = point("2025-03", "1100", { recordId: "long", period: { start: "2025-02-10", end: "2025-03-12" } });
    expect(codes(point("2025-03", "1000"), [long])).toEqual(["overlapping_days"]);
    // Adjacent bills often share the day on which one ends and the next begins.
    const touching = { ...long, period: { start: "2025-02-01", end: "2025-03-01" } };
    expect(codes(point("2025-03", "1000"), [touching])).toEqual([]);
  });

  it("compares records of a few days with the median only", () => {
    const days = { start: "2025-03-01", end: "2025-03-03" };
    expect(codes(point("2025-03", "10", { period: days }), [point("2024-03", "1000")])).toEqual([]);
  });

  it("gives the same result in every unit of the dimension", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 1, max: 10_000 }), (now, before) => {
        const inKwh = codes(point("2025-03", String(now * 1000)), [point("2024-03", String(before * 1000))]);
        const inMwh = codes(point("2025-03", String(now), { unit: "MWh" }), [point("2024-03", String(before * 1000))]);
        expect(inMwh).toEqual(inKwh);
      }),
    );
  });

  it("reports doubling and halving alike", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }), (a, b) => {
        const median = { median: null };
        const up = codes(point("2025-03", String(a)), [point("2024-03", String(b))], median);
        const down = codes(point("2025-03", String(b)), [point("2024-03", String(a))], median);
        expect(down).toEqual(up);
      }),
    );
  });
});
