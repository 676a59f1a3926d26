import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DocumentActivity, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { countDays, daysByMonth, isDate } from "#app/day/period.ts";
import { BOUNDS } from "#app/number/decimal.ts";
import { parseRatio, sum, toExactOr40 } from "#app/number/ratio.ts";
import { calculateLines, runInventory } from "./inventory.ts";
import { type GroupKey, summarizeLines } from "./summary.ts";

const summarize = (document: InventoryDocument, by: readonly GroupKey[]) =>
  summarizeLines(calculateLines(document).lines, by);

const year = { start: "2025-01-01", end: "2025-12-31" };
const documentOf = (...activities: DocumentActivity[]): InventoryDocument => ({
  schema: "truetonne/inventory-document/v1",
  organization: { name: { en: "Sample" }, consolidationApproach: "operational_control" },
  period: year,
  gwp: { set: "AR6", values: { CO2: "1", N2O: "273" } },
  factors: [
    { kind: "emission", id: "e", version: "1", unit: "kg", gases: { CO2: "1" } },
    { kind: "emission", id: "g", version: "1", unit: "kg", gases: { CO2: "1", N2O: "0.01" }, biogenicCo2: "2" },
  ],
  activities,
});
const line = (id: string, extra: Partial<DocumentActivity>): DocumentActivity => ({
  id,
  facility: "f1",
  scope: 1,
  category: "process",
  period: year,
  quantity: "1",
  unit: "kg",
  factor: "e@1",
  ...extra,
});

describe("groups of lines", () => {
  test("prorate a bill over its days, including first and last", () => {
    const bill = line("a", { quantity: "300", period: { start: "2025-01-22", end: "2025-02-20" } });
    expect(summarize(documentOf(bill), ["month"])).toEqual([
      { keys: ["2025-01"], co2eKg: "100", co2eKgMarketBased: "100", biogenicCo2Kg: "0" },
      { keys: ["2025-02"], co2eKg: "200", co2eKgMarketBased: "200", biogenicCo2Kg: "0" },
    ]);
  });

  test("sum months that do not divide evenly up to the bill", () => {
    const quarter = { start: "2025-01-01", end: "2025-03-31" };
    const document = documentOf(
      line("a", { quantity: "1", period: quarter }),
      line("b", { quantity: "89", period: quarter }),
    );
    expect(summarize(document, ["month"]).map(({ keys, co2eKg }) => [...keys, co2eKg])).toEqual([
      ["2025-01", "31"],
      ["2025-02", "28"],
      ["2025-03", "31"],
    ]);
  });

  test("can have several keys, including gas, and leave credits out", () => {
    const credit = line("c", { quantity: "-5", entry: { kind: "credit", reason: "r" } });
    const rows = summarize(
      documentOf(line("a", { factor: "g@1", quantity: "10" }), line("b", { facility: "f2" }), credit),
      ["facility", "gas"],
    );
    expect(rows).toEqual([
      { keys: ["f1", "CO2"], co2eKg: "10", co2eKgMarketBased: null, biogenicCo2Kg: null },
      { keys: ["f1", "N2O"], co2eKg: "27.3", co2eKgMarketBased: null, biogenicCo2Kg: null },
      { keys: ["f2", "CO2"], co2eKg: "1", co2eKgMarketBased: null, biogenicCo2Kg: null },
    ]);
  });

  test("can have data quality and factor as keys", () => {
    const document = documentOf(line("a", { dataQuality: "measured" }), line("b", {}));
    expect(summarize(document, ["dataQuality"]).map(({ keys }) => keys[0])).toEqual(["measured", "unstated"]);
    expect(summarize(document, ["factor"])).toEqual([
      { keys: ["e@1"], co2eKg: "2", co2eKgMarketBased: "2", biogenicCo2Kg: "0" },
    ]);
  });

  test("agree with the totals of a golden inventory", () => {
    const golden = JSON.parse(
      readFileSync(new URL("../../../tests/golden/cn-2022-grid-market-based.json", import.meta.url), "utf8"),
    );
    const totals = runInventory(golden).totals!;
    const [row] = summarize(golden, ["scope"]);
    expect(row).toMatchObject({
      keys: ["2"],
      co2eKg: totals.scope2.locationBased,
      co2eKgMarketBased: totals.scope2.marketBased,
    });
    expect(summarize(golden, [])).toMatchObject([{ keys: [], co2eKg: totals.co2eKg }]);
  });
});

describe("days", () => {
  test.each([
    ["2024-02-29", true],
    ["2025-02-29", false],
    ["2000-02-29", true],
    ["1900-02-29", false],
    ["2025-04-31", false],
    ["2025-13-01", false],
    ["2025-00-10", false],
    ["0000-01-01", false],
    ["2025-1-1", false],
    ["2025-01-01T00:00:00Z", false],
    [20250101, false],
  ])("%s exists: %s", (text, expected) => {
    expect(isDate(text)).toBe(expected);
  });

  test("a leap year has 366, both ends counted", () => {
    expect(countDays({ start: "2024-01-01", end: "2024-12-31" })).toBe(366);
    expect(countDays({ start: "2025-03-30", end: "2025-03-31" })).toBe(2);
  });

  test("of the months are the days of the period", () => {
    const day = fc
      .integer({ min: 0, max: 3000 })
      .map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, (a, b) => {
        const period = a < b ? { start: a, end: b } : { start: b, end: a };
        const months = daysByMonth(period);
        expect(months.reduce((total, { days }) => total + days, 0)).toBe(countDays(period));
        expect(new Set(months.map(({ month }) => month)).size).toBe(months.length);
      }),
    );
  });

  test("sums parts of thirds to the whole", () => {
    const parts = ["1/3", "1/3", "1/3"].map((text) => parseRatio(text, BOUNDS.share)!);
    expect(toExactOr40(sum(parts))).toBe("1");
  });
});
