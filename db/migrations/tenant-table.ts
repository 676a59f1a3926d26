import { type Kysely, sql } from "kysely";

/**
 * What the role of a tenant may do with a table: everything it owns; add and read facts; or read facts alone, which another
 * role adds.
 */
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
  /** Columns of the primary key after `tenant_id`. */
  key: string;
  access: Access;
  /** Of what commerce and tax law asks to be kept for ten years, or of what it names. */
  isBook?: boolean;
  /** False where no foreign key holds the tenant. */
  hasTenantKey?: boolean;
}

/**
 * Makes a table that belongs to tenants: `tenant_id` leads the primary key, row-level security is on and forced, one
 * policy admits the rows of the tenant in context, facts get no UPDATE or DELETE grant, and the rows go with their workspace.
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

/** Lets the rows of a tenant be deleted by `app_eraser`, once the erasure of the tenant in context is a fact. */
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

/** Row-level security, on and forced, with the policy of the tenant in context. No context means no rows. */
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

/** Refuses UPDATE and DELETE by trigger too, so that not even the owner edits a fact by accident. */
export async function freeze(db: Kysely<unknown>, table: string): Promise<void> {
  await sql
    .raw(
      `create trigger frozen before update or delete on ${table} for each statement execute function refuse_change()`,
    )
    .execute(db);
}

/** Lets the system role see or add rows of every tenant: only on the few tables that need it. */
export async function admitSystem(db: Kysely<unknown>, table: string, grants: string): Promise<void> {
  await sql.raw(`grant ${grants} on ${table} to app_system`).execute(db);
  await sql.raw(`create policy of_system on ${table} to app_system using (true) with check (true)`).execute(db);
}

/** By such a table the system finds out who may come in: of a closed workspace it finds nothing there. */
export async function hideClosed(db: Kysely<unknown>, table: string): Promise<void> {
  await sql
    .raw(
      `create policy of_open_tenants on ${table} as restrictive for select to app_system
         using (tenant_id <> all ((select closed_tenants())::uuid[]))`,
    )
    .execute(db);
}
