import { join } from "node:path";
import { doors } from "#app/database/doors.server.ts";
import { once } from "#app/encoding/once.ts";
import { env } from "#app/environment/env.server.ts";
import { clamdScanner, noScanner, type Scanner } from "./clamd.server.ts";
import type { EvidenceStore } from "./evidence-store.ts";
import { openFolderStore } from "./folder-store.server.ts";
import { openS3Store, type S3Settings } from "./s3-store.server.ts";
import { clearSpool } from "./spool.server.ts";
import { announcing } from "./stored-file.server.ts";

export interface EvidenceLimits {
  /** Size limit of one file. */
  fileBytes: number;
  /** Size limit of all files of an organization. */
  quotaBytes: number;
  /** Minimum retention of evidence for issued reports, in years. */
  retentionYears: number;
}

/** Everything needed to keep evidence: store, scanner and limits. */
export interface EvidenceRoom {
  store: EvidenceStore;
  scan: Scanner;
  limits: EvidenceLimits;
  /** Folder for uploads that are not stored yet. */
  spoolFolder: string;
}

export interface EvidenceSettings extends EvidenceLimits {
  dataDir: string;
  s3: S3Settings | undefined;
  clamd: string | undefined;
}

export function makeEvidenceRoom({ dataDir, s3, clamd, ...limits }: EvidenceSettings): EvidenceRoom {
  const folder = join(dataDir, "evidence");
  return {
    store: s3 ? openS3Store(s3) : openFolderStore(folder),
    scan: clamd ? clamdScanner(clamd) : noScanner,
    limits,
    spoolFolder: join(folder, "incoming"),
  };
}

export const evidenceRoom = once(async (): Promise<EvidenceRoom> => {
  const room = makeEvidenceRoom(env().evidence);
  await clearSpool(room.spoolFolder);
  return { ...room, store: announcing(room.store, await doors()) };
});
