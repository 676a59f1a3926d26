import { rm } from "node:fs/promises";
import { doors } from "#app/database/doors.server.ts";
import { type IncomingFile, takeEvidence } from "#app/evidence/evidence.server.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { spool } from "#app/files/spool.server.ts";
import { receiveForm } from "#app/http/upload.server.ts";
import { asSupplier, requireLink } from "../recipient.server.ts";
import { tellAsker } from "../tell-asker.server.ts";
import { answerFactor, refuseFull } from "./supplier-factor.server.ts";
import { type SupplierAnswer, SupplierAnswerForm } from "./supplier-factor.ts";

const FIELDS = ["company", "co2eKg", "gwp", "boundary", "year", "document", "note"] as const;

export type ReceivedAnswer =
  | { ok: true }
  | {
      ok: false;
      errors: Record<string, string>;
      typed: Record<string, string>;
      /** Why the file was refused, as for evidence. */
      refusedFile: { code: string; facts: Record<string, string> } | null;
    };

/**
 * Receives the answer of a supplier with its document. The link is checked before any byte is read and again when the
 * answer is stored.
 *
 * @throws AppError `not_found` for an invalid link
 */
export async function receiveSupplierAnswer(
  request: Request,
  token: string | undefined,
  clientAddress: string,
): Promise<ReceivedAnswer> {
  const link = await requireLink(request, token, clientAddress, "data-request-file");
  const author = await asSupplier(link, async (tx, open) => {
    await refuseFull(tx, open.request.id);
    return open.author;
  });
  const room = await evidenceRoom();
  const received: IncomingFile[] = [];
  const rules = { fileField: "file", fields: FIELDS, maxBytes: room.limits.fileBytes, maxFiles: 1 };
  try {
    const typed = await receiveForm(request, rules, async (name, stream) => {
      const file = await spool(room.spoolFolder, stream);
      received.push({ ...file, name, isTooLarge: stream.truncated === true });
    });
    const checked = checkFields(typed, received.length > 0);
    if (!checked.ok) return { ok: false, errors: checked.errors, typed, refusedFile: null };
    const target = { recordIds: [], period: null };
    const taken = await takeEvidence(await doors(), author, room, { file: received[0]!, target });
    if (taken.outcome === "refused") {
      // The organization's storage use is internal.
      const isFull = taken.code === "quota_reached";
      const refusedFile = { code: isFull ? "asker_full" : taken.code, facts: isFull ? {} : taken.facts };
      return { ok: false, errors: { file: "file_refused" }, typed, refusedFile };
    }
    await asSupplier(link, async (tx, open) => {
      await answerFactor(tx, open, { answer: checked.answer, fileId: taken.fileId });
      await tellAsker(tx, open);
    });
    return { ok: true };
  } finally {
    for (const { path } of received) await rm(path, { force: true });
  }
}

type CheckedFields = { ok: true; answer: SupplierAnswer } | { ok: false; errors: Record<string, string> };

function checkFields(typed: Record<string, string>, hasFile: boolean): CheckedFields {
  const read = SupplierAnswerForm.safeParse(typed);
  const errors: Record<string, string> = {};
  for (const { path, message } of read.error?.issues ?? []) errors[String(path[0])] ??= message;
  if (!hasFile) errors.file = "file";
  return read.success && hasFile ? { ok: true, answer: read.data } : { ok: false, errors };
}
