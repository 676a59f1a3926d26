import { type Kysely, sql } from "kysely";

/** The logo of a workspace, on what it sells with. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table tenant_brand
    add column logo_sha256 text,
    add foreign key (tenant_id, logo_sha256) references brand_logo (tenant_id, sha256)`.execute(db);
}
