import { expect, test } from "vitest";
import type { DocumentActivity, DocumentFactor, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { findFactorMoves } from "./factor-move.ts";

const factor = (id: string, version: string) =>
  ({ kind: "emission", id, version, name: { en: id }, unit: "kWh", gases: { CO2: "1" } }) satisfies DocumentFactor;
const FACTORS = [factor("grid", "2023"), factor("grid", "2024"), factor("ncv", "1"), factor("ncv", "2")];
const activity = (id: string, of: string, via: string[] = []): DocumentActivity => ({
  id,
  facility: "f1",
  scope: 2,
  category: "purchased_electricity",
  period: { start: "2025-01-01", end: "2025-01-31" },
  quantity: "1",
  unit: "kWh",
  factor: of,
  via,
});
const side = (activities: DocumentActivity[], records: Record<string, string>) => ({
  document: { factors: FACTORS, activities } as unknown as InventoryDocument,
  recordOf: (id: string) => records[id],
});

test("reports which factors a new run would choose differently, by record and not by number", () => {
  const run = side([activity("a1", "grid@2023", ["ncv@1"]), activity("a2", "grid@2023")], { a1: "r1", a2: "r2" });
  // A record was added before the others, so their numbers moved.
  const now = side([activity("a1", "grid@2024"), activity("a2", "grid@2024", ["ncv@2"]), activity("a3", "grid@2024")], {
    a1: "r0",
    a2: "r1",
    a3: "r2",
  });
  expect(findFactorMoves(run, { ...now, unresolved: [] })).toEqual([
    {
      from: { reference: "grid@2023", version: "2023", name: { en: "grid" } },
      to: { reference: "grid@2024", version: "2024", name: { en: "grid" } },
      isEdition: true,
      activities: ["a1", "a2"],
    },
    expect.objectContaining({ isEdition: true, activities: ["a1"] }),
  ]);
});

test("reports factors without a replacement, and nothing for unchanged ones", () => {
  const run = side([activity("a1", "grid@2023"), activity("a2", "grid@2023")], { a1: "r1", a2: "r2" });
  const now = side([activity("a2", "grid@2023")], { a1: "r1", a2: "r2" });
  expect(findFactorMoves(run, { ...now, unresolved: ["r1"] })).toMatchObject([{ to: null, activities: ["a1"] }]);
  expect(findFactorMoves(run, { ...run, unresolved: [] })).toEqual([]);
});
