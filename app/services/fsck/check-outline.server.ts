import type { InventoryDocument } from "#app/carbon/inventory-document.ts";
import type { OutlineBook } from "#app/carbon/run-outline.ts";
import { canonicalJson } from "#app/transparency/canonical-json.ts";
import type { TenantTx } from "#db/doors.ts";
import { findOutline } from "../run-outline.server.ts";

/** What pages tell of a run is made again of its activities. A run with issues, or of before outlines were kept, has none. */
export async function checkOutline(
  tx: TenantTx,
  runId: string,
  { book, document }: { book: OutlineBook; document: InventoryDocument },
  fault: (text: string) => void,
): Promise<void> {
  const kept = await findOutline(tx, runId);
  if (!kept) return;
  if (canonicalJson(book.print(document)) !== canonicalJson(kept)) fault("its outline is not that of its activities");
}
