import { expect, it } from "vitest";
import { mergeKinds } from "#app/carbon/compiled/run-compiled.ts";
import type { DocumentActivity, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { calculateLines } from "#app/carbon/total/inventory.ts";
import { summarizeRun } from "./run-summary.ts";

const QUARTER = { start: "2025-01-01", end: "2025-03-31" };

const activity = (id: string, extra: Partial<DocumentActivity>): DocumentActivity => ({
  id,
  facility: "f1",
  emissionSource: "s1",
  scope: 1,
  category: "process",
  period: { start: "2025-01-01", end: "2025-01-31" },
  quantity: "1",
  unit: "kg",
  factor: "e@1",
  ...extra,
});

const documentOf = (...activities: DocumentActivity[]): InventoryDocument => ({
  schema: "truetonne/inventory-document/v1",
  organization: { name: { en: "Sample" }, consolidationApproach: "operational_control" },
  period: { start: "2025-01-01", end: "2025-12-31" },
  gwp: { set: "AR6", values: { CO2: "1" } },
  factors: [{ kind: "emission", id: "e", version: "1", unit: "kg", gases: { CO2: "1" }, biogenicCo2: "2" }],
  activities,
});

const summaryOf = (document: InventoryDocument) => summarizeRun(calculateLines(document).lines);

it("sums by scope, by month, and by both, and each source", () => {
  const { cells, sources } = summaryOf(
    documentOf(
      activity("a1", { quantity: "0.1" }),
      activity("a2", { quantity: "0.2", emissionSource: "s2" }),
      activity("a3", {
        quantity: "3",
        scope: 3,
        emissionSource: "s2",
        period: { start: "2025-02-01", end: "2025-02-28" },
      }),
    ),
  );
  expect(cells.map(({ month, scope, co2eKg }) => [month, scope, co2eKg])).toEqual([
    ["", 1, "0.3"],
    ["", 3, "3"],
    ["2025-01", 0, "0.3"],
    ["2025-02", 0, "3"],
    ["2025-01", 1, "0.3"],
    ["2025-02", 3, "3"],
  ]);
  expect(sources).toEqual([
    { source: "s1", co2eKg: "0.1", co2eKgMarketBased: "0.1", biogenicCo2Kg: "0.2" },
    { source: "s2", co2eKg: "3.2", co2eKgMarketBased: "3.2", biogenicCo2Kg: "6.4" },
  ]);
});

it("rounds a cell once: two thirds of a bill are not the sum of two rounded thirds", () => {
  // 1 kg over the 90 days of a quarter: no month of it has an expansion that ends.
  const { cells } = summaryOf(
    documentOf(activity("a1", { period: QUARTER }), activity("a2", { scope: 3, period: QUARTER })),
  );
  const cell = (month: string, scope: number) =>
    cells.find((one) => one.month === month && one.scope === scope)!.co2eKg;
  expect(cell("2025-03", 1)).toBe(`0.3${"4".repeat(39)}`);
  // Twice that, printed, would end in 8.
  expect(cell("2025-03", 0)).toBe(`0.6${"8".repeat(38)}9`);
});

it("leaves credits out, as every total does", () => {
  const credit = activity("a2", { quantity: "-5", entry: { kind: "credit", reason: "r" } });
  const { cells, sources } = summaryOf(documentOf(activity("a1", {}), credit));
  expect(cells[0]).toMatchObject({ scope: 1, co2eKg: "1" });
  expect(sources).toMatchObject([{ source: "s1", co2eKg: "1" }]);
});

it("is the same of merged lines, whose sources stay apart", () => {
  const document = documentOf(
    ...["1", "2", "3", "4"].map((quantity, at) =>
      activity(`a${at}`, { quantity, emissionSource: at % 2 ? "s2" : "s1" }),
    ),
  );
  const { lines, linesOfMonths } = mergeKinds(document);
  expect(lines).toHaveLength(2);
  expect(linesOfMonths).toHaveLength(1);
  expect(summarizeRun(lines, linesOfMonths)).toEqual(summaryOf(document));
});
