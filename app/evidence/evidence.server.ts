import { randomUUID } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { sql } from "kysely";
import { isDatabaseAway } from "#app/access/absence.ts";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { KeptScan } from "#app/files/clamd.server.ts";
import type { EvidenceRoom } from "#app/files/evidence-room.server.ts";
import { evidenceKey, type ReceivedFile } from "#app/files/evidence-store.ts";
import type { FileFault, FileKind } from "#app/files/file-kind.ts";
import { toDisplayName } from "#app/files/file-name.ts";
import { identifyFile } from "#app/files/identify-file.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import { keptUntil, quotaUsed } from "./evidence-list.server.ts";

export interface IncomingFile extends ReceivedFile {
  name: string;
  /** Whether the size limit was exceeded. The bytes received so far are discarded. */
  isTooLarge: boolean;
}

/** The target of an attachment: records, a period of one or all sources, or none yet. */
export interface EvidenceTarget {
  recordIds: string[];
  period: { period: Period; sourceId: string | null } | null;
}

interface FileForTarget {
  file: IncomingFile;
  target: EvidenceTarget;
}

export type RefusalCode = FileFault | "too_large" | "quota_reached" | "infected" | "scanner_away" | "store_away";

/** The result for a file: stored, already known, or rejected with a reason the user can act on. */
export type TakenFile =
  | { outcome: "kept" | "known"; name: string; fileId: string; sha256: string }
  | { outcome: "refused"; name: string; code: RefusalCode; facts: Record<string, string> };

type Author = ChangeAuthor & { organizationId: string };
type Tenants = Pick<Doors, "withTenant">;

/**
 * Stores a received file after checking its type by content, the virus scan and the quota. Then it writes the bytes,
 * and adds the row and the attachments in one transaction. Identical content is stored once per organization. A
 * rejected file leaves nothing behind, except that an infected file is recorded in the audit trail.
 *
 * @throws AppError `not_found` if a record or source of the target does not belong to the organization
 */
export async function takeEvidence(
  doors: Tenants,
  author: Author,
  room: EvidenceRoom,
  { file, target }: FileForTarget,
): Promise<TakenFile> {
  const name = toDisplayName(file.name);
  const refuse = (code: RefusalCode, facts: Record<string, string> = {}): TakenFile => ({
    outcome: "refused",
    name,
    code,
    facts,
  });
  try {
    await doors.withTenant(author, (tx) => assertTarget(tx, author.organizationId, target));
    const found = await inspectFile(room, file);
    if (!found.ok) {
      if (found.code === "infected") {
        const signature = found.facts.signature ?? "";
        await doors.withTenant(author, (tx) => recordInfected(tx, author, { name, file, signature }));
      }
      return refuse(found.code, found.facts);
    }
    const kept = { name, kind: found.kind, scan: found.scan };
    return await store(doors, author, room, { file, target, kept, refuse });
  } finally {
    await rm(file.path, { force: true });
  }
}

/** The detected type and scan result, or the reason for the rejection. Nothing is stored yet. */
type InspectedFile =
  | { ok: true; kind: FileKind; scan: KeptScan }
  | { ok: false; code: RefusalCode; facts: Record<string, string> };

export async function inspectFile(room: EvidenceRoom, file: IncomingFile): Promise<InspectedFile> {
  if (file.isTooLarge) return { ok: false, code: "too_large", facts: { limit: printMib(room.limits.fileBytes) } };
  const identified = identifyFile(await readFile(file.path));
  if (!identified.ok) return { ok: false, code: identified.fault, facts: {} };
  const scan = await unlessAway(() => room.scan(file.path));
  if (scan === null) return { ok: false, code: "scanner_away", facts: {} };
  if (scan.state === "infected") return { ok: false, code: "infected", facts: { signature: scan.signature } };
  return { ok: true, kind: identified.kind, scan: scan.state };
}

interface InspectedAs {
  name: string;
  kind: FileKind;
  scan: "clean" | "not_scanned";
}

type Refuse = (code: RefusalCode, facts?: Record<string, string>) => TakenFile;

/** Writing the bytes is slow, so it happens between two short transactions. The second one checks again. */
async function store(
  doors: Tenants,
  author: Author,
  room: EvidenceRoom,
  { file, target, kept, refuse }: FileForTarget & { kept: InspectedAs; refuse: Refuse },
): Promise<TakenFile> {
  const judge = async (tx: TenantTx): Promise<TakenFile | null> => {
    await lockEvidence(tx, author.organizationId);
    await assertTarget(tx, author.organizationId, target);
    const standing = await findStanding(tx, author.organizationId, file.sha256);
    if (standing) {
      await attach(tx, author, { id: standing.id, name: standing.name, sha256: file.sha256 }, target);
      return { outcome: "known", name: kept.name, fileId: standing.id, sha256: file.sha256 };
    }
    const used = await quotaUsed(tx, author.organizationId);
    const { quotaBytes } = room.limits;
    if (used + file.size <= quotaBytes) return null;
    return refuse("quota_reached", { used: printMib(used), quota: printMib(quotaBytes), size: printMib(file.size) });
  };
  const early = await doors.withTenant(author, judge);
  if (early) return early;
  const fileId = randomUUID();
  const key = evidenceKey(author.tenantId, file.sha256, fileId);
  const isStored = await unlessAway(async () => {
    await room.store.put(key, file);
    return true;
  });
  if (!isStored) return refuse("store_away");
  try {
    const late = await doors.withTenant(author, async (tx) => {
      const found = await judge(tx);
      if (!found) await addFile(tx, author, { id: fileId, file, ...kept }, target);
      return found;
    });
    if (late) await room.store.delete(key);
    return late ?? { outcome: "kept", name: kept.name, fileId, sha256: file.sha256 };
  } catch (error) {
    // If the connection was lost during the commit, the row may exist. An unused file is harmless, but a row without
    // its file is a data loss.
    if (!isDatabaseAway(error)) await room.store.delete(key);
    throw error;
  }
}

/** Null if the scanner or the store can't be reached. A file that was not scanned or stored is not accepted. */
async function unlessAway<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && error.code === "unavailable") return null;
    throw error;
  }
}

async function addFile(
  tx: TenantTx,
  author: Author,
  added: { id: string; file: IncomingFile; name: string; kind: FileKind; scan: KeptScan },
  target: EvidenceTarget,
): Promise<void> {
  const { id, file, name, kind, scan } = added;
  const { generation } = await tx
    .selectFrom("evidence_file")
    .select((select) => select.fn.count<number>("id").as("generation"))
    .where("organization_id", "=", author.organizationId)
    .where("sha256", "=", file.sha256)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto("evidence_file")
    .values({
      tenant_id: author.tenantId,
      id,
      organization_id: author.organizationId,
      sha256: file.sha256,
      generation: generation + 1,
      byte_size: file.size,
      kind,
      name,
      scan,
      created_by: author.userId,
    })
    .execute();
  await recordChange(tx, author, {
    action: "evidence.added",
    subject: "evidence_file",
    subjectId: id,
    after: { fileName: name, sha256: file.sha256, size: file.size, kind, scan },
  });
  await attach(tx, author, { id, name, sha256: file.sha256 }, target);
}

async function recordInfected(
  tx: TenantTx,
  author: Author,
  { name, file, signature }: { name: string; file: IncomingFile; signature: string },
): Promise<void> {
  await recordChange(tx, author, {
    action: "evidence.refused",
    subject: "evidence_file",
    subjectId: author.organizationId,
    after: { fileName: name, sha256: file.sha256, size: file.size, reason: "infected", signature },
  });
}

/**
 * Attaches a stored file to more records or a period. Existing attachments are kept.
 *
 * @returns the number of new attachments
 * @throws AppError `not_found`, also for a file whose bytes were erased
 */
export async function attachEvidence(
  tx: TenantTx,
  author: Author,
  fileId: string,
  target: EvidenceTarget,
): Promise<number> {
  await lockEvidence(tx, author.organizationId);
  const file = await getRow(tx, author.organizationId, fileId);
  if (file.isErased) throw new AppError("not_found");
  await assertTarget(tx, author.organizationId, target);
  return attach(tx, author, file, target);
}

/**
 * Erases the bytes of a file, with a reason. The file must not be attached to anything or be needed by an issued
 * report. Name, size and hash are kept. If repeated, it deletes the bytes again in case the first attempt failed.
 *
 * @throws AppError `conflict` with `evidence_attached`, or `evidence_kept` and the day until which it is kept
 */
export async function eraseEvidence(
  doors: Tenants,
  author: Author,
  room: EvidenceRoom,
  { fileId, reason, today }: { fileId: string; reason: string; today: string },
): Promise<void> {
  const file = await doors.withTenant(author, async (tx) => {
    await lockEvidence(tx, author.organizationId);
    const row = await getRow(tx, author.organizationId, fileId);
    if (row.isErased) return row;
    if ((await standingTargets(tx, fileId)).length > 0) {
      throw new AppError("conflict", { details: { reason: "evidence_attached" } });
    }
    const until = await keptUntil(tx, author.organizationId, fileId, room.limits.retentionYears);
    if (until && until > today) throw new AppError("conflict", { details: { reason: "evidence_kept", until } });
    await tx
      .insertInto("evidence_erasure")
      .values({ tenant_id: author.tenantId, file_id: fileId, reason, created_by: author.userId })
      .execute();
    await recordChange(tx, author, {
      action: "evidence.erased",
      subject: "evidence_file",
      subjectId: fileId,
      before: { fileName: row.name, sha256: row.sha256 },
      after: { reason },
    });
    return row;
  });
  await room.store.delete(evidenceKey(author.tenantId, file.sha256, fileId));
}

interface FileRow {
  id: string;
  name: string;
  sha256: string;
}

/** @throws AppError `not_found` */
async function getRow(tx: TenantTx, organizationId: string, fileId: string): Promise<FileRow & { isErased: boolean }> {
  const row = await tx
    .selectFrom("evidence_file as f")
    .leftJoin("evidence_erasure as e", "e.file_id", "f.id")
    .select(["f.id", "f.name", "f.sha256", "e.file_id as erased"])
    .where("f.organization_id", "=", organizationId)
    .where("f.id", "=", fileId)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return { id: row.id, name: row.name, sha256: row.sha256, isErased: row.erased !== null };
}

async function findStanding(tx: TenantTx, organizationId: string, sha256: string) {
  return tx
    .selectFrom("evidence_file as f")
    .leftJoin("evidence_erasure as e", "e.file_id", "f.id")
    .select(["f.id", "f.name"])
    .where("f.organization_id", "=", organizationId)
    .where("f.sha256", "=", sha256)
    .where("e.file_id", "is", null)
    .executeTakeFirst();
}

async function assertTarget(tx: TenantTx, organizationId: string, target: EvidenceTarget): Promise<void> {
  const ids = [...new Set(target.recordIds)];
  if (ids.length > 0) {
    const found = await tx
      .selectFrom("current_activity_record")
      .select("record_id")
      .where("organization_id", "=", organizationId)
      .where("record_id", "in", ids)
      .execute();
    if (found.length !== ids.length) throw new AppError("not_found");
  }
  const sourceId = target.period?.sourceId;
  if (!sourceId) return;
  const source = await tx
    .selectFrom("emission_source")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where("id", "=", sourceId)
    .executeTakeFirst();
  if (!source) throw new AppError("not_found");
}

async function attach(tx: TenantTx, author: Author, file: FileRow, target: EvidenceTarget): Promise<number> {
  const standing = await standingTargets(tx, file.id);
  const recordIds = [...new Set(target.recordIds)].filter((id) => !standing.some((one) => one.record_id === id));
  const wanted = target.period;
  const isNewPeriod =
    wanted !== null &&
    !standing.some(
      (one) =>
        one.period_start === wanted.period.start &&
        one.period_end === wanted.period.end &&
        one.emission_source_id === wanted.sourceId,
    );
  const common = {
    tenant_id: author.tenantId,
    organization_id: author.organizationId,
    file_id: file.id,
    created_by: author.userId,
  };
  const none = { record_id: null, period_start: null, period_end: null, emission_source_id: null };
  const rows = [
    ...recordIds.map((record_id) => ({ ...common, ...none, record_id })),
    ...(isNewPeriod
      ? [
          {
            ...common,
            ...none,
            period_start: wanted.period.start,
            period_end: wanted.period.end,
            emission_source_id: wanted.sourceId,
          },
        ]
      : []),
  ];
  if (rows.length === 0) return 0;
  await tx.insertInto("evidence_attachment").values(rows).execute();
  await recordChange(tx, author, {
    action: "evidence.attached",
    subject: "evidence_file",
    subjectId: file.id,
    after: {
      fileName: file.name,
      sha256: file.sha256,
      ...(recordIds.length > 0 ? { records: recordIds } : {}),
      ...(isNewPeriod ? { period: wanted.period, ...(wanted.sourceId ? { source: wanted.sourceId } : {}) } : {}),
    },
  });
  return rows.length;
}

/** The current attachments of a file. Deleted records don't count. */
async function standingTargets(tx: TenantTx, fileId: string) {
  return tx
    .selectFrom("evidence_attachment as a")
    .leftJoin("evidence_detachment as d", "d.attachment_id", "a.id")
    .leftJoin("current_activity_record as r", "r.record_id", "a.record_id")
    .select(["a.record_id", "a.period_start", "a.period_end", "a.emission_source_id"])
    .where("a.file_id", "=", fileId)
    .where("d.attachment_id", "is", null)
    .where((on) => on.or([on("a.record_id", "is", null), on("r.record_id", "is not", null)]))
    .execute();
}

/** Ensures that two simultaneous uploads of the same content create one file. The lock ends with the transaction. */
export async function lockEvidence(tx: TenantTx, organizationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`evidence:${organizationId}`}, 0))`.execute(tx);
}

/** Size in MiB with one decimal. */
function printMib(bytes: number): string {
  return `${(Math.ceil((bytes / 1024 / 1024) * 10) / 10).toString()} MiB`;
}
