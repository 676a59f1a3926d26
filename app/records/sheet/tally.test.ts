import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import type { GridData } from "./grid-data.ts";
import { makeEvaluator } from "./row-evaluation.ts";
import type { SheetRow } from "./sheet.ts";
import { changedRows, EMPTY_TALLY, summaryOf, updateTally } from "./tally.ts";

const factor = (co2e: string, extra = {}) => ({
  kind: "emission" as const,
  id: "f",
  version: "1",
  unit: "kWh" as const,
  co2e,
  co2eGwpSet: "AR6",
  ...extra,
});
const chosen = { ok: true as const, factorRef: "f@1", viaRefs: [], residualRef: null, accepted: [] };
const grid = {
  period: { start: "2025-01-01", end: "2025-12-31" },
  gwp: { set: "AR6", source: "sample", values: { CO2: "1" }, blends: {} },
  // A third of every figure, so that only exact fractions give the right sum.
  facilities: [{ id: "p", name: { en: "Plant", zh: "" }, consolidationShare: "1/3" }],
  sources: [
    {
      id: "s",
      facilityId: "p",
      name: { en: "Power", zh: "" },
      unit: "kWh",
      scope: 1 as const,
      category: "stationary_combustion",
      chosen: { ...chosen, factors: [factor("0.7")] },
    },
  ],
} as unknown as GridData;

const row = fc.record({
  quantity: fc.constantFrom("1", "0.1", "12.34", "x", ""),
  source: fc.constantFrom("Power", "Power", "Steam"),
});
const step = fc.record({ at: fc.nat(8), gone: fc.nat(3), come: fc.array(row, { maxLength: 3 }) });

describe("the tally of a sheet", () => {
  it("updated incrementally equals a complete recalculation exactly", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const evaluator = makeEvaluator(grid);
        let rows: SheetRow[] = [];
        let tally = EMPTY_TALLY;
        let last = 0;
        for (const { at, gone, come } of steps) {
          const fresh = come.map(({ quantity, source }) => {
            last += 1;
            const isBlank = quantity === "";
            const cells = { ...EMPTY_ENTRY, facility: "Plant", source, period: "2025-03", unit: "kWh", quantity };
            return { id: String(last), cells: isBlank ? EMPTY_ENTRY : cells };
          });
          rows = rows.toSpliced(at, gone, ...fresh);
          tally = updateTally(tally, rows, evaluator);
        }
        expect(summaryOf(tally)).toEqual(summaryOf(updateTally(EMPTY_TALLY, rows, evaluator)));
      }),
      { numRuns: 60 },
    );
  });

  it("adds thirds to a whole", () => {
    const evaluator = makeEvaluator(grid);
    const cells = { ...EMPTY_ENTRY, facility: "Plant", source: "Power", period: "2025-03", unit: "kWh", quantity: "1" };
    const rows = ["a", "b", "c"].map((id) => ({ id, cells: { ...cells } }));
    expect(summaryOf(updateTally(EMPTY_TALLY, rows, evaluator))).toEqual({
      rows: 3,
      computed: 3,
      faulty: 0,
      co2eKg: "0.7",
    });
  });

  it("only processes changed rows", () => {
    const [a, b, c, d] = ["a", "b", "c", "d"].map((id) => ({ id, cells: EMPTY_ENTRY })) as [
      SheetRow,
      SheetRow,
      SheetRow,
      SheetRow,
    ];
    expect(changedRows([a, b, c], [a, d, c])).toEqual({ gone: [b], come: [d] });
    expect(changedRows([a, b], [a, b, c])).toEqual({ gone: [], come: [c] });
    expect(changedRows([a, a], [a])).toEqual({ gone: [a], come: [] });
    expect(changedRows([], [a])).toEqual({ gone: [], come: [a] });
  });
});
