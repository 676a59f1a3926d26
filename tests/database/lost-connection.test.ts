import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Doors, openDoors } from "#db/doors.ts";
import { migrate } from "#db/migrate.ts";
import { makePostgres } from "#tests/support/database-copy.ts";

/** More than a pool has connections: whatever loses one of them for good would leave none. */
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

/** Ends the sessions of the product on its database, as a restart of the server does; other suites have theirs beside it. */
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
    // Until the news of it has come, while nothing is asked on that connection.
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
  // One that is lost may still be taken for one that idles; a pool without any would refuse for good.
  await expect.poll(() => countUsers().catch(String)).toEqual([]);
});

it("lets the queue go on after its server was away, under its own role and on no session of its own", async () => {
  const { jobBackend } = doors;
  if (jobBackend.kind !== "postgres") throw new Error("this is of a server");
  const ask = (text: string) => jobBackend.db.executeSql(text);
  expect((await ask("select current_user as role")).rows).toEqual([{ role: "app_jobs" }]);
  await endSessions();
  await expect.poll(async () => (await ask("select current_user as role")).rows).toEqual([{ role: "app_jobs" }]);
  await expect(ask("select 1 from organization")).rejects.toMatchObject({ code: "42501" });
  expect((await ask("select name from pgboss.queue")).rows).toContainEqual({ name: "calculate-run" });
});

it("says that the database answers while it does", async () => {
  expect(await doors.isAnswering()).toBe(true);
});

it("gives a job to another process when its own was not heard of for twenty seconds, in queues of before too", async () => {
  const seconds = async () =>
    (await owner.query("select distinct heartbeat_seconds as seconds from pgboss.queue where name not like '\\_%'"))
      .rows;
  expect(await seconds()).toEqual([{ seconds: 20 }]);
  await owner.query("update pgboss.queue set heartbeat_seconds = null");
  const { database, host, port, user, password } = owner as unknown as Record<string, string>;
  await migrate(`postgres://${user}:${password}@${host}:${port}/${database}`);
  expect(await seconds()).toEqual([{ seconds: 20 }]);
});
