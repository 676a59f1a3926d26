import { type Kysely, sql } from "kysely";

interface Column {
  name: string;
  type: string;
}

interface Table {
  name: string;
  columns: Column[];
  /** Columns of each unique index, including `tenant_id`. */
  keys: string[][];
}

/**
 * Fills a database with the amounts of data of an installation in use: copies every row of a tenant many times within
 * it, under new keys, then copies the whole tenant. Guards and foreign keys are disabled, so the result is only for
 * query plans.
 *
 * @returns the number of rows of each table then
 */
export async function multiplyRows(
  db: Kysely<unknown>,
  { tenantId, rows, tenants }: { tenantId: string; rows: number; tenants: number },
): Promise<Map<string, number>> {
  const tables = await readTables(db);
  await db.connection().execute(async (one) => {
    await sql`set session_replication_role = replica`.execute(one);
    await sql`create temp table copy as select gen_random_uuid() as tenant_id from generate_series(1, ${tenants}::int)`.execute(
      one,
    );
    await sql`insert into tenant (id, name, kind) select tenant_id, 'Sample', 'company' from copy`.execute(one);
    for (const table of tables) {
      const isOfTenant = table.columns.some(({ name }) => name === "tenant_id");
      await multiply(one, table, { rows: isOfTenant ? rows : rows * tenants, tenantId: isOfTenant ? tenantId : null });
    }
    for (const table of tables) await copyToTenants(one, table, tenantId);
    await sql`set session_replication_role = origin`.execute(one);
  });
  await sql`analyze`.execute(db);
  const { rows: counted } = await sql<{ name: string; count: number }>`
    select relname as name, reltuples::int as count from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r'`.execute(db);
  return new Map(counted.map(({ name, count }) => [name, count]));
}

/**
 * The public record, where a copy would be a forgery that no page shows; the library, which is shared and grows only
 * with its publishers; tables of the tools.
 */
const LEFT_ALONE =
  "^(log_|statement$|published_|emission_factor$|factor_dataset$|factor_status_change$|factor_trust_change$|gwp_set$|kysely_)";

async function readTables(db: Kysely<unknown>): Promise<Table[]> {
  const { rows } = await sql<Table>`
    select c.relname as name,
      (select jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, null)) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select jsonb_agg((select jsonb_agg(a.attname order by a.attnum) from pg_attribute a
          where a.attrelid = c.oid and a.attnum = any(i.indkey::int2[])))
        from pg_index i where i.indrelid = c.oid and i.indisunique and i.indexprs is null), '[]') as keys
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and c.relname <> 'tenant' and c.relname !~ ${sql.lit(LEFT_ALONE)}
    order by 1`.execute(db);
  return rows;
}

/** Common to all copies within a tenant: its organization and its one year. */
const SHARED = ["tenant_id", "organization_id", "inventory_id"];

/** The hash of a link's token: no link opens two rows, even of different tenants. */
const TOKEN = "token_hash";

/** The first type to vary if a key has no id: numbers rarely violate a check, texts might. */
const ORDER = ["bigint", "integer", "bytea", "timestamp with time zone", "text"];

/**
 * The columns that differ between copies: every id, so that a copied request has its own copied answers, and columns of
 * unique keys.
 */
function variedOf({ columns, keys }: Table): Map<string, string> {
  const typeOf = new Map(columns.map(({ name, type }) => [name, type]));
  const isOwn = (name: string) => !SHARED.includes(name);
  const varied = new Map<string, string>(
    columns.flatMap(({ name, type }) => (type === "uuid" && isOwn(name) ? [[name, type] as const] : [])),
  );
  // Sessions and similar rows belong to other people.
  if (!typeOf.has("tenant_id") && typeOf.has("user_id")) varied.set("user_id", "text");
  if (typeOf.has(TOKEN)) varied.set(TOKEN, "bytea");
  // Workspaces have names of their own.
  if (typeOf.has("core")) varied.set("core", "text");
  for (const key of keys) {
    if (key.some((name) => varied.has(name))) continue;
    const name = ORDER.flatMap((type) => key.filter((one) => isOwn(one) && typeOf.get(one) === type))[0];
    if (name) varied.set(name, typeOf.get(name)!);
  }
  return varied;
}

function vary(column: string, type: string) {
  const ref = sql.ref(`t.${column}`);
  if (type === "uuid") return sql`md5(${ref}::text || n)::uuid`;
  if (type === "bytea") return sql`sha256(${ref} || convert_to(n::text, 'UTF8'))`;
  if (type === "text")
    return sql`case when ${ref} ~ '^[0-9a-f]{64}$' then md5(n::text) || md5(${ref}) else ${ref} || n end`;
  if (type.startsWith("timestamp")) return sql`${ref} + n * interval '1 minute'`;
  return sql`${ref} + n`;
}

async function multiply(
  db: Kysely<unknown>,
  table: Table,
  { rows, tenantId }: { rows: number; tenantId: string | null },
): Promise<void> {
  const varied = variedOf(table);
  const values = table.columns.map(({ name }) =>
    varied.has(name) ? vary(name, varied.get(name)!) : sql.ref(`t.${name}`),
  );
  const names = table.columns.map(({ name }) => sql.id(name));
  await attempt(
    db,
    sql`insert into ${sql.table(table.name)} (${sql.join(names)}) select ${sql.join(values)} from
      (select * from ${sql.table(table.name)} ${tenantId ? sql`where tenant_id = ${tenantId}` : sql``}) t,
      lateral generate_series(1, ${rows}::int / (select greatest(count(*), 1)::int from ${sql.table(table.name)}
        ${tenantId ? sql`where tenant_id = ${tenantId}` : sql``})) n
      on conflict do nothing`,
  );
}

/** Copies the tenant under another id, and changes every id in it, so that its rows still refer to each other. */
async function copyToTenants(db: Kysely<unknown>, table: Table, tenantId: string): Promise<void> {
  if (!table.columns.some(({ name }) => name === "tenant_id")) return;
  const values = table.columns.map(({ name, type }) => {
    if (name === "tenant_id") return sql`copy.tenant_id`;
    if (name === "user_id") return sql`t.user_id || copy.tenant_id`;
    if (name === TOKEN) return sql`sha256(t.token_hash || convert_to(copy.tenant_id::text, 'UTF8'))`;
    return type === "uuid" ? sql`md5(${sql.ref(`t.${name}`)}::text || copy.tenant_id)::uuid` : sql.ref(`t.${name}`);
  });
  const names = table.columns.map(({ name }) => sql.id(name));
  await attempt(
    db,
    sql`insert into ${sql.table(table.name)} (${sql.join(names)}) select ${sql.join(values)}
      from ${sql.table(table.name)} t, copy where t.tenant_id = ${tenantId} on conflict do nothing`,
  );
}

/** A check may refuse a copy; the table then keeps its rows, which its count shows. */
async function attempt(db: Kysely<unknown>, statement: ReturnType<typeof sql>): Promise<void> {
  await statement.execute(db).catch(() => {});
}
