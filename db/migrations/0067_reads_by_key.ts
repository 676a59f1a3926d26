import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  // The operator reads who holds which plan by name, a page at a time.
  await sql`create index tenant_by_name on tenant (name, id)`.execute(db);
  // Told by `in (select …)`, each name on a page of a verifier cost a pass over all memberships of the installation.
  await sql`alter policy of_verifier on membership
    using (tenant_id = any (array(select e.tenant_id from assurance_engagement e)))`.execute(db);
}
