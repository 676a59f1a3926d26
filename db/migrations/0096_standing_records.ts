import { type Kysely, sql } from "kysely";

/**
 * A deletion is a row that repeats the version before it. Nobody looks for it by days, entry, import or key, so those indexes
 * leave it out: an undo of a million rows, which is a million deletions, writes four entries for each and not eight. It stays
 * in the index of its source, by which a source is kept that any row names, and in that of deletions.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [name, columns, condition] of INDEXES) {
    await sql.raw(`drop index activity_record_${name}`).execute(db);
    await sql
      .raw(`create index activity_record_${name} on activity_record (${columns}) where ${condition}`)
      .execute(db);
  }
}

const INDEXES = [
  [
    "of_organization",
    "tenant_id, organization_id, period_start, recorded_at, record_id, version desc",
    "not is_deleted",
  ],
  ["of_entry", "tenant_id, organization_id, recorded_at, record_id", "not is_deleted"],
  ["of_import", "tenant_id, import_id, import_row", "import_id is not null and not is_deleted"],
  ["of_key", "tenant_id, organization_id, row_key", "row_key is not null and not is_deleted"],
  [
    "of_months",
    "tenant_id, emission_source_id, period_start, period_end",
    "period_end - period_start >= 24 and not is_deleted",
  ],
] as const;
