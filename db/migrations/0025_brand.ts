import type { Kysely } from "kysely";
import { tenantTable } from "./tenant-table.ts";

/** How the reports of an organization look: statements, numbered, the newest in force; and the pictures they name by hash. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "brand_logo", {
    columns: `sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      media_type text not null check (media_type in ('image/png', 'image/jpeg')),
      width int not null check (width between 1 and 4000),
      height int not null check (height between 1 and 4000),
      bytes bytea not null check (octet_length(bytes) between 1 and 524288),
      constraint bytes_of_hash check (encode(sha256(bytes), 'hex') = sha256),
      created_by text not null,
      created_at timestamptz not null default clock_timestamp()`,
    key: "sha256",
    access: "frozen",
  });

  await tenantTable(db, "brand", {
    columns: `organization_id uuid not null,
      version int not null check (version > 0),
      accent text not null check (accent ~ '^#[0-9A-F]{6}$'),
      name_en text not null check (char_length(name_en) <= 200),
      name_zh text not null check (char_length(name_zh) <= 200),
      logo_sha256 text,
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      constraint named_in_both check ((name_en = '') = (name_zh = '')),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, logo_sha256) references brand_logo (tenant_id, sha256)`,
    key: "organization_id, version",
    access: "frozen",
  });
}
