import { type Kysely, sql } from "kysely";
import { tenantTable } from "./tenant-table.ts";

/**
 * Who did what: one hash chain per tenant. Each id in an entry has a row, so that a record or a facility finds its
 * entries. Each filter has an index.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "audit_trail", {
    columns: `sequence bigint not null,
      at timestamptz not null,
      user_id text not null,
      organization_id uuid,
      action text not null,
      subject text not null,
      subject_id text not null,
      before jsonb,
      after jsonb,
      source text not null,
      previous_hash text not null,
      hash text not null`,
    key: "sequence",
    access: "frozen",
  });
  await sql`create index audit_trail_of_subject on audit_trail (tenant_id, subject, subject_id)`.execute(db);
  await sql`create index audit_trail_at on audit_trail (tenant_id, at)`.execute(db);
  await sql`create index audit_trail_of_organization on audit_trail (tenant_id, organization_id, sequence)`.execute(db);
  for (const filter of ["user_id", "action", "subject", "source"]) {
    await sql`create index ${sql.ref(`audit_trail_by_${filter}`)}
      on audit_trail (tenant_id, organization_id, ${sql.ref(filter)}, sequence)`.execute(db);
  }
  await tenantTable(db, "audit_trail_mention", {
    columns: `mentioned_id text not null check (char_length(mentioned_id) <= 200),
      sequence bigint not null,
      foreign key (tenant_id, sequence) references audit_trail (tenant_id, sequence)`,
    key: "mentioned_id, sequence",
    access: "frozen",
  });
  await sql`create index audit_trail_mention_of_entry on audit_trail_mention (tenant_id, sequence)`.execute(db);
}
