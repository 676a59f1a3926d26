import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { CompiledQuery, Kysely, sql } from "kysely";
import { expect, it } from "vitest";
import { copyLines, encodeLines } from "#app/runs/calculation-line.server.ts";
import { copyIn, readRows } from "#db/copy.ts";
import { printUuid, type ReadColumn, type ReadRow } from "#db/copy-decoder.ts";
import { CopyEncoder, type CopyType, type CopyValue, encodeValues } from "#db/copy-encoder.ts";
import { openDatabase } from "#db/database.ts";
import { type AnyTx, actAs, type TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeCompany, runNow } from "#tests/support/sample-company.ts";

const COLUMNS = { id: "uuid", number: "int4", words: "text", day: "date", data: "jsonb" } as const satisfies Record<
  string,
  CopyType
>;

const day = fc
  .date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
// A text column holds no NUL, and jsonb no escape of one.
const words = fc.string({ unit: "grapheme", maxLength: 40 }).map((text) => text.replaceAll("\0", ""));
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 6 });
const row = fc.tuple(
  orNull(fc.uuid()),
  orNull(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
  orNull(words),
  orNull(day),
  orNull(fc.dictionary(words, words, { maxKeys: 3 }).map((value) => JSON.stringify(value))),
) as fc.Arbitrary<CopyValue[]>;

async function* encode(rows: readonly CopyValue[][]): AsyncGenerator<Uint8Array> {
  const encoder = new CopyEncoder();
  for (const [at, one] of rows.entries()) {
    encoder.begin(one.length);
    for (const [place, type] of Object.values(COLUMNS).entries()) encoder.add(type, one[place]!);
    if (at % 7 === 6) yield encoder.take();
  }
  yield encoder.take();
}

/** Copies: a row is lent until the next one. */
async function gatherRows(batches: AsyncIterable<Iterable<ReadRow>>): Promise<ReadRow[]> {
  const found: ReadRow[] = [];
  for await (const rows of batches)
    for (const one of rows) found.push(one.map((value) => (value instanceof Uint8Array ? printUuid(value) : value)));
  return found;
}

onEachEngine(
  "copying rows in and out",
  (engine) => {
    it("stores what the same values store as text", async () => {
      const isEmbedded = engine.name === "PGlite";
      const database = await openDatabase(isEmbedded ? "memory:" : engine.ownerUrl);
      const db = new Kysely<unknown>({ dialect: database.dialect() });
      try {
        await sql`create table copied (id uuid, number int4, words text, day date, data jsonb, at serial)`.execute(db);
        await fc.assert(
          fc.asyncProperty(fc.array(row, { maxLength: 40 }), async (rows) => {
            const found = await db.transaction().execute(async (tx) => {
              await copyIn(tx as unknown as AnyTx, "copied", Object.keys(COLUMNS), encode(rows));
              const { rows: copied } =
                await sql`select id, number, words, day, data::text as data from copied order by at`.execute(tx);
              await sql`delete from copied`.execute(tx);
              for (const [id, number, text, date, data] of rows) {
                await sql`insert into copied (id, number, words, day, data) values
                  (${id}, ${number}, ${text}, ${date}, ${data})`.execute(tx);
              }
              const { rows: written } =
                await sql`select id, number, words, day, data::text as data from copied order by at`.execute(tx);
              await sql`delete from copied`.execute(tx);
              return { copied, written };
            });
            expect(found.copied).toEqual(found.written);
          }),
          { numRuns: 60 },
        );
        await sql`drop table copied`.execute(db);
      } finally {
        await database.close();
      }
    });

    it("reads what a query gives as any query gives it, in batches, and leaves the connection whole", async () => {
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
        // Whoever stops in the middle goes on with the next statement of the same transaction.
        await inside(async (tx) => {
          for await (const batch of readRows(tx, query, columns, 10)) {
            expect([...batch].length).toBeGreaterThan(0);
            break;
          }
          const { rows } = await sql<{ count: number }>`select count(*) as count from read_out`.execute(tx);
          expect(rows.map(({ count }) => Number(count))).toEqual([5000]);
        });
        // What would wait for the rows, and they for it, is told at once.
        if (engine.name === "PostgreSQL") {
          const asking = inside(async (tx) => {
            for await (const _batch of readRows(tx, query, columns, 10)) await sql`select 1`.execute(tx);
          });
          await expect(asking).rejects.toThrow("ask before");
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

    it("refuses numbers, days and uuids that are none, and stops where the rows fail", async () => {
      const encoder = new CopyEncoder();
      expect(() => encoder.add("int4", 2 ** 31)).toThrow(RangeError);
      expect(() => encoder.add("date", "2025-02-30x")).toThrow("no day");
      expect(() => encoder.add("uuid", "123")).toThrow("no uuid");
      // Nothing of what failed stands in what is encoded next.
      expect(() => encodeValues(["text", "first"], ["uuid", "123"])).toThrow("no uuid");
      expect(encodeValues(["int4", 1])).toEqual(Buffer.from([0, 0, 0, 4, 0, 0, 0, 1]));
      const { actor } = await makeCompany(engine.doors);
      const failing = async function* (): AsyncGenerator<Uint8Array> {
        yield new Uint8Array();
        throw new Error("no more rows");
      };
      await expect(engine.doors.withTenant(actor, (tx) => copyLines(tx, randomUUID(), failing()))).rejects.toThrow(
        "no more rows",
      );
      // The connection is whole: the next transaction works.
      expect(
        await engine.doors.withTenant(actor, (tx) => tx.selectFrom("facility").select("id").execute()),
      ).toHaveLength(1);
    });

    it("takes lines for no other tenant, and for no run but the one that is being added", async () => {
      const [a, b] = [await makeCompany(engine.doors), await makeCompany(engine.doors)];
      const runId = await runNow(engine.doors, a.actor, a.inventory);
      const inside = <T>(work: Parameters<typeof engine.doors.withTenant<T>>[1]) =>
        engine.doors.withTenant(b.actor, work);
      const none = encodeLines([]);
      // Neither another tenant's run, nor one that was stored before, is of this transaction.
      await expect(inside((tx) => copyLines(tx, runId, none))).rejects.toMatchObject({ code: "23503" });
      await expect(
        engine.doors.withTenant(a.actor, (tx) => copyLines(tx, runId, encodeLines([]))),
      ).rejects.toMatchObject({ code: "23503" });
      for (const columns of [
        ["tenant_id", "line_number"],
        ["run_id", "line_number"],
      ]) {
        await expect(
          inside((tx) => actAs(tx, "app_lines", () => copyIn(tx, "calculation_line_part", columns, encodeLines([])))),
        ).rejects.toMatchObject({ code: "42501" });
      }
      for (const statement of [
        sql`select * from calculation_line_part`,
        sql`update calculation_line_part set co2e_kg = '0'`,
        sql`delete from calculation_line_part`,
        sql`insert into calculation_line (line_number) values (1)`,
      ]) {
        for (const role of ["app_tenant", "app_lines"] as const) {
          await expect(
            inside((tx) =>
              role === "app_lines" ? actAs(tx, role, () => statement.execute(tx)) : statement.execute(tx),
            ),
          ).rejects.toMatchObject({ code: "42501" });
        }
      }
    });

    it("takes lines and pieces before their run, and keeps them with it alone", async () => {
      const { actor, inventory } = await makeCompany(engine.doors);
      const stored = await runNow(engine.doors, actor, inventory);
      const keep = (runId: string, work: (tx: TenantTx) => Promise<void> = async () => {}) =>
        engine.doors.withTenant(actor, async (tx) => {
          await tx
            .insertInto("calculation_piece")
            .values({
              tenant_id: actor.tenantId,
              run_id: runId,
              part: "detail",
              line_number: 1,
              number: 1,
              content: Buffer.of(1),
            })
            .execute();
          await copyLines(tx, runId, encodeLines([]));
          await work(tx);
        });
      // Neither for a run that never comes, nor for one that was there before.
      for (const runId of [randomUUID(), stored]) await expect(keep(runId)).rejects.toMatchObject({ code: "23503" });
      const runId = randomUUID();
      await keep(runId, async (tx) => {
        await sql`insert into calculation_run (id, tenant_id, organization_id, inventory_id, engine_version, inputs_hash, result_hash, document, record_ids, issue_count,
            line_count, co2e_kg, co2e_kg_market_based, library, read_after, status_changes, created_by)
          select ${runId}, tenant_id, organization_id, inventory_id, engine_version, inputs_hash, result_hash, document, record_ids, issue_count,
            line_count, co2e_kg, co2e_kg_market_based, library, read_after, status_changes, created_by from calculation_run where id = ${stored}`.execute(
          tx,
        );
      });
      const kept = engine.doors.withTenant(actor, (tx) =>
        tx.selectFrom("calculation_piece").select("run_id").where("part", "=", "detail").execute(),
      );
      expect(await kept).toEqual([{ run_id: runId }]);
      // What a piece holds is nothing that who copies lines may read.
      await expect(
        engine.doors.withTenant(actor, (tx) =>
          actAs(tx, "app_lines", () => sql`select content from calculation_piece`.execute(tx)),
        ),
      ).rejects.toMatchObject({ code: "42501" });
    });
  },
  "factor library",
);
