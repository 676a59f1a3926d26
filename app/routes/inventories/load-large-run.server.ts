import { haveRecordsChangedSince, latestLargeRun } from "#app/services/calculation.server.ts";
import { firstIssues } from "#app/services/calculation-document.server.ts";
import { MOST_WHOLE_RECORDS } from "#app/services/calculation-size.server.ts";

type TenantTx = Parameters<typeof latestLargeRun>[0];

const SHOWN_ISSUES = 200;

/** What is shown of a run with too many records for the views: its totals, and the first of its issues. */
export async function loadLargeRun(tx: TenantTx, organizationId: string, inventoryId: string) {
  const run = await latestLargeRun(tx, organizationId, inventoryId);
  if (!run) return null;
  const { head } = run.parts;
  const issues = await firstIssues(run.parts, SHOWN_ISSUES);
  return {
    id: run.id,
    createdAt: run.createdAt.toISOString(),
    limit: MOST_WHOLE_RECORDS,
    lineCount: run.lineCount,
    issueCount: run.issueCount,
    gwpSet: head.gwp.set,
    isCurrent: !(await haveRecordsChangedSince(tx, organizationId, run)),
    totals: head.results?.totals ?? null,
    issues: issues.map((issue) => ({ ...issue, recordId: run.recordIds[issue.activity] ?? null })),
  };
}
