import { sql } from "kysely";
import { expect, it } from "vitest";
import { z } from "zod";
import { rowIds } from "#app/records/import/row-ids.server.ts";
import { typedRows } from "#app/records/import/typed-rows.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";

onEachEngine("rows of an import as a relation", (engine) => {
  it("keep values with any characters", async () => {
    const texts = [
      "",
      "NULL",
      "null",
      "{}",
      "a,b",
      '"',
      '\\"',
      "\\",
      "\\\\N",
      " x ",
      "\n\r\t",
      "’“电力",
      "😀",
      "{a}",
      "''",
    ];
    const types = {
      number: "int",
      note: "text",
      facts: "jsonb",
      day: "date",
      amount: "numeric",
      is_so: "boolean",
    } as const;
    const rows = texts.map((note, number) => ({
      number,
      note,
      facts: number % 2 ? { text: note, list: [note, null] } : null,
      day: number % 3 ? "2025-02-28" : null,
      amount: "12.500000000001",
      is_so: number % 2 === 0,
    }));
    const read = await engine.doors.withSystem((tx) =>
      sql<(typeof rows)[number]>`select r.number, r.note, r.facts, r.day, r.amount, r.is_so
        from ${typedRows(types, rows)} order by r.number`.execute(tx),
    );
    expect(read.rows).toEqual(rows);
  });

  it("store unsupported characters as the replacement character", async () => {
    const types = { note: "text", facts: "jsonb" } as const;
    const rows = [{ note: "a\0b", facts: { text: "a\0b \ud800 \\u0000" } }];
    const read = await engine.doors.withSystem((tx) => sql`select * from ${typedRows(types, rows)}`.execute(tx));
    expect(read.rows).toEqual([{ note: "a\ufffdb", facts: { text: "a\ufffdb \ufffd \\u0000" } }]);
  });

  it("get ascending standard ids, different in each call", async () => {
    const numbers = [0, 1, 4095, 4096, 1_000_000, 0xffffff];
    const read = (id: ReturnType<typeof rowIds>) =>
      engine.doors.withSystem(async (tx) => {
        const { rows } = await sql<{ id: string }>`select ${id(sql`n`)} as id
          from unnest(${numbers}::int[]) with ordinality as r(n, at) order by at`.execute(tx);
        return rows.map((row) => row.id);
      });
    const [ids, others] = [await read(rowIds()), await read(rowIds())];
    expect(ids.every((id) => z.uuidv7().safeParse(id).success)).toBe(true);
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set([...ids, ...others]).size).toBe(2 * numbers.length);
  });
});
