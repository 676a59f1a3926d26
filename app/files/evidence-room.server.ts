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
  /** Of one file. */
  fileBytes: number;
  /** Of all files of an organization together. */
  quotaBytes: number;
  /** How long the evidence of an issued report is kept at least. */
  retentionYears: number;
}

/** All that keeping evidence needs: where bytes go, who looks at them first, and how much is taken. */
export interface EvidenceRoom {
  store: EvidenceStore;
  scan: Scanner;
  limits: EvidenceLimits;
  /** Where uploads wait until they are stored. */
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

/** Where this process keeps evidence, by its settings. */
export const evidenceRoom = once(async (): Promise<EvidenceRoom> => {
  const room = makeEvidenceRoom(env().evidence);
  await clearSpool(room.spoolFolder);
  return { ...room, store: announcing(room.store, await doors()) };
});
