import type { ReportState } from "#app/proof/report-life.ts";
import { listReports } from "#app/report/report.server.ts";
import { getRunHead, listRuns, type RunHead } from "#app/runs/calculation.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { listReportsOfInventory } from "./workspace.server.ts";

/** A calculation of an inventory and the reports that were issued from it. */
export interface Calculation {
  id: string;
  at: Date;
  /** Whether no later calculation exists. */
  isNewest: boolean;
  issueCount: number;
  lineCount: number;
  co2eKg: string | null;
  reports: { number: string; state: ReportState }[];
}

/** Older ones are listed if a report or a finding names them. */
const MOST_LISTED = 50;

/**
 * The calculations of an inventory, newest first.
 *
 * @param named ids of calculations that are listed however old they are
 */
export async function listCalculations(
  tx: TenantTx,
  { organizationId, inventoryId }: { organizationId: string; inventoryId: string },
  named: readonly string[] = [],
): Promise<Calculation[]> {
  const newest = await listRuns(tx, organizationId, inventoryId, { limit: MOST_LISTED });
  const reports = (await listReportsOfInventory(tx, { organizationId, inventoryId })).map(({ id }) => id);
  const issued = (await listReports(tx, organizationId)).filter(({ id }) => reports.includes(id));
  const known = new Set(newest.map(({ id }) => id));
  const older = [...new Set([...named, ...issued.map(({ runId }) => runId)])].filter((id) => !known.has(id));
  const runs: RunHead[] = [...newest];
  for (const id of older) runs.push(await getRunHead(tx, organizationId, id));
  runs.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  return runs.map((run) => ({
    id: run.id,
    at: run.createdAt,
    isNewest: run.id === newest[0]?.id,
    issueCount: run.issueCount,
    lineCount: run.lineCount,
    co2eKg: run.co2eKg,
    reports: issued.filter(({ runId }) => runId === run.id).map(({ number, state }) => ({ number, state })),
  }));
}
