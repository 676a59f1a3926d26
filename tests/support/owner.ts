import { Kysely, type RawBuilder, sql } from "kysely";
import { openDatabase } from "#db/database.ts";

/** Work on the raw tables as their owner, as someone with the database's password could; PGlite must not be in use. */
export async function asOwner<T>(ownerUrl: string, work: (db: Kysely<unknown>) => Promise<T>): Promise<T> {
  const database = await openDatabase(ownerUrl);
  try {
    return await work(new Kysely<unknown>({ dialect: database.dialect() }));
  } finally {
    await database.close();
  }
}

/** Edits frozen facts, as only the owner can: the trigger that refuses it is off meanwhile. */
export async function editFacts(db: Kysely<unknown>, table: string, statement: RawBuilder<unknown>): Promise<void> {
  await sql`alter table ${sql.table(table)} disable trigger frozen`.execute(db);
  const { numAffectedRows } = await statement.execute(db);
  await sql`alter table ${sql.table(table)} enable trigger frozen`.execute(db);
  if (Number(numAffectedRows) !== 1) throw new Error(`changed ${numAffectedRows} rows instead of one`);
}
