import type { Check } from "#app/proof/verdict.ts";
import type { Verification } from "#app/proof/verify-report.ts";
import type { DataDifference, FileDifference } from "./compare-files.ts";

/**
 * One account of an altered file from its checks and its comparison with the issued one. Where both looked at the same
 * thing, one of them counts, so that no two lines of the page can contradict each other:
 *
 * - The check of the totals decides whether the file has data that can be read, and whether they are the signed ones.
 * - The comparison of the pages replaces the check of the printed figures against the file's own data.
 */
export function settleFindings(verification: Verification, difference: FileDifference) {
  const totals = verification.checks.find(({ id }) => id === "totals");
  const isCompared = difference.printed?.kind === "compared";
  const checks = verification.checks.map((check) =>
    check.id === "printed" && isCompared ? { ...check, ...COMPARED_INSTEAD } : check,
  );
  return {
    verification: { ...verification, checks },
    difference: { ...difference, data: dataBy(totals, difference.data) },
  };
}

const COMPARED_INSTEAD = { outcome: "not_applicable", reason: "printed_compared", facts: {} } as const satisfies Omit<
  Check,
  "id"
>;

function dataBy(totals: Check | undefined, data: DataDifference): DataDifference {
  if (totals?.outcome === "passed") return { kind: "same" };
  if (totals?.reason === "no_data") return { kind: "missing" };
  const isReadThere = totals?.outcome === "failed" || totals?.reason === "cannot_recompute";
  return isReadThere && data.kind === "missing" ? { kind: "differs", totals: [], first: null } : data;
}
