import { createHash } from "node:crypto";
import type { Actor } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { UUID } from "#app/encoding/uuid.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { evidenceKey } from "#app/files/evidence-store.ts";
import { isPhoto, stripPhoto } from "#app/files/photo/strip-photo.ts";
import { askModel } from "#app/model/ask.server.ts";
import type { PromptImage } from "#app/model/chat.ts";
import { findSuggestion } from "#app/model/suggestion.server.ts";
import type { EvidenceFile } from "#app/records/evidence-file.server.ts";
import { makeRecordId } from "#app/records/sheet/record-id.ts";
import type { TenantTx } from "#db/doors.ts";
import { billPrompt, type CopiedBill, judgeBill, MOST_PICTURES, readCopied } from "./bill-question.ts";
import type { EnteredRow } from "./bill-rows.ts";
import { readKeptPages } from "./read-kept-bill.server.ts";

/** All pictures of a request. Services take about 20 MB, and base64 adds a third. */
const LARGEST_BYTES = 12 * 1024 * 1024;

/** A suggestion with what it copied. */
export interface CopiedSuggestion {
  id: string;
  model: string;
  bill: CopiedBill;
}

/** Kinds of files that can be pictures of a bill. */
export function mayBePicture(kind: EvidenceFile["kind"]): boolean {
  return kind === "pdf" || isPhoto(kind);
}

/**
 * Asks the model to copy the texts of a scanned bill. Nothing is saved.
 *
 * @returns the suggestion, or the code of the message why there is none
 */
export async function askForBill(actor: Actor, file: EvidenceFile): Promise<{ id: string } | string> {
  const images = await picturesOf(actor.tenantId, file);
  if (images.length === 0) return "no_picture";
  if (images.reduce((sum, { bytes }) => sum + bytes.length, 0) > LARGEST_BYTES) return "picture_too_large";
  const told = await askModel<CopiedBill>(actor, {
    kind: "bill",
    subjectId: file.id,
    subject: file.name,
    prompt: billPrompt(images),
    judge: (written) => judgeBill(written, images),
  });
  return "fault" in told ? told.fault : { id: told.id };
}

/** Pictures without the metadata of a camera. A picture whose metadata can't be removed is not sent. */
async function picturesOf(tenantId: string, file: EvidenceFile): Promise<PromptImage[]> {
  const { kind } = file;
  if (kind === "pdf") {
    const pages = (await readKeptPages(tenantId, file, MOST_PICTURES)) ?? [];
    return pages.map(({ page, png }) => pictureOf(page, "image/png", png));
  }
  if (kind !== "png" && kind !== "jpeg" && kind !== "webp") return [];
  const { store } = await evidenceRoom();
  const stored = await store.get(evidenceKey(tenantId, file.sha256, file.id));
  if (!stored) throw new AppError("unavailable", { details: { reason: "evidence_missing" } });
  const chunks: Uint8Array[] = [];
  for await (const chunk of stored) chunks.push(chunk);
  const copy = stripPhoto(kind, Buffer.concat(chunks));
  return copy ? [pictureOf(1, `image/${kind}`, copy)] : [];
}

function pictureOf(page: number, mediaType: PromptImage["mediaType"], bytes: Uint8Array): PromptImage {
  return { page, mediaType, bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** What a model copied from this file, while no person has decided. Null for any other id. */
export async function findCopied(
  tx: TenantTx,
  { organizationId, fileId, id }: { organizationId: string; fileId: string; id: string },
): Promise<CopiedSuggestion | null> {
  if (!UUID.test(id)) return null;
  const found = await findSuggestion(tx, organizationId, id);
  if (found?.kind !== "bill" || found.state !== "offered" || found.subjectId !== fileId) return null;
  return { id, model: found.model, bill: found.suggestion as CopiedBill };
}

/**
 * A row for each copied item. Source and data quality are never chosen.
 *
 * @param noteOf the origin of a row, in the language of the page
 */
export function rowsOfCopied(
  bill: CopiedBill,
  noteOf: (number: string, page: string, raw: string) => string,
): EnteredRow[] {
  return readCopied(bill).map(({ page, raw, period, quantity, unit }) => ({
    recordId: makeRecordId(),
    sourceId: "",
    period,
    quantity,
    unit,
    dataQuality: "",
    note: noteOf(bill.number, String(page), raw),
    isCopied: true,
    isCompared: false,
  }));
}
