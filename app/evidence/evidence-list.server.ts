import { sql } from "kysely";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { AppError } from "#app/encoding/errors.ts";
import { UUID } from "#app/encoding/uuid.ts";
import { type KeyPage, type KeyPlace, toKeyPage } from "#app/kit/key-page.ts";
import { trimZeros } from "#app/places/emission-source.server.ts";
import { countRows } from "#app/records/count-rows.server.ts";
import { type EvidenceFile, type FileRow, STANDING, selectFiles, toFile } from "#app/records/evidence-file.server.ts";
import type { TenantTx } from "#db/doors.ts";

/** A page of an organization's files that are not erased, newest first. @param period for which they are evidence */
export async function listEvidence(
  tx: TenantTx,
  organizationId: string,
  period: Period | null,
  { after, limit }: KeyPlace,
): Promise<KeyPage<EvidenceFile>> {
  const where = whereOf(period);
  const place = after === "" ? null : await findFilePlace(tx, organizationId, after);
  const { rows: found } = await sql<FileRow>`${selectFiles(organizationId)} and ${where}
    ${place ? sql`and (f.created_at, f.id) < ${place}` : sql``}
    order by f.created_at desc, f.id desc limit ${limit + 1}`.execute(tx);
  const before = place
    ? await sql<{ id: string }>`select f.id from ${filesOf(organizationId)} and ${where}
        and (f.created_at, f.id) >= ${place} order by f.created_at, f.id limit ${limit + 1}`.execute(tx)
    : { rows: [] };
  const idsBefore = before.rows.map(({ id }) => id);
  const { rows, ...ways } = toKeyPage(found, idsBefore, limit, ({ id }) => id);
  return { rows: rows.map(toFile), ...ways };
}

/** The number of matching files, counted up to `MOST_COUNTED` + 1. */
export async function countEvidence(tx: TenantTx, organizationId: string): Promise<number> {
  return countRows(tx, sql`select 1 from ${filesOf(organizationId)} and ${whereOf(null)}`);
}

/** The sort position of a file. The timestamp is text, because a `Date` would lose the microseconds. */
async function findFilePlace(tx: TenantTx, organizationId: string, fileId: string) {
  const { rows } = await sql<{ at: string }>`select created_at::text as at from evidence_file
    where organization_id = ${organizationId} and id = ${fileId}`.execute(tx);
  return rows[0] ? sql`(${rows[0].at}::timestamptz, ${fileId}::uuid)` : null;
}

/** The names of files of an organization, including erased ones. Other ids are omitted. */
export async function nameEvidence(
  tx: TenantTx,
  organizationId: string,
  fileIds: readonly string[],
): Promise<{ id: string; name: string }[]> {
  const ids = fileIds.filter((id) => UUID.test(id));
  if (ids.length === 0) return [];
  return tx
    .selectFrom("evidence_file")
    .select(["id", "name"])
    .where("organization_id", "=", organizationId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
}

/** The file with this id, or else the newest file with this name, or null. */
export async function findEvidence(
  tx: TenantTx,
  organizationId: string,
  typed: string,
): Promise<{ id: string } | null> {
  const row = await tx
    .selectFrom("evidence_file as f")
    .leftJoin("evidence_erasure as e", (join) =>
      join.onRef("e.tenant_id", "=", "f.tenant_id").onRef("e.file_id", "=", "f.id"),
    )
    .select("f.id")
    .where("f.organization_id", "=", organizationId)
    .where("e.file_id", "is", null)
    .where(UUID.test(typed) ? "f.id" : "f.name", "=", typed)
    .orderBy("f.created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

function filesOf(organizationId: string) {
  return sql`evidence_file f
    left join evidence_erasure e on e.tenant_id = f.tenant_id and e.file_id = f.id
    where f.organization_id = ${organizationId}`;
}

function whereOf(period: Period | null) {
  const touches =
    period &&
    sql`and exists (select from ${STANDING} s where s.file_id = f.id
      and s.period_start <= ${period.end}::date and s.period_end >= ${period.start}::date)`;
  return sql`e.file_id is null ${touches ?? sql``}`;
}

/** @throws AppError `not_found` */
export async function getEvidence(tx: TenantTx, organizationId: string, fileId: string): Promise<EvidenceFile> {
  const { rows } = await sql<FileRow>`${selectFiles(organizationId)} and f.id = ${fileId}`.execute(tx);
  if (!rows[0]) throw new AppError("not_found");
  return toFile(rows[0]);
}

export interface EvidenceAttachment {
  id: string;
  /** Null for a period. */
  recordId: string | null;
  /** Null for a period of all sources. */
  sourceId: string | null;
  period: Period;
  /** The quantity in the record's unit, with the typed values. Null for a period. */
  amount: { quantity: string; unit: string; enteredQuantity: string; enteredUnit: string } | null;
  at: Date;
  authorName: string | null;
}

export async function listAttachments(tx: TenantTx, fileId: string): Promise<EvidenceAttachment[]> {
  const { rows } = await sql<{
    id: string;
    record_id: string | null;
    source_id: string | null;
    period_start: string;
    period_end: string;
    quantity: string | null;
    unit: string | null;
    entered_quantity: string | null;
    entered_unit: string | null;
    created_at: Date;
    author_name: string | null;
  }>`select s.*, u.name as author_name from ${STANDING} s left join author u on u.id = s.created_by
    where s.file_id = ${fileId} order by s.period_start, s.id`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    recordId: row.record_id,
    sourceId: row.source_id,
    period: { start: row.period_start, end: row.period_end },
    amount:
      row.quantity === null
        ? null
        : {
            quantity: trimZeros(row.quantity),
            unit: row.unit!,
            enteredQuantity: row.entered_quantity!,
            enteredUnit: row.entered_unit!,
          },
    at: row.created_at,
    authorName: row.author_name,
  }));
}

/** Total size of an organization's files that are not erased. */
export async function quotaUsed(tx: TenantTx, organizationId: string): Promise<number> {
  const { rows } = await sql<{ used: number }>`
    select coalesce(sum(f.byte_size), 0)::bigint as used from evidence_file f
    left join evidence_erasure e on e.tenant_id = f.tenant_id and e.file_id = f.id
    where f.organization_id = ${organizationId} and e.file_id is null`.execute(tx);
  return Number(rows[0]!.used);
}

/**
 * The last day on which an issued report needs the file. A report needs it if the file was attached to a record of its
 * run, or to a period of its inventory, when the run was made. Removing the file later doesn't change this.
 *
 * @returns `YYYY-MM-DD`, or null if no report needs it
 */
export async function keptUntil(
  tx: TenantTx,
  organizationId: string,
  fileId: string,
  years: number,
): Promise<string | null> {
  const { rows } = await sql<{ until: string | null }>`
    select to_char((max(p.issued_at) + make_interval(years => ${years}::int)) at time zone 'UTC', 'YYYY-MM-DD') as until
    from evidence_attachment a
    left join evidence_detachment d on d.tenant_id = a.tenant_id and d.attachment_id = a.id
    join report p on p.organization_id = a.organization_id
    join calculation_run c on c.tenant_id = p.tenant_id and c.id = p.run_id
    join inventory i on i.tenant_id = c.tenant_id and i.id = c.inventory_id
    where a.organization_id = ${organizationId} and a.file_id = ${fileId}
      and a.created_at <= c.created_at and (d.created_at is null or d.created_at > c.created_at)
      and (exists (select 1 from activity_record v
            join calculation_piece l on l.tenant_id = c.tenant_id and l.run_id = c.id and l.part = 'detail'
            cross join lateral record_versions(l.versions) as of(version)
            where v.tenant_id = c.tenant_id and v.record_id = a.record_id and of.version = v.id)
        or (a.record_id is null and a.period_start <= i.period_end and a.period_end >= i.period_start))`.execute(tx);
  return rows[0]?.until ?? null;
}
