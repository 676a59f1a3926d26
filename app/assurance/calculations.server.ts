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
  /** Whether a verification statement about it or its reports is recorded, and not withdrawn. */
  isStated: boolean;
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
  const stated = await listStatedRuns(tx, { organizationId, inventoryId });
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
    isStated: stated.has(run.id),
    reports: issued.filter(({ runId }) => runId === run.id).map(({ number, state }) => ({ number, state })),
  }));
}

async function listStatedRuns(
  tx: TenantTx,
  { organizationId, inventoryId }: { organizationId: string; inventoryId: string },
): Promise<Set<string>> {
  const rows = await tx
    .selectFrom("assurance_statement as s")
    .innerJoin("calculation_run as c", "c.id", "s.run_id")
    .leftJoin("assurance_statement_withdrawal as w", "w.statement_id", "s.id")
    .select("s.run_id")
    .distinct()
    .where("c.organization_id", "=", organizationId)
    .where("c.inventory_id", "=", inventoryId)
    .where("w.statement_id", "is", null)
    .execute();
  return new Set(rows.map(({ run_id }) => run_id));
}
