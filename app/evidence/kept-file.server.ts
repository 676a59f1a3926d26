import type { TenantTx } from "#db/doors.ts";

/** A file whose bytes are in the evidence store, under a key of its id and hash. */
export interface KeptFile {
  table: "evidence_file" | "activity_import" | "assurance_file" | "contract_copy";
  id: string;
  sha256: string;
  byteSize: number;
  isErased: boolean;
  /** Kept during the retention of the books. */
  isBook: boolean;
}

/** Every file of the tenant: evidence, import originals, third-party documents and copies of contracts. */
export async function listKeptFiles(tx: TenantTx): Promise<KeptFile[]> {
  const evidence = await tx
    .selectFrom("evidence_file as f")
    .leftJoin("evidence_erasure as e", "e.file_id", "f.id")
    .select(["f.id", "f.sha256", "f.byte_size", "e.file_id as erased"])
    .orderBy("f.created_at")
    .execute();
  const imports = await tx
    .selectFrom("activity_import")
    .select(["id", "file_sha256 as sha256", "file_size"])
    .orderBy("created_at")
    .execute();
  const documents = await tx.selectFrom("assurance_file").select(["id", "sha256", "byte_size"]).execute();
  const copies = await tx.selectFrom("contract_copy").select(["id", "sha256", "byte_size"]).execute();
  return [
    ...evidence.map(({ id, sha256, byte_size: byteSize, erased }) => ({
      table: "evidence_file" as const,
      id,
      sha256,
      byteSize,
      isErased: erased !== null,
      isBook: false,
    })),
    ...imports.map(({ id, sha256, file_size }) => ({
      table: "activity_import" as const,
      id,
      sha256,
      byteSize: file_size,
      isErased: false,
      isBook: false,
    })),
    ...documents.map(({ id, sha256, byte_size: byteSize }) => ({
      table: "assurance_file" as const,
      id,
      sha256,
      byteSize,
      isErased: false,
      isBook: false,
    })),
    ...copies.map(({ id, sha256, byte_size: byteSize }) => ({
      table: "contract_copy" as const,
      id,
      sha256,
      byteSize,
      isErased: false,
      isBook: true,
    })),
  ];
}
