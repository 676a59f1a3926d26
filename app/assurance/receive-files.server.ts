import { rm } from "node:fs/promises";
import type { IncomingFile } from "#app/evidence/evidence.server.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { spool } from "#app/files/spool.server.ts";
import { receiveForm } from "#app/http/upload.server.ts";
import { type StoredFiles, storeFiles } from "./assurance-file.server.ts";

const MOST_FILES = 10;

/** A form with files, of which the bytes wait on disk. */
interface ReceivedForm {
  fields: Record<string, string>;
  files: IncomingFile[];
}

/**
 * Reads a form with files and does work with it; what waits on disk is gone when this ends, however it ends.
 *
 * @param names text fields that are read
 */
export async function withReceivedForm<T>(
  request: Request,
  names: readonly string[],
  work: (form: ReceivedForm) => Promise<T>,
): Promise<T> {
  const room = await evidenceRoom();
  const files: IncomingFile[] = [];
  const rules = { fileField: "file", fields: names, maxBytes: room.limits.fileBytes, maxFiles: MOST_FILES };
  try {
    const fields = await receiveForm(request, rules, async (name, stream) => {
      const file = await spool(room.spoolFolder, stream);
      files.push({ ...file, name, isTooLarge: stream.truncated === true });
    });
    return await work({ fields, files });
  } finally {
    for (const { path } of files) await rm(path, { force: true });
  }
}

/** Looks at the files and stores them; a refusal names the first that can't be kept. */
export async function keepFiles(tenantId: string, files: readonly IncomingFile[]): Promise<StoredFiles> {
  return storeFiles(tenantId, await evidenceRoom(), files);
}
