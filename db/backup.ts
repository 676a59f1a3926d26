import { createHash } from "node:crypto";
import { Kysely, sql, type Transaction } from "kysely";
import { openDatabase } from "./database.ts";

/** A line of a backup: what it is, and its JSON. */
export type BackupLine =
  | { kind: "table"; name: string }
  /** The row as PostgreSQL prints it (`row_to_json`); never parsed here, so that numbers keep every digit. */
  | { kind: "row"; json: string }
  | { kind: "sequence"; name: string; value: string };

/** The number of rows of a table, and the sum of their hashes, which doesn't depend on their order. */
export interface TableSum {
  table: string;
  rows: number;
  sum: string;
}

type Tx = Transaction<unknown>;

const BATCH_ROWS = 500;
const BATCH_CHARACTERS = 4_000_000;

/**
 * Every row of every table as of one moment, and the position of each sequence. The queue's own tables are left out,
 * because its jobs follow from the `job` rows. Reads in batches, so that memory does not grow with the database.
 *
 * @throws Error if the owner would not see all rows
 */
export async function dumpDatabase(url: string, write: (line: BackupLine) => Promise<void>): Promise<TableSum[]> {
  return asOwner(url, async (tx) => {
    await assertSeesAll(tx);
    const sums: TableSum[] = [];
    for (const name of await listTables(tx)) {
      await refuseJsonNull(tx, name);
      await write({ kind: "table", name });
      sums.push(await readTable(tx, name, (json) => write({ kind: "row", json })));
    }
    for (const line of await listSequences(tx)) await write({ kind: "sequence", ...line });
    return sums;
  });
}

/**
 * Puts the rows of a backup into a freshly migrated database, all of them or none. Guards and foreign keys are disabled
 * for that time, because the order of the rows would violate them. The keys are restored at the end, which checks them,
 * and every table is read again.
 *
 * @param finish is called before the commit, with what the tables hold then
 * @throws Error if there are already rows of a tenant, or the backup names tables that this schema doesn't have
 */
export async function loadDatabase(
  url: string,
  lines: AsyncIterable<BackupLine>,
  finish: (sums: TableSum[]) => Promise<void> | void,
): Promise<void> {
  await asOwner(url, async (tx) => {
    await assertSeesAll(tx);
    const tables = await listTables(tx);
    await assertEmpty(tx);
    const putBack = await layAsideGuards(tx, tables);
    for (const table of tables) await sql`delete from ${sql.table(table)}`.execute(tx);
    await insertLines(tx, new Set(tables), lines);
    await putBack();
    const sums: TableSum[] = [];
    for (const table of tables) sums.push(await readTable(tx, table, async () => {}));
    await finish(sums);
  });
}

/**
 * After a restore, records again which workspaces were erased since the backup was made: the next sweep erases them
 * again.
 *
 * @param rows of `tenant_erasure`, as JSON, from the installation that erased them
 * @returns how many of these workspaces the backup held
 */
export async function stateErasures(url: string, rows: readonly string[]): Promise<number> {
  return asOwner(url, async (tx) => {
    await assertSeesAll(tx);
    // The guard requires a deletion that is due, which an older backup may not contain.
    await sql`alter table tenant_erasure disable trigger user`.execute(tx);
    let count = 0;
    for (const json of rows) {
      const { numAffectedRows } = await sql`insert into tenant_erasure
        select r.* from json_populate_record(null::tenant_erasure, ${json}::json) r
         where exists (select from tenant t where t.id = r.tenant_id) on conflict do nothing`.execute(tx);
      count += Number(numAffectedRows ?? 0);
    }
    await sql`alter table tenant_erasure enable trigger user`.execute(tx);
    return count;
  });
}

/** The migrations of a database, in order; empty if it has none yet. */
export async function listMigrations(url: string): Promise<string[]> {
  return asOwner(url, async (tx) => {
    const { rows } = await sql<{ found: boolean }>`select to_regclass('kysely_migration') is not null as found`.execute(
      tx,
    );
    if (!rows[0]?.found) return [];
    const names = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(tx);
    return names.rows.map(({ name }) => name);
  });
}

async function asOwner<T>(url: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const database = await openDatabase(url);
  const db = new Kysely<unknown>({ dialect: database.dialect() });
  try {
    return await db.transaction().setIsolationLevel("repeatable read").execute(work);
  } finally {
    await database.close();
  }
}

async function assertSeesAll(tx: Tx): Promise<void> {
  const { rows } = await sql<{ sees: boolean }>`
    select rolsuper or rolbypassrls as sees from pg_roles where rolname = current_user`.execute(tx);
  if (!rows[0]?.sees) {
    throw new Error("The role of DATABASE_OWNER_URL is subject to row-level security. Give it BYPASSRLS for backups.");
  }
}

async function assertEmpty(tx: Tx): Promise<void> {
  const { rows } = await sql<{ found: boolean }>`select exists (select from tenant) as found`.execute(tx);
  if (rows[0]?.found) throw new Error("The database already contains workspaces. Restore into an empty one.");
}

async function listTables(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
       and relname not like 'kysely_migration%' order by relname`.execute(tx);
  return rows.map(({ name }) => name);
}

async function listSequences(tx: Tx): Promise<{ name: string; value: string }[]> {
  const { rows } = await sql<{ name: string; value: string }>`
    select sequencename as name, last_value::text as value from pg_sequences
     where schemaname = 'public' and last_value is not null order by 1`.execute(tx);
  return rows;
}

/** In JSON, SQL NULL and the JSON value `null` look alike; the second would be restored as the first. */
async function refuseJsonNull(tx: Tx, table: string): Promise<void> {
  const { rows } = await sql<{ name: string; type: string }>`
    select attname as name, atttypid::regtype::text as type from pg_attribute
     where attrelid = ${table}::regclass and attnum > 0 and not attisdropped
       and atttypid in ('json'::regtype, 'jsonb'::regtype)`.execute(tx);
  for (const { name, type } of rows) {
    const found = await sql<{ found: boolean }>`
      select exists (select from ${sql.table(table)}
                      where ${sql.raw(`${type}_typeof`)}(${sql.ref(name)}) = 'null') as found`.execute(tx);
    if (found.rows[0]?.found)
      throw new Error(`${table}.${name} holds a JSON null, which a backup can't distinguish from SQL NULL`);
  }
}

async function readTable(tx: Tx, table: string, onRow: (json: string) => Promise<void>): Promise<TableSum> {
  const sum = new RowSum();
  await sql`declare backup_rows no scroll cursor for
            select row_to_json(one)::text as json from ${sql.table(table)} one`.execute(tx);
  for (;;) {
    const { rows } = await sql<{ json: string }>`fetch ${sql.raw(String(BATCH_ROWS))} from backup_rows`.execute(tx);
    for (const { json } of rows) {
      sum.add(json);
      await onRow(json);
    }
    if (rows.length < BATCH_ROWS) break;
  }
  await sql`close backup_rows`.execute(tx);
  return { table, ...sum.result() };
}

/** Adds up the SHA-256 of rows, modulo 2^256. */
export class RowSum {
  #rows = 0;
  #sum = 0n;

  add(json: string): void {
    this.#rows += 1;
    this.#sum = (this.#sum + BigInt(`0x${createHash("sha256").update(json).digest("hex")}`)) & MASK;
  }

  result(): { rows: number; sum: string } {
    return { rows: this.#rows, sum: this.#sum.toString(16).padStart(64, "0") };
  }
}

const MASK = (1n << 256n) - 1n;

async function insertLines(tx: Tx, tables: ReadonlySet<string>, lines: AsyncIterable<BackupLine>): Promise<void> {
  let table = "";
  let columns = "";
  let batch: string[] = [];
  let characters = 0;
  const flush = async () => {
    if (batch.length === 0) return;
    await sql`insert into ${sql.table(table)} (${sql.raw(columns)}) overriding system value
      select ${sql.raw(columns)} from json_populate_recordset(null::${sql.table(table)}, ${`[${batch.join(",")}]`}::json)`.execute(
      tx,
    );
    batch = [];
    characters = 0;
  };
  for await (const line of lines) {
    if (line.kind === "row") {
      batch.push(line.json);
      characters += line.json.length;
      if (batch.length >= BATCH_ROWS || characters > BATCH_CHARACTERS) await flush();
      continue;
    }
    await flush();
    if (line.kind === "table") {
      if (!tables.has(line.name)) throw new Error(`This schema has no table ${line.name}`);
      table = line.name;
      columns = await listColumns(tx, table);
    } else {
      await sql`select setval(${line.name}::regclass, ${line.value}::bigint)`.execute(tx);
    }
  }
  await flush();
}

/** The stored columns as SQL, without generated ones. */
async function listColumns(tx: Tx, table: string): Promise<string> {
  const { rows } = await sql<{ list: string }>`
    select string_agg(quote_ident(attname), ', ' order by attnum) as list from pg_attribute
     where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`.execute(tx);
  return rows[0]!.list;
}

/** @returns a function that restores triggers and foreign keys; the keys are checked again over all rows */
async function layAsideGuards(tx: Tx, tables: readonly string[]): Promise<() => Promise<void>> {
  const keys = await sql<{ name: string; table: string; definition: string }>`
    select conname as name, conrelid::regclass::text as table, pg_get_constraintdef(oid) as definition
      from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`.execute(tx);
  for (const { name, table } of keys.rows) {
    await sql`alter table ${sql.raw(table)} drop constraint ${sql.id(name)}`.execute(tx);
  }
  for (const table of tables) await sql`alter table ${sql.table(table)} disable trigger user`.execute(tx);
  return async () => {
    for (const { name, table, definition } of keys.rows) {
      await sql`alter table ${sql.raw(table)} add constraint ${sql.id(name)} ${sql.raw(definition)}`.execute(tx);
    }
    for (const table of tables) await sql`alter table ${sql.table(table)} enable trigger user`.execute(tx);
  };
}
