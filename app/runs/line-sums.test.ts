import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { Decimal } from "#app/number/decimal.ts";
import { sampleDocument } from "#app/report/sample-report.ts";
import { isInTotals, linesOf, SUMMARY_LEVELS, sumCo2e, sumDecimals, summarizeSources } from "./line-sums.ts";

/** A part of the sample with other quantities, which are exact decimals. */
function documentOf(picks: { index: number; quantity: string }[]): InventoryDocument {
  const { results: _, ...sample } = sampleDocument();
  const activities = picks.map(({ index, quantity }, place) => {
    const { market: _market, entry: _entry, ...activity } = sample.activities[index % sample.activities.length]!;
    return { ...activity, id: `L${place}`, quantity };
  });
  const document = { ...sample, activities };
  return { ...document, results: runInventory(document) };
}

describe("summarizeSources", () => {
  it("takes the finest level that fits, each as the room gets less", () => {
    const sample = sampleDocument();
    // Two meters of each source, so that there are more sources than categories.
    const activities = sample.activities.map((one, index) => ({
      ...one,
      emissionSource: `${one.category}${index % 4}`,
    }));
    const document = { ...sample, activities };
    const levels = Array.from({ length: 100 }, (_, less) => summarizeSources(document, 100 - less).level);
    expect([...new Set(levels)]).toEqual(SUMMARY_LEVELS);
    expect(summarizeSources(document, 14).groups.length).toBeLessThanOrEqual(14);
  });

  it("loses no line and no gram at any level", () => {
    const pick = fc.record({
      index: fc.nat(200),
      quantity: fc.integer({ min: 1, max: 10 ** 9 }).map((n) => `${n / 1000}`),
    });
    fc.assert(
      fc.property(fc.array(pick, { minLength: 1, maxLength: 30 }), fc.constantFrom(500, 12, 5, 1), (picks, limit) => {
        const document = documentOf(picks);
        const { groups } = summarizeSources(document, limit);
        expect(groups.flatMap(({ lines }) => lines.map(({ activity }) => activity.id)).sort()).toEqual(
          document.activities.map(({ id }) => id).sort(),
        );
        expectSame(sumDecimals(groups.map(({ co2eKg }) => co2eKg)), document.results!.totals!.co2eKg);
      }),
      { numRuns: 30 },
    );
  });

  it("has no quantity where units differ or a copy leaves them out", () => {
    const { groups } = summarizeSources(sampleDocument(), 1);
    const mixed = groups.find(({ lines }) => new Set(lines.map(({ activity }) => activity.unit)).size > 1);
    expect(mixed?.quantity ?? null).toBeNull();
    const document = sampleDocument();
    for (const activity of document.activities) delete activity.quantity;
    expect(summarizeSources(document, 500).groups.every(({ quantity }) => quantity === null)).toBe(true);
  });
});

describe("sumCo2e", () => {
  it("is the total of the document, without what no total holds", () => {
    const { results: _, ...sample } = sampleDocument();
    const credit = { ...sample.activities[1]!, id: "C1", entry: { kind: "credit" as const, reason: "sample" } };
    const document = { ...sample, activities: [...sample.activities, credit] };
    const calculated = { ...document, results: runInventory(document) };
    const lines = linesOf(calculated);
    expect(lines.filter(({ activity }) => !isInTotals(activity))).toHaveLength(1);
    expectSame(sumCo2e(lines), calculated.results.totals!.co2eKg);
  });
});

/** Equal to thirty-five digits: results that do not end have forty. */
function expectSame(sum: string, total: string): void {
  expect(new Decimal(sum).toSignificantDigits(35).toString()).toBe(
    new Decimal(total).toSignificantDigits(35).toString(),
  );
}
