import { type Kysely, sql } from "kysely";
import { tenantTable } from "./tenant-table.ts";

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

/** What an entry speaks of, one row for each id, so that a record or a facility finds its own; and an index for each filter. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "audit_trail_mention", {
    columns: `mentioned_id text not null check (char_length(mentioned_id) <= 200),
      sequence bigint not null,
      foreign key (tenant_id, sequence) references audit_trail (tenant_id, sequence)`,
    key: "mentioned_id, sequence",
    access: "frozen",
  });
  // An owner that is no superuser is bound by forced policies too, and would find nothing to fill in.
  for (const table of ["audit_trail", "audit_trail_mention"]) {
    await sql`alter table ${sql.table(table)} no force row level security`.execute(db);
  }
  await sql`insert into audit_trail_mention (tenant_id, mentioned_id, sequence)
    select distinct t.tenant_id, m.id, t.sequence from audit_trail t cross join lateral (
      select left(t.subject_id, 200) union
      select (regexp_matches(concat(t.before::text, t.after::text), ${sql.lit(UUID)}, 'g'))[1]) as m (id)`.execute(db);
  for (const table of ["audit_trail", "audit_trail_mention"]) {
    await sql`alter table ${sql.table(table)} force row level security`.execute(db);
  }

  await sql`create index audit_trail_at on audit_trail (tenant_id, at)`.execute(db);
  await sql`create index audit_trail_of_organization on audit_trail (tenant_id, organization_id, sequence)`.execute(db);
  for (const filter of ["user_id", "action", "subject", "source"]) {
    await sql`create index ${sql.ref(`audit_trail_by_${filter}`)}
      on audit_trail (tenant_id, organization_id, ${sql.ref(filter)}, sequence)`.execute(db);
  }
  await sql`create index activity_record_deleted on activity_record (tenant_id, organization_id, created_at)
    where is_deleted`.execute(db);
}
