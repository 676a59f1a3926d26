import type { Period } from "#app/carbon/document/inventory-document.ts";
import { latestInventory } from "#app/organization/inventory.server.ts";
import {
  getDisclosures,
  keptDisclosures,
  type StatedDisclosures,
  stateDisclosures,
} from "#app/report/disclosure/disclosure.server.ts";
import {
  findReportRun,
  getReportableRun,
  latestReportableRun,
  type ReportableRun,
} from "#app/report/report-run.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { buildMatrix, type Matrix, type StatedMatrix } from "./matrix.ts";

export interface RunMatrix {
  run: ReportableRun;
  period: Period;
  matrix: Matrix;
  disclosures: StatedDisclosures;
}

/**
 * The matrix of a run, or of the newest run of the newest year.
 *
 * @returns the run alone if it has issues, and so no lines to cover anything; null if there is no run
 */
export async function findMatrix(
  tx: TenantTx,
  organizationId: string,
  runId: string | null,
): Promise<RunMatrix | { run: ReportableRun; matrix: null } | null> {
  const run = runId ? await getReportableRun(tx, organizationId, runId) : await latestRun(tx, organizationId);
  if (!run) return null;
  const judged = await findReportRun(tx, run);
  if (!judged) return { run, matrix: null };
  const disclosures = await getDisclosures(tx, organizationId, run.inventoryId);
  const matrix = buildMatrix(judged.document, judged.facilities, disclosures.statements);
  return { run, period: judged.document.period, matrix, disclosures };
}

async function latestRun(tx: TenantTx, organizationId: string): Promise<ReportableRun | null> {
  const inventory = await latestInventory(tx, organizationId);
  return inventory && latestReportableRun(tx, organizationId, inventory.id);
}

type Author = ChangeAuthor & { organizationId: string };

/** Saves the matrix of a run's year. @returns the version that counts now */
export async function changeMatrix(
  tx: TenantTx,
  author: Author,
  { run, basedOn }: { run: string; basedOn: number },
  change: (stated: StatedMatrix) => StatedMatrix,
): Promise<number> {
  const { inventoryId } = await getReportableRun(tx, author.organizationId, run);
  const { statements } = await getDisclosures(tx, author.organizationId, inventoryId);
  const completeness = change(statements.completeness);
  return stateDisclosures(tx, author, { inventoryId, basedOn, change: { completeness } });
}

/**
 * Restores the matrix as it was before the version that the author saw, as a new version.
 *
 * @throws ChangedSince
 */
export async function undoMatrix(
  tx: TenantTx,
  author: Author,
  { run, basedOn }: { run: string; basedOn: number },
): Promise<number> {
  const { inventoryId } = await getReportableRun(tx, author.organizationId, run);
  const versions = await keptDisclosures.list(tx, { inventory_id: inventoryId }, 2);
  const earlier = versions[1]?.value.statements.completeness ?? {};
  return changeMatrix(tx, author, { run, basedOn }, () => earlier);
}
