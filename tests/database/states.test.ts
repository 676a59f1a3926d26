import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import type { defineStates } from "#app/kit/states.ts";
import { onEachEngine } from "#tests/support/engines.ts";

type States = ReturnType<typeof defineStates>;

const APP = fileURLToPath(new URL("../../app", import.meta.url));

/** Columns whose states no table declares yet. The list may only get shorter. */
const UNDECLARED = [
  "activity_count.state",
  "assurance_finding_step.state",
  "bank_account_decision.state",
  "checkout_step.state",
  "dispute_step.state",
  "job.state",
  "payment_event.state",
  "payment_task_end.state",
  "plan_order_step.state",
  "receipt_end.state",
  "refund_request_end.state",
  "report_release_end.state",
  "report_withdrawal_end.state",
];

/** Every table of states, by the path of its file and its name. */
async function declaredStates(): Promise<Map<string, States>> {
  const files = readdirSync(APP, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("-state.ts"));
  const found = new Map<string, States>();
  for (const file of files.sort()) {
    const exported = (await import(pathToFileURL(join(APP, file)).href)) as Record<string, unknown>;
    for (const [name, one] of Object.entries(exported)) {
      if (typeof one === "object" && one !== null && "tones" in one && "acts" in one) {
        found.set(`${file} ${name}`, one as States);
      }
    }
  }
  return found;
}

const states = await declaredStates();

describe("each table of states", () => {
  it.each([...states])("%s leads from states that it has to states that it has", (_, { all, acts }) => {
    for (const { from, to } of Object.values(acts)) expect(all).toEqual(expect.arrayContaining([...from, to]));
  });
});

onEachEngine("the states that the database admits", (engine) => {
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

  it("are declared, but for a list that gets shorter", () => {
    const declared = [...states.values()].flatMap(({ stored }) => Object.keys(stored));
    expect([...admitted.keys()].filter((place) => !declared.includes(place)).sort()).toEqual(UNDECLARED);
  });
});
