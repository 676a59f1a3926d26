import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Doors, openDoors } from "#db/doors.ts";
import { migrate } from "#db/migrate.ts";
import { makePostgres } from "#tests/support/database-copy.ts";

/** More than the connections of a pool: if each loss leaked one connection, none would be left. */
const LOSSES = 15;

let doors: Doors;
let owner: pg.Client;
let remove: () => Promise<void>;

beforeAll(async () => {
  const database = await makePostgres("tables");
  remove = database.remove;
  doors = await openDoors(database.url);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await doors?.close();
  await owner?.end();
  await remove?.();
});

/**
 * Ends the sessions of the product on this database, as a server restart does. Other suites have their own database.
 */
async function endSessions(): Promise<void> {
  await owner.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app_login' and datname = current_database()",
  );
}

const countUsers = () => doors.accounts.selectFrom("user_account").select("id").execute();

it("fails the transaction that lost its connection between two statements, and nothing else", async () => {
  const lost = doors.withSystem(async (tx) => {
    await sql`select 1`.execute(tx);
    await endSessions();
    // Waits until the loss is noticed. No statement is pending on that connection.
    await expect.poll(() => sql`select 1`.execute(tx).then(() => "alive", String)).not.toBe("alive");
    return sql`select 2`.execute(tx);
  });
  await expect(lost).rejects.toThrow();
  expect((await doors.withSystem((tx) => sql<{ n: number }>`select 1 as n`.execute(tx))).rows).toEqual([{ n: 1 }]);
});

it("gives a connection back that was lost before its first statement", async () => {
  for (let loss = 0; loss < LOSSES; loss += 1) {
    await countUsers().catch(() => {});
    await endSessions();
    await countUsers().catch(() => {});
  }
  // A lost connection may still count as idle, and a pool without any working one would refuse permanently.
  await expect.poll(() => countUsers().catch(String)).toEqual([]);
});

it("lets the queue continue after its server was away, under its own role and in new sessions", async () => {
  const { jobBackend } = doors;
  if (jobBackend.kind !== "postgres") throw new Error("this is of a server");
  const ask = (text: string) => jobBackend.db.executeSql(text);
  expect((await ask("select current_user as role")).rows).toEqual([{ role: "app_jobs" }]);
  await endSessions();
  await expect.poll(async () => (await ask("select current_user as role")).rows).toEqual([{ role: "app_jobs" }]);
  await expect(ask("select 1 from organization")).rejects.toMatchObject({ code: "42501" });
  expect((await ask("select name from pgboss.queue")).rows).toContainEqual({ name: "calculate-run" });
});

it("reports a working database as available", async () => {
  expect(await doors.isAnswering()).toBe(true);
});

it("gives a job to another process after twenty seconds without a heartbeat, also in queues created earlier", async () => {
  const seconds = async () =>
    (await owner.query("select distinct heartbeat_seconds as seconds from pgboss.queue where name not like '\\_%'"))
      .rows;
  expect(await seconds()).toEqual([{ seconds: 20 }]);
  await owner.query("update pgboss.queue set heartbeat_seconds = null");
  const { database, host, port, user, password } = owner as unknown as Record<string, string>;
  await migrate(`postgres://${user}:${password}@${host}:${port}/${database}`);
  expect(await seconds()).toEqual([{ seconds: 20 }]);
});
