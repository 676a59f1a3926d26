import type { Selectable } from "kysely";
import { AppError } from "#app/encoding/errors.ts";
import { refuseUnseen } from "#app/kit/based-on.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Database } from "#db/schema.ts";

export interface Facility {
  id: string;
  name: { en: string; zh: string };
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** ISO 3166-2, such as `CN-JS`, or empty if not specified. */
  subdivision: string;
  /** Region code of a published grid factor, such as `CN-JS`, `eGRID:RFCW` or `GB`. */
  gridRegion: string;
  /** The consolidated share of the facility, 0 to 1, as a decimal or ratio. */
  consolidationShare: string;
}

export interface FacilityInput {
  nameEn: string;
  nameZh: string;
  country: string;
  subdivision?: string;
  gridRegion: string;
  consolidationShare: string;
}

/** @param id of a planned facility */
type NewFacility = FacilityInput & { id?: string };

type Author = ChangeAuthor & { organizationId: string };

export async function listFacilities(tx: TenantTx, organizationId: string): Promise<Facility[]> {
  const rows = await tx
    .selectFrom("facility")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("removed_at", "is", null)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return rows.map(toFacility);
}

export async function addFacility(tx: TenantTx, author: Author, { id, ...input }: NewFacility): Promise<Facility> {
  const row = await tx
    .insertInto("facility")
    .values({
      tenant_id: author.tenantId,
      organization_id: author.organizationId,
      ...toColumns(input),
      ...(id === undefined ? {} : { id }),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const facility = toFacility(row);
  await recordChange(tx, author, {
    action: "facility.added",
    subject: "facility",
    subjectId: facility.id,
    after: facility,
  });
  return facility;
}

/**
 * @param basedOn the version the author saw (`basedOnOf`)
 * @throws AppError `not_found`; `conflict` with `stale` if another user changed it since
 */
export async function changeFacility(
  tx: TenantTx,
  author: Author,
  { id, basedOn = null }: { id: string; basedOn?: string | null | undefined },
  input: FacilityInput,
): Promise<Facility> {
  const before = await getFacility(tx, author.organizationId, id, { isLocked: true });
  refuseUnseen(before, basedOn);
  const row = await tx
    .updateTable("facility")
    .set(toColumns(input))
    .where("organization_id", "=", author.organizationId)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const after = toFacility(row);
  await recordChange(tx, author, { action: "facility.changed", subject: "facility", subjectId: id, before, after });
  return after;
}

/**
 * Removes a facility without sources. Facilities with sources are rejected, because their records need the facility.
 */
export async function removeFacility(tx: TenantTx, author: Author, id: string): Promise<void> {
  const before = await getFacility(tx, author.organizationId, id);
  const used = await tx.selectFrom("emission_source").select("id").where("facility_id", "=", id).limit(1).execute();
  if (used.length > 0) throw new AppError("conflict", { details: { reason: "facility_has_sources" } });
  await tx.deleteFrom("facility").where("organization_id", "=", author.organizationId).where("id", "=", id).execute();
  await recordChange(tx, author, { action: "facility.removed", subject: "facility", subjectId: id, before });
}

/** @throws AppError `not_found` */
export async function getFacility(
  tx: TenantTx,
  organizationId: string,
  id: string,
  { isLocked = false } = {},
): Promise<Facility> {
  const row = await tx
    .selectFrom("facility")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .where("removed_at", "is", null)
    .$if(isLocked, (query) => query.forNoKeyUpdate())
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return toFacility(row);
}

function toColumns(input: FacilityInput) {
  return {
    name_en: input.nameEn,
    name_zh: input.nameZh,
    country: input.country,
    subdivision: input.subdivision ?? "",
    grid_region: input.gridRegion,
    consolidation_share: input.consolidationShare,
  };
}

function toFacility(row: Selectable<Database["facility"]>): Facility {
  return {
    id: row.id,
    name: { en: row.name_en, zh: row.name_zh },
    country: row.country,
    subdivision: row.subdivision,
    gridRegion: row.grid_region,
    consolidationShare: row.consolidation_share,
  };
}
