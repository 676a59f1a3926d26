import { createHash } from "node:crypto";
import { listKeptFiles } from "#app/evidence/kept-file.server.ts";
import { type EvidenceStore, evidenceKey } from "#app/files/evidence-store.ts";
import type { Doors } from "#db/doors.ts";
import type { Inspection } from "./inspection.ts";

/**
 * Reads every stored file of a tenant (evidence, imported originals, documents of verifiers, copies of contracts) and compares its size and
 * hash with its row. Erased files must not exist. Bytes are read outside the transaction, one file at a time.
 */
export async function checkFiles(
  doors: Pick<Doors, "withTenant">,
  tenantId: string,
  store: EvidenceStore,
  inspection: Inspection,
): Promise<void> {
  const files = await doors.withTenant({ tenantId, userId: "fsck" }, listKeptFiles);
  for (const { table, id, sha256, byteSize, isErased } of files) {
    const row = `${table} ${tenantId}/${id}`;
    const key = evidenceKey(tenantId, sha256, id);
    inspection.count("kept files");
    if (isErased) {
      if (await store.head(key)) inspection.fault(row, "its bytes were erased, and are still there");
      continue;
    }
    const found = await hashStored(store, key);
    if (!found) inspection.fault(row, "its bytes are missing");
    else if (found.sha256 !== sha256) inspection.fault(row, `its bytes have the hash ${found.sha256}, not ${sha256}`);
    else if (found.size !== byteSize) inspection.fault(row, `${found.size} bytes where ${byteSize} are stated`);
  }
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
