import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { isDatabaseAway } from "#app/access/absence.ts";
import { AppError } from "#app/encoding/errors.ts";
import { type IncomingFile, inspectFile, type RefusalCode } from "#app/evidence/evidence.server.ts";
import type { KeptScan } from "#app/files/clamd.server.ts";
import type { EvidenceRoom } from "#app/files/evidence-room.server.ts";
import { evidenceKey } from "#app/files/evidence-store.ts";
import type { FileKind } from "#app/files/file-kind.ts";
import { toDisplayName } from "#app/files/file-name.ts";
import type { TenantTx, VerifierTx } from "#db/doors.ts";

/** A file whose bytes are stored but whose row does not exist yet. */
export interface StoredFile {
  id: string;
  name: string;
  kind: FileKind;
  size: number;
  sha256: string;
  scan: KeptScan;
}

export type StoredFiles =
  | { ok: true; files: StoredFile[] }
  | { ok: false; name: string; code: RefusalCode; facts: Record<string, string> };

/**
 * Checks received files and stores their bytes. If one file can't be stored, all are rejected. The caller adds the rows
 * in its own transaction. If that fails, `dropFiles` removes the bytes.
 */
export async function storeFiles(
  tenantId: string,
  room: EvidenceRoom,
  received: readonly IncomingFile[],
): Promise<StoredFiles> {
  const files: StoredFile[] = [];
  try {
    for (const file of received) {
      const name = toDisplayName(file.name);
      const found = await inspectFile(room, file);
      if (!found.ok) {
        await dropFiles(tenantId, room, files);
        return { ok: false, name, code: found.code, facts: found.facts };
      }
      const id = randomUUID();
      await room.store.put(evidenceKey(tenantId, file.sha256, id), file);
      files.push({ id, name, kind: found.kind, size: file.size, sha256: file.sha256, scan: found.scan });
    }
    return { ok: true, files };
  } catch (error) {
    await dropFiles(tenantId, room, files);
    throw error;
  } finally {
    for (const { path } of received) await rm(path, { force: true });
  }
}

/**
 * Removes stored files whose rows were not written.
 *
 * @param error the cause. If the database connection was lost, the rows may exist, so the files stay.
 */
export async function dropFiles(
  tenantId: string,
  room: EvidenceRoom,
  files: readonly StoredFile[],
  error?: unknown,
): Promise<void> {
  if (isDatabaseAway(error)) return;
  for (const { id, sha256 } of files) await room.store.delete(evidenceKey(tenantId, sha256, id));
}

/** Limits the disk space that one engagement can use. */
const MOST_FILES = 500;

/** @throws AppError `conflict` above the file limit of an engagement */
export async function addFiles(
  tx: TenantTx | VerifierTx,
  by: { tenantId: string; userId: string; organizationId: string; engagementId: string | null },
  files: readonly StoredFile[],
): Promise<void> {
  if (files.length === 0) return;
  if (by.engagementId) {
    const { count } = await tx
      .selectFrom("assurance_file")
      .select((select) => select.fn.countAll<number>().as("count"))
      .where("engagement_id", "=", by.engagementId)
      .executeTakeFirstOrThrow();
    if (Number(count) + files.length > MOST_FILES) {
      throw new AppError("conflict", { details: { reason: "too_many_files" } });
    }
  }
  await tx
    .insertInto("assurance_file")
    .values(
      files.map(({ id, name, kind, size, sha256, scan }) => ({
        tenant_id: by.tenantId,
        id,
        organization_id: by.organizationId,
        engagement_id: by.engagementId,
        sha256,
        byte_size: size,
        kind,
        name,
        scan,
        created_by: by.userId,
      })),
    )
    .execute();
}

/** @throws AppError `not_found`, also for a file of another engagement or organization */
export async function getAssuranceFile(
  tx: TenantTx | VerifierTx,
  organizationId: string,
  fileId: string,
): Promise<StoredFile> {
  const row = await tx
    .selectFrom("assurance_file")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", fileId)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  const { id, name, kind, byte_size, sha256, scan } = row;
  return { id, name, kind, size: byte_size, sha256, scan };
}
