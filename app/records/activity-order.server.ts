import { type RawBuilder, sql } from "kysely";
import type { TenantTx } from "#db/doors.ts";

/** Where a record stands among those of its organization: by period, then time of entry. */
export interface ActivityPlace {
  periodStart: string;
  /** As the database writes it: a `Date` would lose its microseconds. */
  recordedAt: string;
  importRow: number;
  recordId: string;
}

/**
 * The columns by which every list of records is in order, as the index of an organization's records is. Rows of one
 * statement may share their moment where the clock is coarse: then their row in the file decides.
 *
 * @param table alias of the records in the query
 */
export function orderColumns(table: string): RawBuilder<unknown>[] {
  const ref = (name: string) => sql.ref(`${table}.${name}`);
  return [ref("period_start"), ref("recorded_at"), importRowOf(ref("import_row")), ref("record_id")];
}

/** The row in its file; last where it is of none. */
export function importRowOf(column: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`coalesce(${column}, 2147483647)`;
}

/** Compares records with a place by what stands in the rows themselves, so that the index leads there. */
export function compareWithPlace(table: string, comparison: ">" | "<=", place: ActivityPlace): RawBuilder<boolean> {
  const { periodStart, recordedAt, importRow, recordId } = place;
  return sql<boolean>`(${sql.join(orderColumns(table))}) ${sql.raw(comparison)}
    (${periodStart}::date, ${recordedAt}::timestamptz, ${importRow}::int, ${recordId}::uuid)`;
}

/** Where the newest version of a record stands, be it a deletion: who read up to it goes on from there. */
export async function findPlace(tx: TenantTx, organizationId: string, recordId: string): Promise<ActivityPlace | null> {
  const row = await tx
    .selectFrom("activity_record")
    .select(["period_start", "record_id"])
    .select([sql<string>`recorded_at::text`.as("recorded_at"), importRowOf(sql.ref("import_row")).as("import_row")])
    .where("organization_id", "=", organizationId)
    .where("record_id", "=", recordId)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const { period_start: periodStart, recorded_at: recordedAt, import_row: importRow } = row;
  return { periodStart, recordedAt, importRow, recordId: row.record_id };
}
