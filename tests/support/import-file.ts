import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EvidenceRoom, makeEvidenceRoom } from "#app/files/evidence-room.server.ts";
import type { IncomingImport } from "#app/records/import/take-import-file.server.ts";

/** A separate store for the original files of imports. */
export function makeImportRoom(): EvidenceRoom {
  return makeEvidenceRoom({
    dataDir: mkdtempSync(join(tmpdir(), "truetonne-import-")),
    s3: undefined,
    clamd: undefined,
    fileBytes: 1024 * 1024,
    quotaBytes: 1024 * 1024,
    retentionYears: 10,
  });
}

/** A file as after an upload: on disk, counted and hashed. */
export function incoming(content: string | Uint8Array, name = "year.csv"): IncomingImport {
  const path = join(mkdtempSync(join(tmpdir(), "truetonne-upload-")), "file");
  writeFileSync(path, content);
  const bytes = Buffer.from(content as string);
  return {
    path,
    name,
    isTooLarge: false,
    size: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  };
}
