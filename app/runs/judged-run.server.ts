import type { ResultTotals } from "#app/carbon/document/inventory-document.ts";
import type { TenantTx } from "#db/doors.ts";
import type { JudgedRun } from "./judged-run-shape.ts";
import { findPiece, keepPiece, packValue } from "./kept-piece.server.ts";

/** What a checklist asks of a run with totals, kept with it; it grows with sources and factors, not with records. */
export interface KeptJudged {
  judged: JudgedRun;
  totals: ResultTotals;
}

/** Keeps it, in the transaction that stores the run. */
export async function storeJudged(
  tx: TenantTx,
  of: { tenantId: string; runId: string },
  kept: KeptJudged,
): Promise<void> {
  await keepPiece(tx, of, "judged", await packValue(kept));
}

/** Null of a run with issues, of which none is kept. */
export async function findJudged(tx: TenantTx, runId: string): Promise<KeptJudged | null> {
  return findPiece<KeptJudged>(tx, runId, "judged");
}
