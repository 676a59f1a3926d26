import type { Selectable } from "kysely";
import { AppError } from "#app/encoding/errors.ts";
import { refuseUnseen } from "#app/kit/based-on.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { Database, FactorSelection } from "#db/schema.ts";
import { getFacility } from "./facility/facility.server.ts";
import type { SourceUncertainty, StatedUncertainty } from "./uncertainty-basis.ts";

/**
 * When a source has a record. `month`: without one for each day, the year has a gap. `event`: for each shipment, refill
 * or trip; a month without one is complete.
 */
export type RecordsEvery = "month" | "event";

/** What emits or is purchased at a facility, and how its factor is selected. */
export interface EmissionSource {
  id: string;
  facilityId: string;
  name: { en: string; zh: string };
  scope: 1 | 2 | 3;
  category: string;
  /** The default unit for new records. */
  unit: string;
  factorSelection: FactorSelection;
  recordsEvery: RecordsEvery;
  /** ±% at 95% confidence, or null if not set. */
  uncertainty: SourceUncertainty | null;
}

export interface EmissionSourceInput {
  facilityId: string;
  nameEn: string;
  nameZh: string;
  scope: 1 | 2 | 3;
  category: string;
  unit: string;
  factorSelection: FactorSelection;
  /** Default: every month. */
  recordsEvery?: RecordsEvery;
  uncertainty: StatedUncertainty | null;
}

/** @param id of a planned source */
type NewSource = EmissionSourceInput & { id?: string };

type Author = ChangeAuthor & { organizationId: string };

export async function listEmissionSources(tx: TenantTx, organizationId: string): Promise<EmissionSource[]> {
  const rows = await tx
    .selectFrom("emission_source")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("removed_at", "is", null)
    .orderBy("scope")
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return rows.map(toEmissionSource);
}

export async function addEmissionSource(
  tx: TenantTx,
  author: Author,
  { id, ...input }: NewSource,
): Promise<EmissionSource> {
  await getFacility(tx, author.organizationId, input.facilityId);
  const row = await tx
    .insertInto("emission_source")
    .values({
      tenant_id: author.tenantId,
      organization_id: author.organizationId,
      ...toColumns(input),
      ...(id === undefined ? {} : { id }),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const source = toEmissionSource(row);
  await recordChange(tx, author, {
    action: "emission_source.added",
    subject: "emission_source",
    subjectId: source.id,
    after: source,
  });
  return source;
}

/**
 * @param basedOn the version the author saw (`basedOnOf`)
 * @throws AppError `not_found`; `conflict` with `stale` if another user changed it since
 */
export async function changeEmissionSource(
  tx: TenantTx,
  author: Author,
  { id, basedOn = null }: { id: string; basedOn?: string | null | undefined },
  input: EmissionSourceInput,
): Promise<EmissionSource> {
  const before = await getEmissionSource(tx, author.organizationId, id, { isLocked: true });
  refuseUnseen(before, basedOn);
  await getFacility(tx, author.organizationId, input.facilityId);
  const row = await tx
    .updateTable("emission_source")
    .set(toColumns(input))
    .where("organization_id", "=", author.organizationId)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const after = toEmissionSource(row);
  await recordChange(tx, author, {
    action: "emission_source.changed",
    subject: "emission_source",
    subjectId: id,
    before,
    after,
  });
  return after;
}

/** Removes a source that never had a record, file or data request. Otherwise these would refer to nothing. */
export async function removeEmissionSource(tx: TenantTx, author: Author, id: string): Promise<void> {
  const before = await getEmissionSource(tx, author.organizationId, id);
  if (await isSpokenOf(tx, id)) throw new AppError("conflict", { details: { reason: "source_is_spoken_of" } });
  const used = await tx
    .selectFrom("activity_record")
    .select("id")
    .where("emission_source_id", "=", id)
    .limit(1)
    .execute();
  if (used.length > 0) throw new AppError("conflict", { details: { reason: "source_has_records" } });
  await tx
    .deleteFrom("emission_source")
    .where("organization_id", "=", author.organizationId)
    .where("id", "=", id)
    .execute();
  await recordChange(tx, author, {
    action: "emission_source.removed",
    subject: "emission_source",
    subjectId: id,
    before,
  });
}

async function isSpokenOf(tx: TenantTx, id: string): Promise<boolean> {
  for (const table of ["data_request_item", "evidence_attachment", "gap_answer", "task_cell"] as const) {
    const row = await tx
      .selectFrom(table)
      .select("emission_source_id")
      .where("emission_source_id", "=", id)
      .limit(1)
      .executeTakeFirst();
    if (row) return true;
  }
  return false;
}

/** @throws AppError `not_found` */
export async function getEmissionSource(
  tx: TenantTx,
  organizationId: string,
  id: string,
  { isLocked = false } = {},
): Promise<EmissionSource> {
  const row = await tx
    .selectFrom("emission_source")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .where("removed_at", "is", null)
    .$if(isLocked, (query) => query.forNoKeyUpdate())
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return toEmissionSource(row);
}

function toColumns(input: EmissionSourceInput) {
  return {
    facility_id: input.facilityId,
    name_en: input.nameEn,
    name_zh: input.nameZh,
    scope: input.scope,
    category: input.category,
    unit: input.unit,
    factor_selection: JSON.stringify(input.factorSelection),
    records_every: input.recordsEvery ?? "month",
    uncertainty_activity: input.uncertainty?.activity ?? null,
    uncertainty_factor: input.uncertainty?.factor ?? null,
    uncertainty_activity_basis: input.uncertainty?.activityBasis ?? null,
    uncertainty_factor_basis: input.uncertainty?.factorBasis ?? null,
  };
}

function toEmissionSource(row: Selectable<Database["emission_source"]>): EmissionSource {
  const { uncertainty_activity: activity, uncertainty_factor: factor } = row;
  return {
    id: row.id,
    facilityId: row.facility_id,
    name: { en: row.name_en, zh: row.name_zh },
    scope: row.scope,
    category: row.category,
    unit: row.unit,
    factorSelection: row.factor_selection,
    recordsEvery: row.records_every,
    uncertainty:
      activity !== null && factor !== null
        ? {
            activity: trimZeros(activity),
            factor: trimZeros(factor),
            activityBasis: row.uncertainty_activity_basis,
            factorBasis: row.uncertainty_factor_basis,
          }
        : null,
  };
}

/** The sources that need no record for each month. */
export function eventSourcesOf(sources: readonly Pick<EmissionSource, "id" | "recordsEvery">[]): ReadonlySet<string> {
  return new Set(sources.filter(({ recordsEvery }) => recordsEvery === "event").map(({ id }) => id));
}

/** PostgreSQL pads a numeric to its scale. Removing the zeros doesn't change the value. */
export function trimZeros(numeric: string): string {
  if (!numeric.includes(".")) return numeric;
  let end = numeric.length;
  while (numeric[end - 1] === "0") end -= 1;
  return numeric.slice(0, numeric[end - 1] === "." ? end - 1 : end);
}
