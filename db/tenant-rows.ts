import { sql } from "kysely";
import type { TenantTx } from "./doors.ts";

const BATCH_ROWS = 500;

export interface TenantRows {
  /** Every table with rows of tenants, by name. */
  tables: readonly string[];
  /** The rows of a table, each as PostgreSQL prints it (`row_to_json`), ordered by key. Read one table at a time. */
  read: (table: string) => AsyncGenerator<string>;
}

/**
 * Opens the rows of the tenant in context for reading. The tenant's own row-level security applies, so that no mistake
 * in a query can show another tenant's rows. In a transaction of `withTenantSnapshot` they are of one moment.
 *
 * @throws Error if the tenant doesn't exist
 */
export async function openTenantRows(tx: TenantTx, tenantId: string): Promise<TenantRows> {
  const tables = await listTables(tx);
  const { rows } = await sql<{ found: boolean }>`select exists (select from tenant) as found`.execute(tx);
  if (!rows[0]?.found) throw new Error(`Workspace ${tenantId} doesn't exist.`);
  return { tables, read: (table) => readRows(tx, table) };
}

/**
 * @throws Error for a table with rows of tenants that a tenant may not read: it would be missing from an export
 * unnoticed
 */
async function listTables(tx: TenantTx): Promise<string[]> {
  const { rows } = await sql<{ name: string; mayRead: boolean }>`
    select relname as name, has_table_privilege(c.oid, 'select') as "mayRead" from pg_class c
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
       and (relname = 'tenant' or exists (select from pg_attribute a
             where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped))
     order by relname`.execute(tx);
  const hidden = rows.filter(({ mayRead }) => !mayRead).map(({ name }) => name);
  if (hidden.length > 0) throw new Error(`A workspace may not read its own rows of ${hidden.join(", ")}.`);
  return rows.map(({ name }) => name);
}

async function* readRows(tx: TenantTx, table: string): AsyncGenerator<string> {
  await sql`declare tenant_rows no scroll cursor for
            select row_to_json(one)::text as json from ${sql.table(table)} one order by ${sql.raw(await keyOf(tx, table))}`.execute(
    tx,
  );
  for (;;) {
    const { rows } = await sql<{ json: string }>`fetch ${sql.raw(String(BATCH_ROWS))} from tenant_rows`.execute(tx);
    for (const { json } of rows) yield json;
    if (rows.length < BATCH_ROWS) break;
  }
  await sql`close tenant_rows`.execute(tx);
}

/** The columns of its primary key, as SQL, so that the rows have the same order each time. */
async function keyOf(tx: TenantTx, table: string): Promise<string> {
  const { rows } = await sql<{ list: string }>`
    select string_agg('one.' || quote_ident(attname), ', ' order by place) as list
      from pg_index, unnest(indkey::int2[]) with ordinality as key (number, place), pg_attribute
     where indrelid = ${table}::regclass and indisprimary and attrelid = indrelid and attnum = number`.execute(tx);
  return rows[0]?.list ?? "1";
}
