import { describe, expect, it, test } from "vitest";
import type { DocumentActivity, InventoryDocument, ResultTotals } from "#app/carbon/document/inventory-document.ts";
import { documentOf, fuel, power, rec } from "#app/carbon/document/sample-document.ts";
import { validateDocument } from "#app/carbon/document/validate-document.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { findOverlaps } from "#app/carbon/total/record-periods.ts";
import { diceOf } from "#tests/second-opinion/dice.ts";
import { repeatedDocument } from "#tests/second-opinion/random-documents.ts";
import { CASES, firstSeed } from "#tests/support/case-seed.ts";
import { condense } from "./condense.ts";
import { recordsOf } from "./merged-records.ts";

/** Each is calculated three times. */
const RUNS = CASES / 5;

/** Totals without the order in which groups first appeared and without names of lines. */
function comparable({ uncertainty, ...totals }: ResultTotals): unknown {
  return { ...totals, uncertainty: uncertainty && { ...uncertainty, exceeding: [] } };
}

describe("a condensed document", () => {
  it(`has the totals of the whole one, to the last digit, in ${RUNS} random cases`, { timeout: 600_000 }, () => {
    const met = { merged: 0, squares: 0, methods: 0, contracts: 0, uncovered: 0, shared: 0, disclosures: 0 };
    for (let seed = firstSeed; seed < firstSeed + RUNS; seed += 1) {
      const whole = repeatedDocument(seed);
      const checked = validateDocument(whole);
      if (!checked.ok) throw new Error(`seed ${seed} makes an invalid document: ${JSON.stringify(checked.faults)}`);
      const { document, detail } = condense(whole);
      expect(validateDocument(document), `seed ${seed}`).toMatchObject({ ok: true });
      const [before, after] = [runInventory(whole), runInventory(document)];
      expect(after.totals && comparable(after.totals), `seed ${seed}`).toEqual(
        before.totals && comparable(before.totals),
      );
      expect(new Set(after.issues.map(({ code }) => code))).toEqual(new Set(before.issues.map(({ code }) => code)));
      expect(detail.flatMap(({ records }) => records).length).toBe(whole.activities.length);
      for (const [at, line] of document.activities.entries()) {
        expect(recordsOf(line)).toBe(detail[at]!.records.length);
        const { merged } = line;
        if (!merged) continue;
        met.merged += 1;
        if (merged.squares) met.squares += 1;
        if (merged.method) met.methods += 1;
        if (line.market?.instruments?.length) met.contracts += 1;
        if (merged.uncovered) met.uncovered += 1;
        if (merged.shared) met.shared += 1;
        if (merged.disclosures) met.disclosures += 1;
      }
      // A line can be rebuilt from its own records alone.
      for (const { line, records } of detail) {
        const alone = condense({ ...whole, activities: records }).document.activities;
        expect(alone.map(({ entry, ...one }) => one)).toEqual(
          document.activities.filter(({ id }) => id === line).map(({ entry, ...one }) => one),
        );
      }
    }
    for (const [what, count] of Object.entries(met)) expect(count, what).toBeGreaterThan(RUNS / 200);
  });

  it("has the same codes for its lines as for the records", () => {
    for (let seed = firstSeed; seed < firstSeed + RUNS / 5; seed += 1) {
      const whole = repeatedDocument(seed);
      const codes = (document: InventoryDocument) =>
        new Set(
          runInventory(document).disclosures.map(({ code }) => code.replace("records_overlap", "period_overlap")),
        );
      expect(codes(condense(whole).document), `seed ${seed}`).toEqual(codes(whole));
    }
  });
});

const day = (start: string, end = start) => ({ start, end });
const june = (quantity: string, on: number, extra: Partial<DocumentActivity> = {}) =>
  fuel({
    id: `r${on}`,
    quantity,
    period: day(`2025-06-${String(on).padStart(2, "0")}`),
    emissionSource: "s1",
    ...extra,
  });
const linesOf = (...activities: DocumentActivity[]) => condense(documentOf(...activities)).document.activities;

describe("merging", () => {
  test("gives records of a month with their number, days and sum", () => {
    const [line, ...others] = linesOf(
      june("0.1", 1, { evidence: "bill" }),
      june("0.2", 2),
      june("0.30", 5),
      june("0", 5),
    );
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      id: "r1",
      quantity: "0.6",
      period: day("2025-06-01", "2025-06-05"),
      merged: {
        records: "4",
        evidenced: "1",
        uncovered: [day("2025-06-03", "2025-06-04")],
        shared: { records: "1", days: "1", start: "2025-06-05", end: "2025-06-05" },
      },
    });
  });

  test("keeps a record that stays alone unchanged", () => {
    const alone = june("7", 1, { evidence: "bill 12" });
    expect(linesOf(alone)).toEqual([alone]);
  });

  test.each<[string, Partial<DocumentActivity>]>([
    ["another month", { period: day("2025-07-01") }],
    ["a period over two months", { period: day("2025-06-20", "2025-07-02") }],
    ["another source", { emissionSource: "s2" }],
    ["another facility", { facility: "g" }],
    ["another factor", { factor: "net@1", unit: "GJ" }],
    ["another unit", { unit: "kg" }],
    ["another quality", { dataQuality: "estimated" }],
    ["another grade", { quality: { time: "good" } }],
    ["another error", { uncertainty: { activity: "5", factor: "2" } }],
    ["another name", { description: { en: "Boiler 2" } }],
    ["another share", { share: "0.5" }],
    ["another reason of an estimate", { dataQuality: "estimated", estimate: { method: "m", reason: "r" } }],
    ["a correction", { quantity: "-1", entry: { kind: "correction", reason: "typed twice" } }],
    ["a quantity below zero", { quantity: "-1" }],
  ])("makes %s a separate line", (_, extra) => {
    expect(linesOf(june("1", 1), june("2", 2), june("3", 3, extra))).toHaveLength(2);
  });

  test("gives the squares of the quantities", () => {
    const uncertainty = { activity: "5", factor: "2" };
    const [line] = linesOf(june("0.1", 1, { uncertainty }), june("0.25", 2, { uncertainty }));
    expect(line!.merged!.squares).toBe("0.0725");
  });

  test("reports an issue of merged records once, in their line", () => {
    const { document } = condense(documentOf(june("1", 1, { unit: "kWh" }), june("2", 2, { unit: "kWh" })));
    expect(runInventory(document).issues).toMatchObject([{ code: "unit_mismatch", activity: "r1" }]);
  });

  test("sums contracts of one certificate and keeps those of another separate", () => {
    const month = day("2025-06-01", "2025-06-30");
    const bought = (id: string, quantity: string, reference: string) =>
      power({ id, period: month, market: { instruments: [{ ...rec(quantity), reference }], residualFactor: "mix@1" } });
    const lines = linesOf(bought("a", "100", "C1"), bought("b", "250.5", "C1"), bought("c", "9", "C2"));
    expect(lines.map((one) => one.market!.instruments[0]!.quantity)).toEqual(["350.5", "9"]);
    expect(lines.map((one) => one.quantity)).toEqual(["2000", "1000"]);
  });

  test("doesn't cover a contract that exceeds its own record with another record", () => {
    const bought = (id: string, quantity: string) =>
      power({ id, quantity: "10", market: { instruments: [rec(quantity)], residualFactor: null } });
    const { document } = condense(documentOf(bought("a", "1"), bought("b", "15"), bought("c", "1")));
    expect(document.activities.map(recordsOf)).toEqual([2, 1]);
    expect(runInventory(document).issues.map(({ code, activity }) => [code, activity])).toEqual([
      ["instrument_exceeds_consumption", "b"],
    ]);
  });

  test("names the line of the corrected record in a correction", () => {
    const wrong = june("-1", 9, { entry: { kind: "correction", reason: "twice", corrects: "r2" } });
    expect(linesOf(june("1", 1), june("2", 2), wrong).map(({ entry }) => entry?.corrects)).toEqual([undefined, "r1"]);
  });

  test("begins another line if a sum has more digits than a document may have", () => {
    const long = "999999999999999.999999999999";
    const lines = linesOf(...Array.from({ length: 20 }, (_, at) => june(long, at + 1)));
    expect(lines).toHaveLength(1);
    expect(lines[0]!.quantity).toBe("19999999999999999.99999999998");
  });
});

test("gives the shared days that `findOverlaps` finds", () => {
  const dice = diceOf(firstSeed);
  for (let time = 0; time < 300; time += 1) {
    const records = Array.from({ length: 2 + dice.roll(6) }, (_, at) => {
      const first = 1 + dice.roll(20);
      const [start, end] = [first, first + dice.roll(5)].map((one) => `2025-06-${String(one).padStart(2, "0")}`);
      return june("1", at + 1, { id: `r${at}`, period: day(start!, end!) });
    });
    const found = findOverlaps(records);
    const [line] = linesOf(...records);
    const days = found.reduce((sum, one) => sum + one.days, 0);
    expect(line!.merged!.shared ?? { records: "0", days: "0" }).toMatchObject({
      records: String(found.length),
      days: String(days),
    });
  }
});
