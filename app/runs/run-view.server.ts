import type { TenantTx } from "#db/doors.ts";
import type { FinishedRun } from "./calculation-draft.server.ts";
import { findPiece, keepPiece, packValue } from "./kept-piece.server.ts";
import { type RunView, viewRun } from "./run-view.ts";

/**
 * What the page of a run shows of it, in one compressed piece; null for a run with issues, which has nothing but them. Made
 * before the transaction that stores it.
 */
export async function makeView({
  parts: { head },
  linesOfYear,
  linesOfMonths,
  exceeding,
  disclosed,
}: FinishedRun): Promise<Uint8Array | null> {
  if (!head.results?.totals) return null;
  const view = viewRun(head, { ofYear: linesOfYear, ofMonths: linesOfMonths, exceeding }, disclosed);
  return packValue(view);
}

/** Keeps it, in the transaction that stores the run. */
export async function storeView(
  tx: TenantTx,
  of: { tenantId: string; runId: string },
  content: Uint8Array,
): Promise<void> {
  await keepPiece(tx, of, "view", content);
}

/** Null where none is kept: of a run that can be read as a whole, or has issues. */
export async function readView(tx: TenantTx, runId: string): Promise<RunView | null> {
  return findPiece<RunView>(tx, runId, "view");
}
