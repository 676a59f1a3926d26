import { AppError } from "#app/encoding/errors.ts";
import { omit } from "#app/encoding/omit.ts";
import { attachEvidence, type IncomingFile, type TakenFile, takeEvidence } from "#app/evidence/evidence.server.ts";
import { detachEvidence } from "#app/evidence/evidence-detachment.server.ts";
import type { EvidenceRoom } from "#app/files/evidence-room.server.ts";
import { findHold } from "#app/records/activity-guard.server.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import { type FoundLink, type OpenRequest, openRequest } from "./data-request-link.server.ts";
import { itemAt, listAnswers } from "./data-request-list.server.ts";
import type { LaidFile } from "./recipient-view.ts";

/** Limits per request. Removed files count too, so that a link can't fill an organization's storage. */
export const REQUEST_LIMITS = { files: 100, bytes: 200 * 1024 * 1024 } as const;

/** The result for the recipient. It reveals nothing about other files of the organization. */
export type TakenRequestFile =
  | { outcome: "kept"; name: string }
  | { outcome: "refused"; name: string; code: string; facts: Record<string, string> };

/** Files of a request whose bytes are stored. */
export async function listRequestFiles(tx: TenantTx, requestId: string): Promise<LaidFile[]> {
  return (await selectFiles(tx, requestId)).map((row) => ({
    ...omit(row, "file_id", "byte_size"),
    size: row.byte_size,
  }));
}

/** The same with the id of each evidence file, for members. */
export async function listRequestEvidence(tx: TenantTx, requestId: string): Promise<(LaidFile & { fileId: string })[]> {
  return (await selectFiles(tx, requestId)).map(({ file_id, byte_size, ...row }) => ({
    ...row,
    size: byte_size,
    fileId: file_id,
  }));
}

function selectFiles(tx: TenantTx, requestId: string) {
  return tx
    .selectFrom("data_request_file as f")
    .innerJoin("data_request_item as i", (join) =>
      join.onRef("i.request_id", "=", "f.request_id").onRef("i.emission_source_id", "=", "f.emission_source_id"),
    )
    .leftJoin("evidence_erasure as e", "e.file_id", "f.file_id")
    .select(["f.id", "i.position", "f.month", "f.name", "f.byte_size", "f.file_id"])
    .where("f.request_id", "=", requestId)
    .where("f.removed_at", "is", null)
    .where("e.file_id", "is", null)
    .orderBy("f.created_at")
    .orderBy("f.id")
    .execute();
}

/**
 * Stores a file of the recipient under the rules for evidence and the limit of the request. It is attached to records
 * when the answers are submitted.
 *
 * @param place the source, and the month or (null) all months
 * @throws AppError `not_found` if the link has expired, or for a source or month that was not requested
 */
export async function takeRequestFile(
  doors: Pick<Doors, "withTenant">,
  link: FoundLink,
  room: EvidenceRoom,
  { file, place }: { file: IncomingFile; place: { position: number; month: string | null } },
): Promise<TakenRequestFile> {
  const identity = { tenantId: link.tenantId, userId: `request:${link.requestId}` };
  const before = await doors.withTenant(identity, async (tx) => {
    const open = await openRequest(tx, link);
    assertPlace(open, place);
    return { author: open.author, hasRoom: await hasRoom(tx, link.requestId, file.size) };
  });
  if (!before.hasRoom) return { outcome: "refused", name: file.name, code: "request_full", facts: limitFacts() };
  const taken = await takeEvidence(doors, before.author, room, { file, target: { recordIds: [], period: null } });
  if (taken.outcome === "refused") return withoutFigures(taken);
  return doors.withTenant(identity, async (tx) => {
    const open = await openRequest(tx, link);
    const item = assertPlace(open, place);
    await addRequestFile(tx, open, item.sourceId, { ...taken, month: place.month, size: file.size });
    return { outcome: "kept", name: taken.name };
  });
}

function assertPlace({ request }: OpenRequest, { position, month }: { position: number; month: string | null }) {
  if (month !== null && !request.months.includes(month)) throw new AppError("not_found");
  return itemAt(request, position);
}

async function hasRoom(tx: TenantTx, requestId: string, size: number): Promise<boolean> {
  const { files, bytes } = await tx
    .selectFrom("data_request_file")
    .select((select) => [
      select.fn.count<number>("id").as("files"),
      select.fn.coalesce(select.fn.sum<string>("byte_size"), select.lit(0)).as("bytes"),
    ])
    .where("request_id", "=", requestId)
    .executeTakeFirstOrThrow();
  return Number(files) < REQUEST_LIMITS.files && Number(bytes) + size <= REQUEST_LIMITS.bytes;
}

function limitFacts(): Record<string, string> {
  return { files: String(REQUEST_LIMITS.files), size: `${REQUEST_LIMITS.bytes / 1024 / 1024} MiB` };
}

/** The organization's storage use is internal. */
function withoutFigures(taken: Extract<TakenFile, { outcome: "refused" }>): TakenRequestFile {
  return taken.code === "quota_reached" ? { ...taken, code: "asker_full", facts: {} } : taken;
}

async function addRequestFile(
  tx: TenantTx,
  { request, author }: OpenRequest,
  sourceId: string,
  file: { fileId: string; name: string; month: string | null; size: number },
): Promise<void> {
  const same = await tx
    .selectFrom("data_request_file")
    .select("id")
    .where("request_id", "=", request.id)
    .where("emission_source_id", "=", sourceId)
    .where("file_id", "=", file.fileId)
    .where("month", file.month === null ? "is" : "=", file.month)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  if (same) return;
  await tx
    .insertInto("data_request_file")
    .values({
      tenant_id: author.tenantId,
      request_id: request.id,
      emission_source_id: sourceId,
      month: file.month,
      file_id: file.fileId,
      name: file.name,
      byte_size: file.size,
    })
    .execute();
}

/**
 * Removes a file. It is detached from records at the next submission.
 *
 * @throws AppError `not_found` for a file that is not part of this request
 */
export async function removeRequestFile(tx: TenantTx, { request }: OpenRequest, fileId: string): Promise<void> {
  const row = await tx
    .updateTable("data_request_file")
    .set({ removed_at: new Date() })
    .where("request_id", "=", request.id)
    .where("id", "=", fileId)
    .where("removed_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
}

/** Attaches files to the records of the cells that they cover, and detaches files that no longer cover one. */
export async function attachRequestFiles(
  tx: TenantTx,
  { request, author }: OpenRequest,
  detachReason: string,
): Promise<void> {
  const records = (await listAnswers(tx, request.id)).flatMap(({ position, month, kind, recordId }) =>
    recordId && kind !== "not_available" ? [{ position, month, recordId }] : [],
  );
  const wanted = new Map<string, Set<string>>();
  for (const { fileId, position, month } of await listRequestEvidence(tx, request.id)) {
    const covered = records.filter((one) => one.position === position && (month ?? one.month) === one.month);
    wanted.set(fileId, new Set([...(wanted.get(fileId) ?? []), ...covered.map(({ recordId }) => recordId)]));
  }
  await detachUnwanted(tx, { request, author }, wanted, detachReason);
  for (const [fileId, recordIds] of wanted) {
    if (recordIds.size > 0) await attachEvidence(tx, author, fileId, { recordIds: [...recordIds], period: null });
  }
}

async function detachUnwanted(
  tx: TenantTx,
  { author }: OpenRequest,
  wanted: Map<string, Set<string>>,
  reason: string,
): Promise<void> {
  const standing = await tx
    .selectFrom("evidence_attachment as a")
    .leftJoin("evidence_detachment as d", "d.attachment_id", "a.id")
    .select(["a.id", "a.file_id", "a.record_id"])
    .where("a.organization_id", "=", author.organizationId)
    .where("a.created_by", "=", author.userId)
    .where("d.attachment_id", "is", null)
    .execute();
  for (const { id, file_id, record_id } of standing) {
    if (!record_id || wanted.get(file_id)?.has(record_id)) continue;
    // A file stays with a record that was approved with it.
    const proven = { recordId: record_id, sourceId: null, period: null };
    if (!(await findHold(tx, author.organizationId, proven))) await detachEvidence(tx, author, id, reason);
  }
}
