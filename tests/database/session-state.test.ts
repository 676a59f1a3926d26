import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { enqueue, openQueue } from "#app/jobs/queue.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { type Doors, openDoors } from "#db/doors.ts";
import { makePostgres } from "#tests/support/database-copy.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { issueNow, makeCompany, makeKeys, runNow, YEAR } from "#tests/support/sample-company.ts";

/**
 * State that outlives a transaction on its connection. A pooler in transaction mode assigns a connection per
 * transaction, so such state is lost or leaks to another client.
 */
const OF_SESSION: [what: string, pattern: RegExp][] = [
  ["a setting of the session", /^\s*set\s+(?!local\b|transaction\b|constraints\b)|\bset\s+session\b/i],
  ["a setting of the session", /set_config\([^;]*?,\s*(false|\$\d+)\s*\)/i],
  ["a lock of the session", /\bpg_(try_)?advisory_lock(_shared)?\s*\(/i],
  ["a wait for news", /^\s*(un)?listen\b/i],
  ["a prepared statement by name", /^\s*(prepare|execute|deallocate)\b/i],
  ["a table of the session", /\bcreate\s+(global\s+|local\s+)?temp(orary)?\b/i],
  ["a cursor beyond its transaction", /\bwith\s+hold\b/i],
];

function findSessionState(text: string): string[] {
  return OF_SESSION.filter(([, pattern]) => pattern.test(text)).map(([what]) => `${what}: ${text.slice(0, 200)}`);
}

const said: string[] = [];
const prototype = pg.Client.prototype as unknown as Record<"query", (...given: unknown[]) => unknown>;
const { query } = prototype;
let doors: Doors;
let remove: () => Promise<void>;

beforeAll(async () => {
  const database = await makePostgres("factor library");
  remove = database.remove;
  // Recorded from here on, because migrations connect to the server directly.
  prototype.query = function (this: unknown, ...given: unknown[]) {
    const [asked] = given as [string | { text?: string; name?: string } | null];
    if (typeof asked === "string") said.push(asked);
    else if (asked?.name) said.push(`prepare ${asked.name}`);
    else if (typeof asked?.text === "string") said.push(asked.text);
    return query.apply(this, given);
  };
  doors = await openDoors(database.url);
});
afterAll(async () => {
  prototype.query = query;
  await doors?.close();
  await remove?.();
});

it.each([
  ["set role app_tenant", 1],
  ["set session characteristics as transaction read only", 1],
  ["select set_config('role', $1, false)", 1],
  ["select pg_advisory_lock(1)", 1],
  ["LISTEN jobs", 1],
  ["prepare find as select 1", 1],
  ["create temp table rows (id int)", 1],
  ["set local role app_jobs", 0],
  ["set transaction isolation level repeatable read", 0],
  ["select set_config('role', $1, true), set_config('app.tenant_id', $2, true)", 0],
  ["select pg_advisory_xact_lock(1)", 0],
  ["update job set state = 'done'", 0],
])("is detected in: %s", (text, count) => {
  expect(findSessionState(text)).toHaveLength(count as number);
});

it("is never used from a record to an issued report, by the doors, the accounts and the queue", async () => {
  const { actor, inventory } = await makeCompany(doors);
  await doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("3")]));
  const runId = await runNow(doors, actor, inventory);
  const issued = await issueNow(doors, await makeKeys(), actor, { runId });
  expect(issued.ok).toBe(true);
  const boss = openQueue(doors.jobBackend);
  await boss.start();
  await doors.withTenant(actor, (tx) => enqueue(tx, "calculate-run", { ...actor, subjectId: inventory.id }));
  await boss.work("calculate-run", { pollingIntervalSeconds: 0.5 }, async () => {});
  await expect
    .poll(() => boss.findJobs("calculate-run").then((jobs) => jobs.map(({ state }) => state)))
    .toContain("completed");
  await boss.stop({ graceful: true });
  expect(said.length).toBeGreaterThan(100);
  for (const word of ["app_jobs", "published_report", "user_account", "pgboss"]) {
    expect(
      said.some((text) => text.includes(word)),
      word,
    ).toBe(true);
  }
  expect(said.flatMap(findSessionState)).toEqual([]);
});
