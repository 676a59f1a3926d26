import { describe, expect, it } from "vitest";
import { keysOfDocument } from "#app/carbon/comparison/bridge-keys.ts";
import type { DocumentActivity, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { documentOf, fuel, power } from "#app/carbon/document/sample-document.ts";
import { calculateLines, runInventory } from "#app/carbon/total/inventory.ts";
import { isWithin } from "#app/day/period.ts";
import { buildMatrix } from "#app/report/completeness/matrix.ts";
import { compareApproaches } from "#app/report/disclosure/compare-approaches.ts";
import { judgeDisclosures } from "#app/report/disclosure/judge.ts";
import { sayInBoth } from "#app/report/disclosure/say.ts";
import { NO_STATEMENTS } from "#app/report/disclosure/statements.ts";
import { sampleDocument, sampleFacts } from "#app/report/sample-report.ts";
import { diceOf } from "#tests/second-opinion/dice.ts";
import { randomDocument } from "#tests/second-opinion/random-documents.ts";
import { firstSeed } from "#tests/support/case-seed.ts";
import { directGasesOf } from "./breakdown.ts";
import { type JudgedRun, judgedRunOf } from "./judged-run-shape.ts";

const judgedOn = (subject: Parameters<typeof judgeDisclosures>[0]) => judgeDisclosures(subject, "2026-01-15");

const CASES = 400;

/** As a run keeps it: written and read. */
function kept(document: InventoryDocument): JudgedRun {
  return JSON.parse(JSON.stringify(judgedRunOf(document)));
}

/** The same with each activity and every name. */
function wholeOf(document: InventoryDocument): JudgedRun {
  const { activities, period, gwp } = document;
  const nameAll = (some: DocumentActivity[]) => ({ count: some.length, first: some.map(({ id }) => id) });
  return {
    document,
    activityCount: activities.length,
    outside: nameAll(activities.filter((one) => !isWithin(one.period, period))),
    unevidenced: nameAll(activities.filter(({ evidence }) => !evidence)),
    directGases: directGasesOf(
      calculateLines(document).lines.filter(({ activity }) => activity.scope === 1),
      gwp,
    ),
  };
}

/** Every sentence of a checklist with all standards and no answers, which is its longest form. */
function sayAll(judged: JudgedRun, document: InventoryDocument) {
  const judgements = judgedOn({
    ...judged,
    statements: { ...NO_STATEMENTS, overlays: ["ghg_protocol", "china"] },
    facts: sampleFacts("0".repeat(64)),
    totals: document.results!.totals!,
    sources: [],
    matrix: buildMatrix(judged.document, {}, NO_STATEMENTS),
    hasBaseYearPolicy: true,
  });
  return judgements.map(({ requirement: { id }, state, says, missing }) => ({
    id,
    state,
    says: sayInBoth("says", says),
    missing: missing.map((one) => ({ code: one.code, ...sayInBoth("missing", one) })),
  }));
}

const sayChanges = (before: JudgedRun, after: JudgedRun, documents: [InventoryDocument, InventoryDocument]) => {
  const [from, to] = documents.map((document) => keysOfDocument(document)) as [never, never];
  return compareApproaches({ document: before.document, keys: from }, { document: after.document, keys: to });
};

/** A random document with totals: activities of many kinds, some repeated, estimated, without evidence, out of the year. */
function randomTotals(seed: number): InventoryDocument {
  const dice = diceOf(seed);
  const document = randomDocument(seed);
  const activities = document.activities.flatMap((activity): DocumentActivity[] =>
    Array.from({ length: dice.once(2) ? 1 : 1 + dice.roll(9) }, (_, at) => ({
      ...activity,
      // Of a run, all activities of a facility have its share.
      share: activity.facility === "f1" ? "1/3" : "0.5",
      id: `${activity.id}-${at}`,
      emissionSource: `s${activity.category.length % 5}`,
      description: { en: activity.category },
      ...(dice.once(2) ? { evidence: "bill" } : {}),
      ...(dice.once(3)
        ? { dataQuality: "estimated", estimate: { method: dice.pick(["mean", "neighbours"]), reason: "x" } }
        : {}),
      ...(dice.once(9) ? { period: { start: "2023-12-30", end: "2024-01-02" } } : {}),
    })),
  );
  const whole = { ...document, activities };
  const issues = new Set(runInventory(whole).issues.map(({ activity }) => activity));
  const inputs = { ...whole, activities: activities.filter(({ id }) => !issues.has(id)) };
  return { ...inputs, results: runInventory(inputs) };
}

describe("what is kept of a run for its checklist", () => {
  it("gives every answer of the whole document, of random ones, and every change between two", () => {
    let last: InventoryDocument | null = null;
    let [merged, said] = [0, 0];
    for (let seed = firstSeed; seed < firstSeed + CASES; seed += 1) {
      const document = randomTotals(seed);
      if (!document.results!.totals) continue;
      const [whole, few] = [wholeOf(document), kept(document)];
      const note = `seed ${seed}`;
      expect(sayAll(few, document), note).toEqual(sayAll(whole, document));
      if (last) {
        const changes = sayChanges(wholeOf(last), whole, [last, document]);
        expect(sayChanges(kept(last), few, [last, document]), note).toEqual(changes);
        said += changes.length;
      }
      if (few.document.activities.length < document.activities.length) merged += 1;
      last = document;
    }
    expect(Math.min(merged, said)).toBeGreaterThan(CASES / 4);
  });

  const bills = (count: number, extra: Partial<DocumentActivity> = {}) =>
    Array.from({ length: count }, (_, at) => power({ id: `p${at}`, ...extra }));
  it.each<[string, InventoryDocument]>([
    ["the printed sample", sampleDocument()],
    ["more without evidence than are named", documentOf(fuel({ id: "a1" }), ...bills(40))],
    ["as many as a sentence names", documentOf(fuel({ id: "a1", evidence: "x" }), ...bills(6))],
    [
      "an estimate of a kind that was measured before",
      documentOf(
        ...bills(2, { dataQuality: "estimated" }),
        fuel({ id: "a1" }),
        power({ id: "e", dataQuality: "estimated", estimate: { method: "mean", reason: "x" } }),
      ),
    ],
    ["no activity", documentOf()],
  ])("gives the same of %s", (_, inputs) => {
    const document = { ...inputs, results: runInventory(inputs) };
    const [whole, few] = [wholeOf(document), kept(document)];
    expect(sayAll(few, document)).toEqual(sayAll(whole, document));
    const base = documentOf(fuel({ id: "b1" }));
    const other = { ...base, results: runInventory(base) };
    expect(sayChanges(kept(other), few, [other, document])).toEqual(
      sayChanges(wholeOf(other), whole, [other, document]),
    );
  });

  it("grows with kinds, not with activities", () => {
    const sizeOf = (count: number) => JSON.stringify(kept(documentOf(...bills(count)))).length;
    expect(sizeOf(2000) - sizeOf(200)).toBeLessThan(20);
  });
});
