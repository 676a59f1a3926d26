import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { compressPiece, parsePiece } from "#app/files/spool/json-spool.server.ts";
import type { TenantTx } from "#db/doors.ts";

/**
 * What is kept in addition to the document of a run, one compressed piece each: made with the run, read in place of
 * its document.
 */
export type KeptPart = "outline" | "judged";

/** A value as its piece. */
export function packValue(value: object): Promise<Uint8Array> {
  return compressPiece(Buffer.from(canonicalJson(value)));
}

/** Keeps a piece, in the transaction that stores the run. */
export async function keepPiece(
  tx: TenantTx,
  { tenantId, runId }: { tenantId: string; runId: string },
  part: KeptPart,
  content: Uint8Array,
): Promise<void> {
  await tx
    .insertInto("calculation_piece")
    .values({ tenant_id: tenantId, run_id: runId, part, number: 1, content })
    .execute();
}

/** Null where none is kept. */
export async function findPiece<T>(tx: TenantTx, runId: string, part: KeptPart): Promise<T | null> {
  const row = await tx
    .selectFrom("calculation_piece")
    .select("content")
    .where("run_id", "=", runId)
    .where("part", "=", part)
    .executeTakeFirst();
  return row ? ((await parsePiece<T>(row.content))[0] ?? null) : null;
}
