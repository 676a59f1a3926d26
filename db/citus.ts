import { Kysely, sql } from "kysely";
import { openDatabase } from "./database.ts";

/** How the tables would lie on several servers: by tenant, or whole on each. */
export interface Distribution {
  /** In the order in which Citus takes them. */
  statements: string[];
  /** What Citus refuses or does otherwise, and what would have to change; empty for nothing. */
  obstacles: string[];
}

interface Table {
  name: string;
  isTenant: boolean;
}

interface Reference {
  table: string;
  target: string;
  name: string;
  /** Whether `tenant_id` stands for `tenant_id`. */
  isWithinTenant: boolean;
}

/** Kept by whoever migrates, on the first server alone. */
const LOCAL = new Set(["kysely_migration", "kysely_migration_lock"]);

/**
 * Works out from the catalogue how Citus would distribute the tables: those of tenants by `tenant_id`, all beside each
 * other so that joins and keys within a tenant stay on one server; the others whole on every server. Nothing is changed.
 */
export async function planDistribution(db: Kysely<unknown>): Promise<Distribution> {
  const tables = await readTables(db);
  const references = await readReferences(db);
  const ordered = afterTheirTargets(tables, references);
  const first = ordered.find(({ isTenant }) => isTenant)?.name;
  const statements = [
    ...ordered.filter(({ isTenant }) => !isTenant).map(({ name }) => `select create_reference_table('${name}');`),
    ...ordered
      .filter(({ isTenant }) => isTenant)
      .map(({ name }) => {
        const beside = name === first ? "" : `, colocate_with => '${first}'`;
        return `select create_distributed_table('${name}', 'tenant_id'${beside});`;
      }),
  ];
  return { statements, obstacles: [...findKeyObstacles(tables, references), ...(await readObstacles(db, tables))] };
}

async function readTables(db: Kysely<unknown>): Promise<Table[]> {
  const { rows } = await sql<{ name: string; is_tenant: boolean }>`
    select c.relname as name, coalesce(a.attnotnull, false) as is_tenant
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    left join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition order by 1`.execute(db);
  return rows.filter(({ name }) => !LOCAL.has(name)).map((row) => ({ name: row.name, isTenant: row.is_tenant }));
}

async function readReferences(db: Kysely<unknown>): Promise<Reference[]> {
  const { rows } = await sql<{ table: string; target: string; name: string; is_within: boolean }>`
    select c.relname as table, t.relname as target, k.conname as name,
      exists (select 1 from unnest(k.conkey, k.confkey) as pair (own, other)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = own and a.attname = 'tenant_id'
        join pg_attribute b on b.attrelid = k.confrelid and b.attnum = other and b.attname = 'tenant_id') as is_within
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and k.contype = 'f' order by 1, 3`.execute(db);
  return rows.map((row) => ({ ...row, isWithinTenant: row.is_within }));
}

/** A key to a table asks that the table has its place already. */
function afterTheirTargets(tables: Table[], references: Reference[]): Table[] {
  const left = new Map(tables.map((table) => [table.name, table]));
  const ordered: Table[] = [];
  while (left.size > 0) {
    const free = [...left.values()].filter(({ name }) =>
      references.every(({ table, target }) => table !== name || target === name || !left.has(target)),
    );
    // Keys that go round have no first: they are taken as they come, and named as an obstacle by Citus itself.
    const next = free.length > 0 ? free : [...left.values()];
    for (const table of next) left.delete(table.name);
    ordered.push(...next);
  }
  return ordered;
}

function findKeyObstacles(tables: Table[], references: Reference[]): string[] {
  const tenants = new Set(tables.filter(({ isTenant }) => isTenant).map(({ name }) => name));
  return references.flatMap(({ table, target, name, isWithinTenant }) => {
    if (tenants.has(table) && tenants.has(target) && !isWithinTenant)
      return [`${table}.${name} leads to ${target} without tenant_id`];
    if (!tenants.has(table) && tenants.has(target)) return [`${table}.${name} leads from a shared table to ${target}`];
    return [];
  });
}

async function readObstacles(db: Kysely<unknown>, tables: Table[]): Promise<string[]> {
  const tenants = sql.join(tables.filter(({ isTenant }) => isTenant).map(({ name }) => name));
  const { rows: unique } = await sql<{ told: string }>`
    select x.relname || ' is unique over all tenants (' || c.relname || ')' as told
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
    where n.nspname = 'public' and c.relname in (${tenants}) and (i.indisunique or i.indisexclusion)
      and not a.attnum = any (i.indkey) order by 1`.execute(db);
  const { rows: parted } = await sql<{ told: string }>`
    select c.relname || ' is partitioned by ' || case p.partstrat when 'h' then 'hash' when 'l' then 'list' else 'range' end as told
    from pg_partitioned_table p join pg_class c on c.oid = p.partrelid
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relname in (${tenants}) order by 1`.execute(db);
  const { rows: triggers } = await sql<{ told: string }>`
    select p.proname || ' is a trigger of ' || count(*) || case when count(*) = 1 then ' table' else ' tables' end as told
    from pg_trigger t join pg_proc p on p.oid = t.tgfoid join pg_class c on c.oid = t.tgrelid
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relname in (${tenants}) and not t.tgisinternal
    group by p.proname order by p.proname`.execute(db);
  return [...unique, ...parted, ...triggers].map(({ told }) => told);
}

/** `node db/citus.ts postgres://owner…`: prints the statements, and as comments what stands in their way. */
async function main(url: string): Promise<void> {
  const database = await openDatabase(url);
  try {
    const { statements, obstacles } = await planDistribution(new Kysely<unknown>({ dialect: database.dialect() }));
    process.stdout.write([...obstacles.map((told) => `-- ${told}`), ...statements, ""].join("\n"));
  } finally {
    await database.close();
  }
}

if (import.meta.main) await main(process.argv[2] ?? "");
