import type { DocumentActivity } from "#app/carbon/document/inventory-document.ts";
import type { TenantTx } from "#db/doors.ts";
import { getRun } from "./calculation.server.ts";
import { findPiece, keepPiece, packValue } from "./kept-piece.server.ts";
import { lineNumberOf } from "./line-number.ts";
import { OutlineBook, type RunOutline } from "./run-outline.ts";

/** Keeps the outline of a run, in the transaction that stores the run. */
export async function storeOutline(
  tx: TenantTx,
  of: { tenantId: string; runId: string },
  outline: RunOutline,
): Promise<void> {
  await keepPiece(tx, of, "outline", await packValue(outline));
}

/** Null of a run with issues, of which none is kept. */
export async function findOutline(tx: TenantTx, runId: string): Promise<RunOutline | null> {
  return findPiece<RunOutline>(tx, runId, "outline");
}

/**
 * The facts of a run, as they were kept; of one with issues, out of its document.
 *
 * @throws AppError `not_found`; `conflict` as of `getRun` where the document is needed
 */
export async function readOutline(
  tx: TenantTx,
  organizationId: string,
  runId: string,
): Promise<Omit<RunOutline, "names">> {
  const kept = await findOutline(tx, runId);
  if (kept) return kept;
  const { document } = await getRun(tx, organizationId, runId);
  const book = new OutlineBook();
  for (const activity of document.activities) {
    const { id, period, emissionSource = "" } = activity;
    book.add(activity, { id, period, sourceId: emissionSource });
  }
  return book.print(document);
}

/** What lines of a run are called, by the id of their activity; ids that are none of the run are left out. */
export async function nameLines(
  tx: TenantTx,
  organizationId: string,
  runId: string,
  ids: readonly string[],
): Promise<Map<string, NonNullable<DocumentActivity["description"]>>> {
  if (ids.length === 0) return new Map();
  const kept = await findOutline(tx, runId);
  if (!kept) {
    const wanted = new Set(ids);
    const { document } = await getRun(tx, organizationId, runId);
    const named = document.activities.filter(({ id }) => wanted.has(id));
    return new Map(named.map(({ id, description = {} }) => [id, description]));
  }
  const numbers = ids.flatMap((id) => lineNumberOf(id) ?? []);
  if (numbers.length === 0) return new Map();
  const rows = await tx
    .selectFrom("calculation_line")
    .select(["line_number", "emission_source_id"])
    .where("run_id", "=", runId)
    .where("line_number", "in", numbers)
    .execute();
  return new Map(rows.map((row) => [`a${row.line_number}`, kept.names[row.emission_source_id] ?? {}]));
}
