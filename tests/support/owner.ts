import { Kysely, type RawBuilder, sql } from "kysely";
import { openDatabase } from "#db/database.ts";
import type { Engine } from "./engines.ts";

/** Work on the raw tables as their owner, as someone with the database's password could; PGlite must not be in use. */
export async function asOwner<T>(ownerUrl: string, work: (db: Kysely<unknown>) => Promise<T>): Promise<T> {
  const database = await openDatabase(ownerUrl);
  try {
    return await work(new Kysely<unknown>({ dialect: database.dialect() }));
  } finally {
    await database.close();
  }
}

/** Sets all roles as held for long, so that members may act as one of two. */
export async function passRightWait(ownerUrl: string): Promise<void> {
  await asOwner(ownerUrl, (db) =>
    sql`update membership set right_since = right_since - interval '30 days'`.execute(db),
  );
}

/** Sets all rules as saved thirty days earlier. */
export async function passRuleWait(engine: Pick<Engine, "asOwner">): Promise<void> {
  await engine.asOwner(async (db) => {
    for (const table of ["release_rule", "second_factor_rule", "seller_detail"]) {
      await sql`alter table ${sql.table(table)} disable trigger frozen`.execute(db);
      await sql`update ${sql.table(table)} set created_at = created_at - interval '30 days'`.execute(db);
      await sql`alter table ${sql.table(table)} enable trigger frozen`.execute(db);
    }
    await sql`update organization set approval_off_at = approval_off_at - interval '30 days'`.execute(db);
  });
}

/** Edits frozen facts, as only the owner can: the trigger that refuses it is disabled for that time. */
export async function editFacts(db: Kysely<unknown>, table: string, statement: RawBuilder<unknown>): Promise<void> {
  await sql`alter table ${sql.table(table)} disable trigger frozen`.execute(db);
  const { numAffectedRows } = await statement.execute(db);
  await sql`alter table ${sql.table(table)} enable trigger frozen`.execute(db);
  if (Number(numAffectedRows) !== 1) throw new Error(`changed ${numAffectedRows} rows instead of one`);
}

/**
 * Writes a row directly, as only the owner can, bypassing the table's rules: its triggers are disabled, and its checks
 * and foreign keys are removed permanently. Required columns without a value are filled.
 */
export async function forgeRow(
  db: Kysely<unknown>,
  table: string,
  row: Readonly<Record<string, string | number>>,
): Promise<void> {
  const held = await sql<{ name: string }>`select conname as name from pg_constraint
    where conrelid = ${table}::regclass and contype in ('c', 'f')`.execute(db);
  for (const { name } of held.rows)
    await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`.execute(db);
  await sql`alter table ${sql.table(table)} disable trigger user`.execute(db);
  const { rows: columns } = await sql<{ name: string; type: string; needed: boolean }>`
    select attname as name, format_type(atttypid, null) as type,
      attnotnull and not atthasdef and attidentity = '' as needed
    from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped`.execute(db);
  const filled = columns.filter(({ name, needed }) => needed || name in row);
  const cells = filled.map(
    ({ name, type }) => sql`${sql.lit(String(row[name] ?? ANY[type] ?? "x"))}::${sql.raw(type)}`,
  );
  await sql`insert into ${sql.table(table)} (${sql.join(filled.map(({ name }) => sql.ref(name)))})
    values (${sql.join(cells)})`.execute(db);
}

/** A value for each column type that is not text. */
const ANY: Readonly<Record<string, string>> = {
  bigint: "1",
  boolean: "true",
  bytea: "\\x00",
  date: "2026-01-01",
  integer: "1",
  "integer[]": "{}",
  jsonb: "{}",
  numeric: "1",
  smallint: "1",
  "text[]": "{}",
  "timestamp with time zone": "2026-01-01T00:00:00Z",
  uuid: "00000000-0000-4000-8000-000000000000",
};
