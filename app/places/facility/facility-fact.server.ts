import type { Period } from "#app/carbon/document/inventory-document.ts";
import { AppError } from "#app/encoding/errors.ts";
import { trimZeros } from "#app/places/emission-source.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { FacilityFactKind } from "#db/review-schema.ts";
import { getFacility } from "./facility.server.ts";

/** The floor area of a facility, or its output in a period, with the source of the figure. */
export interface FacilityFact {
  id: string;
  facilityId: string;
  kind: FacilityFactKind;
  /** The product, for an output. */
  name: string;
  period: Period;
  quantity: string;
  unit: string;
  source: string;
}

type Author = ChangeAuthor & { organizationId: string };
export type FacilityFactInput = Omit<FacilityFact, "id">;

/** The current facts: the latest for each facility, name and period, unless withdrawn. */
export async function listFacilityFacts(tx: TenantTx, organizationId: string): Promise<FacilityFact[]> {
  const rows = await tx
    .selectFrom("facility_fact")
    .distinctOn(["facility_id", "kind", "name", "period_start", "period_end"])
    .selectAll()
    .where("organization_id", "=", organizationId)
    .orderBy("facility_id")
    .orderBy("kind")
    .orderBy("name")
    .orderBy("period_start")
    .orderBy("period_end")
    .orderBy("created_at", "desc")
    .execute();
  return rows.flatMap((row) => {
    if (row.is_withdrawn) return [];
    const period = { start: row.period_start, end: row.period_end };
    const { id, facility_id: facilityId, kind, name, unit, source } = row;
    return [{ id, facilityId, kind, name, period, quantity: trimZeros(row.quantity), unit, source }];
  });
}

/**
 * Saves a fact. It replaces the earlier one for the same facility, name and period, which is kept in the history.
 *
 * @throws AppError `not_found` for a facility of another organization
 */
export async function stateFacilityFact(tx: TenantTx, author: Author, fact: FacilityFactInput): Promise<void> {
  await getFacility(tx, author.organizationId, fact.facilityId);
  await write(tx, author, fact, false);
}

/** Withdraws a fact. @throws AppError `not_found` */
export async function withdrawFacilityFact(tx: TenantTx, author: Author, id: string): Promise<void> {
  const fact = (await listFacilityFacts(tx, author.organizationId)).find((one) => one.id === id);
  if (!fact) throw new AppError("not_found");
  await write(tx, author, fact, true);
}

async function write(tx: TenantTx, author: Author, fact: FacilityFactInput, isWithdrawn: boolean): Promise<void> {
  const isSame = (one: FacilityFact) =>
    one.facilityId === fact.facilityId &&
    one.kind === fact.kind &&
    one.name === fact.name &&
    one.period.start === fact.period.start &&
    one.period.end === fact.period.end;
  const before = (await listFacilityFacts(tx, author.organizationId)).find(isSame);
  await tx
    .insertInto("facility_fact")
    .values({
      tenant_id: author.tenantId,
      organization_id: author.organizationId,
      facility_id: fact.facilityId,
      kind: fact.kind,
      name: fact.name,
      period_start: fact.period.start,
      period_end: fact.period.end,
      quantity: fact.quantity,
      unit: fact.unit,
      source: fact.source,
      is_withdrawn: isWithdrawn,
      created_by: author.userId,
    })
    .execute();
  await recordChange(tx, author, {
    action: isWithdrawn ? "facility_fact.withdrawn" : "facility_fact.stated",
    subject: "facility",
    subjectId: fact.facilityId,
    before,
    after: isWithdrawn ? undefined : fact,
  });
}
