import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import type { defineStates, Move } from "#app/kit/states.ts";
import { onEachEngine } from "#tests/support/engines.ts";

type States = ReturnType<typeof defineStates<string, Record<string, Move<string>>>>;

const APP = fileURLToPath(new URL("../../app", import.meta.url));

/** Every state table, by file path and name. */
async function declaredStates(): Promise<Map<string, States>> {
  const files = readdirSync(APP, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("-state.ts"));
  const found = new Map<string, States>();
  for (const file of files.sort()) {
    const exported = (await import(pathToFileURL(join(APP, file)).href)) as Record<string, unknown>;
    for (const [name, one] of Object.entries(exported)) {
      if (typeof one === "object" && one !== null && "all" in one && "acts" in one) {
        found.set(`${file} ${name}`, one as States);
      }
    }
  }
  return found;
}

const states = await declaredStates();

describe("each state table", () => {
  it.each([...states])("%s has transitions only between its own states", (_, { all, acts }) => {
    for (const { from, to } of Object.values(acts)) expect(all).toEqual(expect.arrayContaining([from, to].flat()));
  });
});

onEachEngine("the states in the database", (engine) => {
  const admitted = new Map<string, string[]>();
  beforeAll(() =>
    engine.asOwner(async (db) => {
      const { rows } = await sql<{ place: string; rule: string }>`
        select c.conrelid::regclass::text || '.' || a.attname as place, pg_get_constraintdef(c.oid) as rule
        from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
        where c.contype = 'c' and c.connamespace = 'public'::regnamespace and a.attname = 'state'
          and cardinality(c.conkey) = 1 and pg_get_constraintdef(c.oid) like '%ANY%'`.execute(db);
      for (const { place, rule } of rows) {
        admitted.set(place, [...rule.matchAll(/'([a-z_]+)'/g)].map(([, state]) => state!).sort());
      }
    }),
  );

  it.each([...states].flatMap(([, { stored }]) => Object.entries(stored)))(
    "%s are those of its table",
    (place, own) => {
      expect(admitted.get(place)).toEqual([...own].sort());
    },
  );

  it("are all declared, each column once", () => {
    const declared = [...states.values()].flatMap(({ stored }) => Object.keys(stored));
    expect(declared.sort()).toEqual([...admitted.keys()].sort());
  });
});
