import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { isDatabaseAway } from "#app/access/absence.ts";
import type { KeptScan } from "#app/files/clamd.server.ts";
import type { EvidenceRoom } from "#app/files/evidence-room.server.ts";
import { evidenceKey } from "#app/files/evidence-store.ts";
import type { FileKind } from "#app/files/file-kind.ts";
import { toDisplayName } from "#app/files/file-name.ts";
import { type IncomingFile, inspectFile, type RefusalCode } from "./evidence.server.ts";

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
  | { ok: false; name: string; code: RefusalCode | "wrong_kind"; facts: Record<string, string> };

const WRONG_KIND = { ok: false, code: "wrong_kind", facts: {} } as const;

/**
 * Checks received files and stores their bytes. If one file can't be stored, all are rejected. The caller adds the rows
 * in its own transaction. If that fails, `dropFiles` removes the bytes.
 *
 * @param kinds the accepted types; without it, all types of evidence
 */
export async function storeFiles(
  tenantId: string,
  room: EvidenceRoom,
  received: readonly IncomingFile[],
  kinds?: readonly FileKind[],
): Promise<StoredFiles> {
  const files: StoredFile[] = [];
  try {
    for (const file of received) {
      const name = toDisplayName(file.name);
      const inspected = await inspectFile(room, file);
      const found = inspected.ok && kinds && !kinds.includes(inspected.kind) ? WRONG_KIND : inspected;
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
