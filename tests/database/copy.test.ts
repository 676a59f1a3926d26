import fc from "fast-check";
import { CompiledQuery, Kysely, sql } from "kysely";
import { expect, it } from "vitest";
import { readRows } from "#db/copy.ts";
import { printUuid, type ReadColumn, type ReadRow } from "#db/copy-decoder.ts";
import { openDatabase } from "#db/database.ts";
import type { AnyTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";

const day = fc
  .date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
// A text column can't hold NUL, and jsonb can't hold its escape.
const words = fc.string({ unit: "grapheme", maxLength: 40 }).map((text) => text.replaceAll("\0", ""));
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 6 });
const row = fc.tuple(
  orNull(fc.uuid()),
  orNull(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
  orNull(words),
  orNull(day),
  orNull(fc.dictionary(words, words, { maxKeys: 3 }).map((value) => JSON.stringify(value))),
) as fc.Arbitrary<(string | number | null)[]>;

/** Copies the rows, because each one is valid only until the next. */
async function gatherRows(batches: AsyncIterable<Iterable<ReadRow>>): Promise<ReadRow[]> {
  const found: ReadRow[] = [];
  for await (const rows of batches)
    for (const one of rows) found.push(one.map((value) => (value instanceof Uint8Array ? printUuid(value) : value)));
  return found;
}

onEachEngine("copying rows out", (engine) => {
  it("reads the same rows as a normal query, in batches, and leaves the connection usable", async () => {
    const database = await openDatabase(engine.name === "PGlite" ? "memory:" : engine.ownerUrl);
    const db = new Kysely<unknown>({ dialect: database.dialect() });
    const columns: ReadColumn[] = [
      ...(["uuid", "int4", "text", "date", "jsonb"] as const).map((type) => ({ type })),
      { type: "numeric" as const },
      { type: "text" as const, isRepeating: true },
      { type: "uuid_bytes" as const },
    ];
    const query = { sql: "select id, number, words, day, data, size, again, id as bytes from read_out order by at" };
    const inside = <T>(work: (tx: AnyTx) => Promise<T>) =>
      db.transaction().execute((tx) => work(tx as unknown as AnyTx));
    try {
      await sql`create table read_out (id uuid, number int4, words text, day date, data jsonb, at serial,
          size numeric(40,12), again text)`.execute(db);
      const size = fc.oneof(
        fc.constantFrom("0", "0.000000000001", "-0.5", "10000", "99990000.0001", "123456789012345.123456789012"),
        fc.tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat(999)).map(([a, b]) => `${a}.${b}`),
      );
      const again = fc.constantFrom("kWh", "", "吨", "x".repeat(200));
      const rows = fc.array(fc.tuple(row, orNull(size), orNull(again)), { maxLength: 40 });
      await fc.assert(
        fc.asyncProperty(rows, async (rows) => {
          for (const [[id, number, text, date, data], one, other] of rows) {
            await sql`insert into read_out (id, number, words, day, data, size, again) values
                (${id}, ${number}, ${text}, ${date}, ${data}, ${one}, ${other})`.execute(db);
          }
          const { rows: told } = await db.executeQuery<Record<string, unknown>>(CompiledQuery.raw(query.sql));
          const found = await inside((tx) => gatherRows(readRows(tx, query, columns, 7)));
          expect(found).toEqual(told.map((one) => Object.values(one)));
          await sql`delete from read_out`.execute(db);
        }),
        { numRuns: 20 },
      );
      await sql`insert into read_out (number, words) select n, repeat('long', 100) from generate_series(1, 5000) n`.execute(
        db,
      );
      // After stopping early, the next statement of the same transaction works.
      await inside(async (tx) => {
        for await (const batch of readRows(tx, query, columns, 10)) {
          expect([...batch].length).toBeGreaterThan(0);
          break;
        }
        const { rows } = await sql<{ count: number }>`select count(*) as count from read_out`.execute(tx);
        expect(rows.map(({ count }) => Number(count))).toEqual([5000]);
      });
      // A statement during the copy would deadlock, so it is rejected immediately.
      if (engine.name === "PostgreSQL") {
        const asking = inside(async (tx) => {
          for await (const _batch of readRows(tx, query, columns, 10)) await sql`select 1`.execute(tx);
        });
        await expect(asking).rejects.toThrow("Run the query before");
      }
      const wrong = { sql: "select 1 / (3 - number), words from read_out where number < 9 order by number" };
      await expect(
        inside((tx) => gatherRows(readRows(tx, wrong, [{ type: "int4" }, { type: "text" }], 2))),
      ).rejects.toMatchObject({ code: "22012" });
      await sql`drop table read_out`.execute(db);
    } finally {
      await database.close();
    }
  });
});
