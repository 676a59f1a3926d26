import { expect, it } from "vitest";
import type { DocumentActivity, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { sampledLines } from "./line-risks.ts";

const activity = (id: string, rest: Partial<DocumentActivity>): DocumentActivity => ({
  id,
  facility: "f1",
  scope: 3,
  category: "business_travel",
  period: { start: "2025-01-01", end: "2025-12-31" },
  quantity: "1",
  unit: "kg",
  factor: "x@1",
  emissionSource: "s1",
  evidence: "bill 1",
  ...rest,
});

const risksOf = (activities: DocumentActivity[], corrected: string[] = []) => {
  const lines = activities.map(({ id }) => ({ activity: id, gasesKg: {}, co2eKg: "1", biogenicCo2Kg: "0" }));
  const document = { activities, results: { lines } } as unknown as InventoryDocument;
  return Object.fromEntries(sampledLines(document, new Set(corrected)).map(({ id, risks }) => [id, risks]));
};

it("finds the risks of each line in the document", () => {
  const merged = (evidenced?: string) => ({ merged: { records: "3", ...(evidenced ? { evidenced } : {}) } });
  const found = risksOf(
    [
      activity("a1", {}),
      activity("a2", { dataQuality: "estimated", evidence: "" }),
      activity("a3", { unit: "CNY", emissionSource: "s2" }),
      activity("a4", { emissionSource: "s3", ...merged("2") }),
      activity("a5", { emissionSource: "s4", ...merged("3") }),
    ],
    ["a5"],
  );
  expect(found).toEqual({
    a1: [],
    a2: ["estimated", "no_evidence"],
    a3: ["spend_based", "single_record"],
    a4: ["no_evidence"],
    a5: ["corrected"],
  });
});

it("leaves out lines that no total has", () => {
  const document = { activities: [activity("a1", {})], results: { lines: [] } } as unknown as InventoryDocument;
  expect(sampledLines(document, new Set())).toEqual([]);
  const reason = "sold";
  expect(
    risksOf([
      activity("a1", { entry: { kind: "credit", reason } }),
      activity("a2", { entry: { kind: "lifetime", reason } }),
      activity("a3", { entry: { kind: "correction", reason } }),
    ]),
  ).toEqual({ a3: [] });
});
