import { type Kysely, sql } from "kysely";
import { admitSystem, hideClosed, tenantTable } from "./tenant-table.ts";

const SCOPES = "array['read', 'activities:write', 'instruments:write', 'runs:write', 'reports:issue']";

/** API keys, their expiry and days of use, and the answers kept for repeated requests. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createKey(db);
  await createAnswers(db);
}

async function createKey(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "api_key", {
    columns: `id uuid not null default gen_random_uuid(),
      name text not null check (char_length(name) between 1 and 100),
      organization_id uuid,
      scopes text[] not null check (cardinality(scopes) > 0 and scopes <@ ${SCOPES}),
      secret_hash bytea not null check (octet_length(secret_hash) = 32),
      secret_hint text not null check (char_length(secret_hint) between 1 and 20),
      created_by text not null references user_account (id),
      created_at timestamptz not null default now(),
      expires_at timestamptz not null,
      constraint at_most_a_year check (expires_at > created_at and expires_at <= created_at + interval '366 days'),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index api_key_by_secret on api_key (secret_hash)`.execute(db);
  // An author has this name, and a job names the key that requested it, in any tenant.
  await sql`create index api_key_as_author on api_key (tenant_id, ('key:' || id::text))`.execute(db);
  await sql`create index api_key_by_id on api_key (id)`.execute(db);
  await admitSystem(db, "api_key", "select");
  await hideClosed(db, "api_key");

  await tenantTable(db, "api_key_revocation", {
    columns: `api_key_id uuid not null,
      revoked_by text not null,
      revoked_at timestamptz not null default now(),
      foreign key (tenant_id, api_key_id) references api_key (tenant_id, id)`,
    key: "api_key_id",
    access: "frozen",
  });
  await admitSystem(db, "api_key_revocation", "select");

  await tenantTable(db, "api_key_use", {
    columns: `api_key_id uuid not null,
      used_on date not null,
      foreign key (tenant_id, api_key_id) references api_key (tenant_id, id)`,
    key: "api_key_id, used_on",
    access: "frozen",
  });
  await admitSystem(db, "api_key_use", "select, insert");
}

async function createAnswers(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "idempotency_key", {
    columns: `api_key_id uuid not null,
      key text not null check (char_length(key) between 1 and 255),
      request_hash bytea not null check (octet_length(request_hash) = 32),
      status int not null check (status between 200 and 299),
      headers jsonb,
      body text not null,
      created_at timestamptz not null default now(),
      foreign key (tenant_id, api_key_id) references api_key (tenant_id, id)`,
    key: "api_key_id, key",
    access: "editable",
  });
  // An answer is kept unchanged for a day: rows are added and swept, never changed.
  await sql`revoke update on idempotency_key from app_tenant`.execute(db);
  await sql`create index idempotency_key_by_age on idempotency_key (tenant_id, created_at)`.execute(db);
}
