import { type Kysely, sql } from "kysely";

/** Rights of the tenant's role on a table: all; add and read facts; or only read facts that another role adds. */
type Access = "editable" | "frozen" | "read";

const GRANTS: Record<Access, string> = {
  editable: "select, insert, update, delete",
  frozen: "select, insert",
  read: "select",
};

const TENANT_IN_CONTEXT = "(select nullif(current_setting('app.tenant_id', true), '')::uuid)";

interface Options {
  /** SQL of the columns after `tenant_id`, constraints included. */
  columns: string;
  key: string;
  access: Access;
  /** Data that commerce and tax law requires to be kept for ten years, or rows that they refer to. */
  isBook?: boolean;
  /** False if no foreign key holds the tenant. */
  hasTenantKey?: boolean;
}

/**
 * Creates a table with tenants' rows: `tenant_id` is first in the primary key, row-level security is on and forced, and
 * one policy admits the rows of the tenant in context. Facts get no UPDATE or DELETE grant, and the rows are erased
 * with their workspace.
 */
export async function tenantTable(
  db: Kysely<unknown>,
  table: string,
  { columns, key, access, isBook = false, hasTenantKey = true }: Options,
): Promise<void> {
  await sql
    .raw(
      `create table ${table} (
         tenant_id uuid not null${hasTenantKey ? " references tenant (id)" : ""},
         ${columns},
         primary key (tenant_id, ${key})
       )`,
    )
    .execute(db);
  await protect(db, table, "tenant_id");
  await sql.raw(`grant ${GRANTS[access]} on ${table} to app_tenant`).execute(db);
  if (access !== "editable") await freeze(db, table);
  await admitEraser(db, table, { isBook });
}

/** Lets `app_eraser` delete the rows of a tenant, once the erasure of the tenant in context is a fact. */
export async function admitEraser(db: Kysely<unknown>, table: string, { isBook }: { isBook: boolean }): Promise<void> {
  const own = `tenant_id = ${TENANT_IN_CONTEXT}`;
  await sql.raw(`grant select, delete on ${table} to app_eraser`).execute(db);
  await sql.raw(`create policy of_eraser on ${table} for select to app_eraser using (${own})`).execute(db);
  await sql
    .raw(
      `create policy by_eraser on ${table} for delete to app_eraser using (${own} and (select may_erase(${isBook})))`,
    )
    .execute(db);
}

/**
 * Enables and forces row-level security with the policy of the tenant in context. Without a context there are no rows.
 */
export async function protect(db: Kysely<unknown>, table: string, column: string): Promise<void> {
  await sql.raw(`alter table ${table} enable row level security`).execute(db);
  await sql.raw(`alter table ${table} force row level security`).execute(db);
  await sql
    .raw(
      `create policy of_tenant on ${table} to app_tenant
         using (${column} = ${TENANT_IN_CONTEXT})
         with check (${column} = ${TENANT_IN_CONTEXT})`,
    )
    .execute(db);
}

/** Also refuses UPDATE and DELETE by trigger, so that not even the owner edits a fact by accident. */
export async function freeze(db: Kysely<unknown>, table: string): Promise<void> {
  await sql
    .raw(
      `create trigger frozen before update or delete on ${table} for each statement execute function refuse_change()`,
    )
    .execute(db);
}

/** Lets the system role see or add rows of every tenant: only for the few tables that need it. */
export async function admitSystem(db: Kysely<unknown>, table: string, grants: string): Promise<void> {
  await sql.raw(`grant ${grants} on ${table} to app_system`).execute(db);
  await sql.raw(`create policy of_system on ${table} to app_system using (true) with check (true)`).execute(db);
}

/** The system finds out from such a table who has access: for a closed workspace it finds nothing. */
export async function hideClosed(db: Kysely<unknown>, table: string): Promise<void> {
  await sql
    .raw(
      `create policy of_open_tenants on ${table} as restrictive for select to app_system
         using (tenant_id <> all ((select closed_tenants())::uuid[]))`,
    )
    .execute(db);
}
