import { type Kysely, sql } from "kysely";

/** What the role of a tenant may do with a table: everything it owns, or add and read only. */
type Access = "editable" | "frozen";

/**
 * Makes a table that belongs to tenants: `tenant_id` leads the primary key, row-level security is on and forced, one
 * policy admits the rows of the tenant in context, and `frozen` facts get no UPDATE or DELETE grant.
 *
 * @param columns SQL of the columns after `tenant_id`, constraints included.
 * @param key columns of the primary key after `tenant_id`.
 */
export async function tenantTable(
  db: Kysely<unknown>,
  table: string,
  options: { columns: string; key: string; access: Access },
): Promise<void> {
  await sql
    .raw(
      `create table ${table} (
         tenant_id uuid not null references tenant (id),
         ${options.columns},
         primary key (tenant_id, ${options.key})
       )`,
    )
    .execute(db);
  await protect(db, table, "tenant_id");
  const grants = options.access === "frozen" ? "select, insert" : "select, insert, update, delete";
  await sql.raw(`grant ${grants} on ${table} to app_tenant`).execute(db);
  if (options.access === "frozen") await freeze(db, table);
  // From the migration on that lets workspaces end, each table is on its road.
  const { rows } = await sql<{
    road: boolean;
  }>`select to_regprocedure('may_erase(boolean)') is not null as road`.execute(db);
  if (rows[0]!.road) await admitEraser(db, table, { isBook: false });
}

/** Lets the rows of a tenant be deleted by `app_eraser`, once the erasure of the tenant in context is a fact. */
export async function admitEraser(db: Kysely<unknown>, table: string, { isBook }: { isBook: boolean }): Promise<void> {
  const own = "tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)";
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
         using (${column} = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
         with check (${column} = (select nullif(current_setting('app.tenant_id', true), '')::uuid))`,
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
