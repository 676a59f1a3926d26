import { recordsOf } from "#app/carbon/condense/merged-records.ts";
import type { DocumentActivity } from "#app/carbon/document/inventory-document.ts";
import type { TenantTx } from "#db/doors.ts";
import { getRun } from "./calculation.server.ts";
import { findPiece, keepPiece, packValue } from "./kept-piece.server.ts";
import { outlineOf, type RunOutline } from "./run-outline.ts";

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
  const { document, places } = await getRun(tx, organizationId, runId);
  return outlineOf(document, places);
}

export interface NamedLine {
  name: NonNullable<DocumentActivity["description"]>;
  /** Its place in the document, from 0. */
  at: number;
  records: number;
}

/** Lines of a run by the id of their activity; ids that are none of the run are left out. */
export async function findLines(
  tx: TenantTx,
  organizationId: string,
  runId: string,
  ids: readonly string[],
): Promise<Map<string, NamedLine>> {
  if (ids.length === 0) return new Map();
  const wanted = new Set(ids);
  const { document } = await getRun(tx, organizationId, runId);
  return new Map(
    document.activities.flatMap((activity, at) =>
      wanted.has(activity.id)
        ? [[activity.id, { name: activity.description ?? {}, at, records: recordsOf(activity) }] as const]
        : [],
    ),
  );
}
