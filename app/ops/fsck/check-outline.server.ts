import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import type { Places } from "#app/runs/inventory-document.server.ts";
import { findJudged } from "#app/runs/judged-run.server.ts";
import { judgedRunOf } from "#app/runs/judged-run-shape.ts";
import { findOutline } from "#app/runs/run-outline.server.ts";
import { outlineOf } from "#app/runs/run-outline.ts";
import type { TenantTx } from "#db/doors.ts";

/**
 * Rebuilds the outline of a calculation, which pages show, from its document. A calculation with issues has no outline.
 */
export async function checkOutline(
  tx: TenantTx,
  runId: string,
  { document, places }: { document: InventoryDocument; places: Places },
  fault: (text: string) => void,
): Promise<void> {
  const kept = await findOutline(tx, runId);
  const made = document.results?.totals ? outlineOf(document, places) : null;
  if (canonicalJson(made) !== canonicalJson(kept)) fault("its outline differs from its document");
}

/** Rebuilds the checklist results of a calculation by the current engine. */
export async function checkJudged(
  tx: TenantTx,
  runId: string,
  document: InventoryDocument,
  fault: (text: string) => void,
): Promise<void> {
  const kept = await findJudged(tx, runId);
  const totals = document.results?.totals;
  const made = totals ? { judged: judgedRunOf(document), totals } : null;
  if (canonicalJson(made) !== canonicalJson(kept)) fault("its checklist results differ from its document");
}
