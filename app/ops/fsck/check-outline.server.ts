import type { InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { findJudged, type KeptJudged } from "#app/runs/judged-run.server.ts";
import { findOutline } from "#app/runs/run-outline.server.ts";
import type { OutlineBook } from "#app/runs/run-outline.ts";
import type { TenantTx } from "#db/doors.ts";

/** What pages tell of a run is made again of its activities. A run with issues has none. */
export async function checkOutline(
  tx: TenantTx,
  runId: string,
  { book, document }: { book: OutlineBook; document: InventoryDocument },
  fault: (text: string) => void,
): Promise<void> {
  const kept = await findOutline(tx, runId);
  const made = document.results?.totals ? book.print(document) : null;
  if (canonicalJson(made) !== canonicalJson(kept)) fault("its outline is not that of its activities");
}

/** The same of what a checklist asks of a run of this engine. */
export async function checkJudged(
  tx: TenantTx,
  runId: string,
  made: KeptJudged | null,
  fault: (text: string) => void,
): Promise<void> {
  const kept = await findJudged(tx, runId);
  if (canonicalJson(made) !== canonicalJson(kept)) fault("its checklist is not judged by its activities");
}
