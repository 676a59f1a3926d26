import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { type EmissionSource, listEmissionSources } from "./emission-source.server.ts";
import { type Facility, listFacilities } from "./facility/facility.server.ts";

type Author = ChangeAuthor & { organizationId: string };

/** Facilities and sources that one step created. */
export interface Made {
  facilities: readonly string[];
  sources: readonly string[];
}

/** Other tables that can refer to a source. */
const USES_OF_SOURCE = ["calculation_selection", "data_request_item", "evidence_attachment", "gap_answer"] as const;

/**
 * Removes facilities and sources that one step created, if nothing else uses them and none of their records counts. Old
 * record versions may still refer to them, so they are only marked as removed.
 *
 * @param tasks tasks of the same step, which don't count as a use
 */
export async function removeUnused(
  tx: TenantTx,
  author: Author,
  made: Made,
  tasks: readonly string[] = [],
): Promise<Made> {
  const removed = { facilities: [] as string[], sources: [] as string[] };
  for (const source of await listEmissionSources(tx, author.organizationId)) {
    if (!made.sources.includes(source.id) || (await isSourceUsed(tx, source.id, tasks))) continue;
    await tx.deleteFrom("description_match").where("emission_source_id", "=", source.id).execute();
    await markRemoved(tx, "emission_source", source.id);
    await recordRemoval(tx, author, "emission_source", source);
    removed.sources.push(source.id);
  }
  const left = await listEmissionSources(tx, author.organizationId);
  for (const facility of await listFacilities(tx, author.organizationId)) {
    if (!made.facilities.includes(facility.id) || left.some(({ facilityId }) => facilityId === facility.id)) continue;
    if (await isFacilityUsed(tx, facility.id)) continue;
    await markRemoved(tx, "facility", facility.id);
    await recordRemoval(tx, author, "facility", facility);
    removed.facilities.push(facility.id);
  }
  return removed;
}

async function isSourceUsed(tx: TenantTx, id: string, tasks: readonly string[]): Promise<boolean> {
  for (const table of ["current_activity_record", ...USES_OF_SOURCE] as const) {
    const row = await tx
      .selectFrom(table)
      .select("emission_source_id")
      .where("emission_source_id", "=", id)
      .limit(1)
      .executeTakeFirst();
    if (row) return true;
  }
  const cell = await tx
    .selectFrom("task_cell")
    .select("emission_source_id")
    .where("emission_source_id", "=", id)
    .$if(tasks.length > 0, (query) => query.where("task_id", "not in", [...tasks]))
    .limit(1)
    .executeTakeFirst();
  return cell !== undefined;
}

async function isFacilityUsed(tx: TenantTx, id: string): Promise<boolean> {
  for (const table of ["facility_fact", "period_approval", "description_match"] as const) {
    const row = await tx
      .selectFrom(table)
      .select("facility_id")
      .where("facility_id", "=", id)
      .limit(1)
      .executeTakeFirst();
    if (row) return true;
  }
  return false;
}

async function markRemoved(tx: TenantTx, table: "facility" | "emission_source", id: string): Promise<void> {
  await tx.updateTable(table).set({ removed_at: new Date() }).where("id", "=", id).execute();
}

async function recordRemoval(
  tx: TenantTx,
  author: Author,
  subject: "facility" | "emission_source",
  before: Facility | EmissionSource,
): Promise<void> {
  await recordChange(tx, author, { action: `${subject}.removed`, subject, subjectId: before.id, before });
}
