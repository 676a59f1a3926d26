import { type RawBuilder, sql } from "kysely";
import type { TenantTx } from "#db/doors.ts";

/** The sort position of a record in its organization: period, then time of entry. */
export interface ActivityPlace {
  periodStart: string;
  /** Text as the database prints it, because a `Date` would lose the microseconds. */
  recordedAt: string;
  importRow: number;
  recordId: string;
}

/**
 * The sort columns of every list of records, matching the index of an organization's records. Rows of one statement can
 * have the same timestamp, so the row number in the import file decides.
 *
 * @param table alias of the records in the query
 */
export function orderColumns(table: string): RawBuilder<unknown>[] {
  const ref = (name: string) => sql.ref(`${table}.${name}`);
  return [ref("period_start"), ref("recorded_at"), importRowOf(ref("import_row")), ref("record_id")];
}

/** The row number in the import file. Records without one come last. */
export function importRowOf(column: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`coalesce(${column}, 2147483647)`;
}

/** Compares records with a position using only columns of the row, so that the index is used. */
export function compareWithPlace(table: string, comparison: ">" | "<=", place: ActivityPlace): RawBuilder<boolean> {
  const { periodStart, recordedAt, importRow, recordId } = place;
  return sql<boolean>`(${sql.join(orderColumns(table))}) ${sql.raw(comparison)}
    (${periodStart}::date, ${recordedAt}::timestamptz, ${importRow}::int, ${recordId}::uuid)`;
}

/** The position of a record's newest version, including deletions, so that paging can continue after it. */
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
