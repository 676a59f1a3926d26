import type { Issue } from "#app/carbon/inventory-document.ts";
import { haveRecordsChangedSince, latestLargeRun } from "#app/services/calculation.server.ts";
import { MOST_WHOLE_RECORDS } from "#app/services/calculation-size.server.ts";
import { parsePieces } from "#app/spool/json-spool.server.ts";

type TenantTx = Parameters<typeof latestLargeRun>[0];

const SHOWN_ISSUES = 200;

/** What is shown of a run with too many records for the views: its totals, and the first of its issues. */
export async function loadLargeRun(tx: TenantTx, organizationId: string, inventoryId: string) {
  const run = await latestLargeRun(tx, organizationId, inventoryId);
  if (!run) return null;
  const { head, pieces } = run.parts;
  const issues: Issue[] = [];
  for await (const some of parsePieces<Issue>(pieces.issues())) {
    issues.push(...some.slice(0, SHOWN_ISSUES));
    break;
  }
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
