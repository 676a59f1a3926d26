import { type Kysely, sql } from "kysely";

/** An invitation to one organization alone: whoever accepts it sees that organization and no other of the tenant. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table invitation
    add column organization_id uuid,
    add foreign key (tenant_id, organization_id) references organization (tenant_id, id),
    add constraint role_of_organization
      check (organization_id is null or role in ('editor', 'reviewer', 'viewer'))`.execute(db);
}
