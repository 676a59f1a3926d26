import { rm } from "node:fs/promises";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import type { FileKind } from "#app/files/file-kind.ts";
import { spool } from "#app/files/spool.server.ts";
import { receiveForm } from "#app/http/upload.server.ts";
import type { IncomingFile } from "./evidence.server.ts";
import { type StoredFiles, storeFiles } from "./store-files.server.ts";

const MOST_FILES = 10;

/** The bytes are in temporary files. */
interface ReceivedForm {
  fields: Record<string, string>;
  files: IncomingFile[];
}

/**
 * Reads a form with files and runs `work` with it. Temporary files are always removed at the end.
 *
 * @param names names of the text fields
 * @param maxFiles more files than this are an error
 */
export async function withReceivedForm<T>(
  request: Request,
  names: readonly string[],
  work: (form: ReceivedForm) => Promise<T>,
  maxFiles = MOST_FILES,
): Promise<T> {
  const room = await evidenceRoom();
  const files: IncomingFile[] = [];
  const rules = { fileField: "file", fields: names, maxBytes: room.limits.fileBytes, maxFiles };
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

/** Checks and stores the files. An error names the first one that can't be stored. */
export async function keepFiles(
  tenantId: string,
  files: readonly IncomingFile[],
  kinds?: readonly FileKind[],
): Promise<StoredFiles> {
  return storeFiles(tenantId, await evidenceRoom(), files, kinds);
}
