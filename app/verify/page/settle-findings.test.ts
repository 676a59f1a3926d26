import { describe, expect, it } from "vitest";
import { type Check, failed, notDone, passed } from "#app/proof/verdict.ts";
import type { Verification } from "#app/proof/verify-report.ts";
import type { DataDifference, FileDifference } from "./compare-files.ts";
import { settleFindings } from "./settle-findings.ts";

const SAME: DataDifference = { kind: "same" };
const MISSING: DataDifference = { kind: "missing" };
const DIFFERS: DataDifference = { kind: "differs", totals: [], first: null };
const TOTALS: Record<string, Check> = {
  "recalculated from signed data": passed("totals", "totals_equal", { lines: "324" }),
  "without data": notDone("totals", "no_data"),
  "with other data": failed("totals", "data_differs"),
  "of unknown calculation": notDone("totals", "cannot_recompute"),
};
const COMPARED: FileDifference["printed"] = {
  kind: "compared",
  issuedPages: 1,
  foundPages: 1,
  figures: 1,
  changes: [],
  unreadPages: [],
  recodedPages: [],
  isDrawnAsIssued: true,
};

function settle(totals: Check, data: DataDifference, printed: FileDifference["printed"] = COMPARED) {
  const checks = [failed("file", "file_differs"), totals, failed("printed", "printed_differs")];
  const difference = { issuedBytes: 1, foundBytes: 1, data, printed } as FileDifference;
  return settleFindings({ verdict: "altered", checks } as Verification, difference);
}

describe("settleFindings", () => {
  it.each([
    ["recalculated from signed data", ["same"]],
    ["without data", ["missing"]],
    ["with other data", ["same", "differs", "differs"]],
    ["of unknown calculation", ["same", "differs", "differs"]],
  ])("gives a file %s one account of its data, whatever the comparison found", (name, kinds) => {
    const found = [SAME, MISSING, DIFFERS].map((data) => settle(TOTALS[name]!, data).difference.data.kind);
    expect(found).toEqual(kinds.length === 1 ? [kinds[0], kinds[0], kinds[0]] : kinds);
  });

  it("never reports missing data next to recalculated lines", () => {
    for (const data of [SAME, MISSING, DIFFERS]) {
      const { verification, difference } = settle(TOTALS["recalculated from signed data"]!, data);
      expect(verification.checks[1]).toMatchObject({ reason: "totals_equal" });
      expect(difference.data).toEqual(SAME);
    }
  });

  it("reports the printed figures once: from the issued file where the pages were compared", () => {
    const printedOf = (printed: FileDifference["printed"]) =>
      settle(TOTALS["without data"]!, MISSING, printed).verification.checks[2];
    expect(printedOf(COMPARED)).toMatchObject({ id: "printed", outcome: "not_applicable", reason: "printed_compared" });
    expect(printedOf({ kind: "unread", reason: "no_text" })).toMatchObject({ reason: "printed_differs" });
    expect(printedOf(null)).toMatchObject({ reason: "printed_differs" });
  });

  it("leaves the verdict as it is", () => {
    expect(settle(TOTALS["recalculated from signed data"]!, SAME).verification.verdict).toBe("altered");
  });
});
