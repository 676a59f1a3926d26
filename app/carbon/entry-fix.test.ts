import { describe, expect, it } from "vitest";
import { type ActivityEntry, checkActivityEntry, EMPTY_ENTRY, type EntryContext } from "./activity-entry.ts";
import { suggestFixes } from "./entry-fix.ts";

const context: EntryContext = {
  period: { start: "2025-01-01", end: "2025-12-31" },
  sources: [
    {
      id: "1",
      facilityNames: ["Plant A", "一厂"],
      names: ["Electricity", "外购电力"],
      unit: "kWh",
      scope: 2,
      category: "purchased_electricity",
    },
    {
      id: "2",
      facilityNames: ["Plant A", "一厂"],
      names: ["Diesel", "柴油"],
      unit: "L",
      scope: 1,
      category: "mobile_combustion",
    },
  ],
};
const good: ActivityEntry = {
  ...EMPTY_ENTRY,
  facility: "Plant A",
  source: "Electricity",
  period: "2025-03",
  quantity: "12",
  unit: "kWh",
};

function fixesOf(change: Partial<ActivityEntry>): string[] {
  const entry = { ...good, ...change };
  const checked = checkActivityEntry(entry, context);
  return checked.ok
    ? ["nothing wrong"]
    : checked.faults.flatMap((fault) => suggestFixes(fault, entry, context)).map(({ text }) => text);
}

describe("suggestFixes", () => {
  const cases: [Partial<ActivityEntry>, string[]][] = [
    [{ unit: "吨" }, ["kWh", "万千瓦时", "亿千瓦时"]],
    [{ unit: "" }, ["kWh", "MWh", "GWh"]],
    [{ unit: "zz", source: "Diesel" }, ["L", "thousand L", "m3"]],
    [{ unit: "gal", source: "Diesel" }, ["gal_us", "gal_uk"]],
    [{ quantity: "1,234,567.8" }, ["1234567.8"]],
    [{ quantity: "１２３" }, ["123"]],
    [{ quantity: "12 345" }, ["12345"]],
    [{ quantity: "1,5" }, []],
    [{ quantity: "1.234,5" }, []],
    [{ quantity: "1,2O5.6" }, []],
    [{ period: "2025/3" }, ["2025-03"]],
    [{ period: "2025年11月" }, ["2025-11"]],
    [{ period: "2025/3/5" }, ["2025-03-05"]],
    [{ period: "202503" }, ["2025-03"]],
    [{ period: "03/05/2025" }, []],
    [{ period: "2025/13" }, []],
    [{ period: "2025-04/2025-03" }, ["2025-03/2025-04"]],
    [{ facility: "Plant" }, ["Plant A"]],
    [{ facility: "一" }, ["一厂"]],
    [{ source: "electricity 2" }, ["Electricity"]],
    [{ source: "外购电" }, ["外购电力"]],
    [{ dataQuality: "good" }, ["measured", "calculated", "estimated"]],
  ];
  it.each(cases)("%j", (change, expected) => {
    expect(fixesOf(change)).toEqual(expected);
  });

  it("offers only what the check then accepts", () => {
    for (const [change] of cases) {
      for (const text of fixesOf(change)) {
        const entry = { ...good, ...change, [Object.keys(change)[0]!]: text };
        expect(checkActivityEntry(entry, context).ok, JSON.stringify(entry)).toBe(true);
      }
    }
  });
});
