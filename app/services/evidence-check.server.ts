import { createHash } from "node:crypto";
import { type EvidenceStore, evidenceKey } from "#app/evidence/evidence-store.ts";
import type { Doors } from "#db/doors.ts";

/**
 * Reads every kept file again and holds its size and hash against its row; a file whose bytes were erased must be gone.
 * The bytes are read outside the transaction, one file at a time.
 *
 * @returns how many were read
 */
export async function checkEvidence(
  doors: Pick<Doors, "withTenant">,
  tenantId: string,
  store: EvidenceStore,
  fault: (row: string, text: string) => void,
): Promise<number> {
  const files = await doors.withTenant({ tenantId, userId: "fsck" }, (tx) =>
    tx
      .selectFrom("evidence_file as f")
      .leftJoin("evidence_erasure as e", "e.file_id", "f.id")
      .select(["f.id", "f.sha256", "f.byte_size", "e.file_id as erased"])
      .orderBy("f.created_at")
      .execute(),
  );
  for (const { id, sha256, byte_size, erased } of files) {
    const row = `evidence_file ${tenantId}/${id}`;
    const key = evidenceKey(tenantId, sha256, id);
    if (erased) {
      if (await store.head(key)) fault(row, "its bytes were erased, and are still there");
      continue;
    }
    const found = await hashStored(store, key);
    if (!found) fault(row, "its bytes are missing");
    else if (found.sha256 !== sha256) fault(row, `its bytes have the hash ${found.sha256}, not ${sha256}`);
    else if (found.size !== byte_size) fault(row, `${found.size} bytes where ${byte_size} are stated`);
  }
  return files.length;
}

async function hashStored(store: EvidenceStore, key: string): Promise<{ sha256: string; size: number } | null> {
  const stream = await store.get(key);
  if (!stream) return null;
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of stream) {
    hash.update(chunk);
    size += chunk.byteLength;
  }
  return { sha256: hash.digest("hex"), size };
}
