import { type Kysely, sql } from "kysely";
import { tenantTable } from "./tenant-table.ts";

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
}
