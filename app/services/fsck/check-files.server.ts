import { createHash } from "node:crypto";
import { type EvidenceStore, evidenceKey } from "#app/evidence/evidence-store.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import type { Inspection } from "./inspection.ts";

interface KeptFile {
  row: string;
  id: string;
  sha256: string;
  byteSize: number;
  isErased: boolean;
}

/**
 * Reads every kept file of a tenant again (evidence, originals of imports, third parties' documents) and holds its size
 * and hash against its row; what was erased must be gone. The bytes are read outside the transaction, one file at a time.
 */
export async function checkFiles(
  doors: Pick<Doors, "withTenant">,
  tenantId: string,
  store: EvidenceStore,
  inspection: Inspection,
): Promise<void> {
  const files = await doors.withTenant({ tenantId, userId: "fsck" }, (tx) => listFiles(tx, tenantId));
  for (const { row, id, sha256, byteSize, isErased } of files) {
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

async function listFiles(tx: TenantTx, tenantId: string): Promise<KeptFile[]> {
  const evidence = await tx
    .selectFrom("evidence_file as f")
    .leftJoin("evidence_erasure as e", "e.file_id", "f.id")
    .select(["f.id", "f.sha256", "f.byte_size", "e.file_id as erased"])
    .orderBy("f.created_at")
    .execute();
  // Imports of before kept no original; they state no size.
  const imports = await tx
    .selectFrom("activity_import")
    .select(["id", "file_sha256", "file_size"])
    .where("file_size", "is not", null)
    .orderBy("created_at")
    .execute();
  const documents = await tx.selectFrom("assurance_file").select(["id", "sha256", "byte_size"]).execute();
  const rowOf = (table: string, id: string) => `${table} ${tenantId}/${id}`;
  return [
    ...evidence.map(({ id, sha256, byte_size, erased }) => ({
      row: rowOf("evidence_file", id),
      id,
      sha256,
      byteSize: byte_size,
      isErased: erased !== null,
    })),
    ...imports.map(({ id, file_sha256, file_size }) => ({
      row: rowOf("activity_import", id),
      id,
      sha256: file_sha256,
      byteSize: file_size!,
      isErased: false,
    })),
    ...documents.map(({ id, sha256, byte_size }) => ({
      row: rowOf("assurance_file", id),
      id,
      sha256,
      byteSize: byte_size,
      isErased: false,
    })),
  ];
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
