import { sql } from "kysely";
import type { ActivityMethod, DataQuality, Period } from "#app/carbon/document/inventory-document.ts";
import { AppError } from "#app/encoding/errors.ts";
import { trimZeros } from "#app/places/emission-source.server.ts";
import type { ReviewState } from "#app/records/review-state.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ActivityOrigin } from "#db/schema.ts";

/** One version of a record with all its details. */
export interface ActivityVersion {
  recordId: string;
  version: number;
  sourceId: string;
  period: Period;
  quantity: string;
  unit: string;
  enteredQuantity: string;
  enteredUnit: string;
  dataQuality: DataQuality;
  evidence: string;
  note: string;
  method: ActivityMethod | null;
  estimate: Record<string, unknown> | null;
  state: ReviewState;
  origin: ActivityOrigin;
  authorName: string | null;
  createdAt: Date;
  isDeleted: boolean;
  reason: string;
}

export interface ActivityFilter {
  sourceId?: string | undefined;
  facilityId?: string | undefined;
  /** First and last day of the allowed range. */
  period: Period;
}

/**
 * Records in a period, in the order of first entry. Corrections don't change this order, so paging shows each record
 * once even if data changes in the meantime.
 *
 * @param page.after id of the last record on the previous page
 * @throws AppError `not_found` if that record does not belong to the organization
 */
export async function listActivityPage(
  tx: TenantTx,
  organizationId: string,
  filter: ActivityFilter,
  page: { limit: number; after?: string | undefined },
): Promise<ActivityVersion[]> {
  if (page.after !== undefined) await requireRecord(tx, organizationId, page.after);
  const rows = await selectVersions(tx, "current_activity_record")
    .where("v.organization_id", "=", organizationId)
    .where("v.period_start", ">=", filter.period.start)
    .where("v.period_end", "<=", filter.period.end)
    .$if(filter.sourceId !== undefined, (query) => query.where("v.emission_source_id", "=", filter.sourceId!))
    .$if(filter.facilityId !== undefined, (query) =>
      query.where("v.emission_source_id", "in", (select) =>
        select.selectFrom("emission_source").select("id").where("facility_id", "=", filter.facilityId!),
      ),
    )
    .$if(page.after !== undefined, (query) =>
      query.where(
        sql<boolean>`(v.recorded_at, v.record_id) >
          (select r.recorded_at, r.record_id from activity_record r where r.record_id = ${page.after} limit 1)`,
      ),
    )
    .orderBy("v.recorded_at")
    .orderBy("v.record_id")
    .limit(page.limit)
    .execute();
  return rows.map(toVersion);
}

/** All versions of a record including its deletion, newest first. @throws AppError `not_found` */
export async function listVersionsOf(
  tx: TenantTx,
  organizationId: string,
  recordId: string,
): Promise<ActivityVersion[]> {
  const rows = await selectVersions(tx, "activity_record")
    .where("v.organization_id", "=", organizationId)
    .where("v.record_id", "=", recordId)
    .orderBy("v.version", "desc")
    .execute();
  if (rows.length === 0) throw new AppError("not_found");
  return rows.map(toVersion);
}

async function requireRecord(tx: TenantTx, organizationId: string, recordId: string): Promise<void> {
  const row = await tx
    .selectFrom("activity_record")
    .select("record_id")
    .where("organization_id", "=", organizationId)
    .where("record_id", "=", recordId)
    .limit(1)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
}

function selectVersions(tx: TenantTx, table: "activity_record" | "current_activity_record") {
  return tx
    .selectFrom(`${table} as v`)
    .leftJoin("author", "author.id", "v.created_by")
    .leftJoin("activity_state as s", (join) =>
      join
        .onRef("s.tenant_id", "=", "v.tenant_id")
        .onRef("s.record_id", "=", "v.record_id")
        .onRef("s.version", "=", "v.version"),
    )
    .selectAll("v")
    .select(["author.name as author_name", "s.state as review_state"]);
}

type VersionRow = Awaited<ReturnType<ReturnType<typeof selectVersions>["execute"]>>[number];

function toVersion(row: VersionRow): ActivityVersion {
  return {
    recordId: row.record_id,
    version: row.version,
    sourceId: row.emission_source_id,
    period: { start: row.period_start, end: row.period_end },
    quantity: trimZeros(row.quantity),
    unit: row.unit,
    enteredQuantity: row.entered_quantity,
    enteredUnit: row.entered_unit,
    dataQuality: row.data_quality,
    evidence: row.evidence_reference,
    note: row.note,
    method: row.method as ActivityMethod | null,
    estimate: row.estimate,
    state: row.review_state ?? "draft",
    origin: row.origin,
    authorName: row.author_name,
    createdAt: row.created_at,
    isDeleted: row.is_deleted,
    reason: row.reason,
  };
}
