import { rm } from "node:fs/promises";
import type { TextEncoding } from "#app/encoding/table/decode-text.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { spool } from "#app/files/spool.server.ts";
import { receiveForm } from "#app/http/upload.server.ts";
import { inTurn } from "#app/records/import/describe-turns.server.ts";
import type { BankFile } from "./bank-file.ts";
import { readBankFile } from "./read-bank-file.server.ts";

const MOST_BYTES = 4 * 1024 * 1024;

/** Encodings that a person may choose if the file doesn't show its own. */
const ENCODINGS = ["windows-1252", "gb18030"] as const satisfies readonly TextEncoding[];

/** `fault` is a message key of `bankStatement.fileFault`. */
export type ReceivedStatement = { name: string; content: BankFile } | { fault: string };

/** Streams an uploaded bank file to disk and reads it. @throws AppError as `receiveForm` */
export async function receiveStatement(request: Request, tenantId: string): Promise<ReceivedStatement> {
  const room = await evidenceRoom();
  const files: { path: string; size: number; name: string; isTooLarge: boolean }[] = [];
  const rules = { fileField: "file", fields: ["encoding"], maxBytes: MOST_BYTES, maxFiles: 1 };
  try {
    const fields = await receiveForm(request, rules, async (name, stream) => {
      const file = await spool(room.spoolFolder, stream);
      files.push({ ...file, name, isTooLarge: stream.truncated === true });
    });
    const [file] = files;
    if (!file || file.size === 0) return { fault: file ? "file_empty" : "file_missing" };
    if (file.isTooLarge) return { fault: "file_too_large" };
    const encoding = ENCODINGS.find((one) => one === fields.encoding);
    const read = await inTurn(tenantId, () => readBankFile(file.path, encoding));
    if (!read) return { fault: "files_at_once" };
    return "fault" in read ? read : { name: file.name.slice(0, 200) || "statement", content: read };
  } finally {
    for (const { path } of files) await rm(path, { force: true });
  }
}
