import { chmodSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, inject, it } from "vitest";
import { changesPublic, type DoorSettings, type Doors, openDoors, type PublicTx } from "#db/doors.ts";
import { migrate } from "#db/migrate.ts";
import { makePostgres } from "#tests/support/database-copy.ts";
import type { PostgresServer } from "#tests/support/postgres.ts";
import { type Relay, startRelay } from "#tests/support/relay.ts";
import { type StandbyServer, startPrimary, startStandby } from "#tests/support/standby.ts";
import type { Version } from "#tests/support/versions.ts";

/** A failing standby is not used for five seconds. */
const PATIENCE = { timeout: 60_000 };
const PASSWORD = "login-of-the-test-server";

let primary: PostgresServer;
let standby: StandbyServer;
let relay: Relay;
let atPrimary: pg.Client;
const opened: Doors[] = [];

beforeAll(async () => {
  const folder = mkdtempSync(join(inject("runFolder"), "pair-"));
  // As root, the servers run under a separate user, who needs access to their folder.
  chmodSync(folder, 0o755);
  const version = inject("engine") as Version;
  primary = await startPrimary(join(folder, "primary"), version);
  await migrate(primary.ownerUrl);
  atPrimary = await connect(primary.ownerUrl);
  await atPrimary.query(`alter role app_login password '${PASSWORD}'`);
  standby = await startStandby(join(folder, "standby"), version, primary);
  const { hostname, port } = new URL(standby.ownerUrl);
  relay = await startRelay({ host: hostname, port: Number(port) });
});
afterEach(async () => {
  for (const doors of opened.splice(0)) await doors.close();
});
afterAll(async () => {
  await atPrimary?.end();
  await relay?.close();
  await standby?.stop();
  await primary?.stop();
});

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  return client;
}

const asLogin = (url: string) => url.replace(/\/\/[^@]+@/, `//app_login:${PASSWORD}@`);

/** Opens the doors of a separate process. */
async function open(settings: DoorSettings = {}, url = primary.ownerUrl): Promise<Doors> {
  const doors = await openDoors(asLogin(url), { standbyUrl: asLogin(standby.ownerUrl), ...settings });
  opened.push(doors);
  return doors;
}

async function isOfStandby(tx: PublicTx): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`select pg_is_in_recovery() as is`.execute(tx);
  return rows[0]!.is;
}

/** The server that answers a reader, and the newest checkpoint that it returns. */
const look = (doors: Doors) =>
  doors.withPublic(async (tx) => {
    const { rows } = await sql<{ size: number | null }>`select max(size)::int as size from log_checkpoint`.execute(tx);
    return { isOfStandby: await isOfStandby(tx), size: rows[0]!.size };
  });

let size = 0;

async function publish(doors: Doors): Promise<number> {
  size += 1;
  await doors.withSystem(async (tx) => {
    changesPublic(tx);
    await sql`insert into log_checkpoint (size, root, note, signed_at) values (${size}, '\\x00', '', now())`.execute(
      tx,
    );
  });
  return size;
}

/** Does work while the standby receives everything but shows nothing of it. */
async function whileBehind(work: () => Promise<void>): Promise<void> {
  const owner = await connect(standby.ownerUrl);
  await owner.query("select pg_wal_replay_pause()");
  await expect
    .poll(async () => (await owner.query("select pg_get_wal_replay_pause_state() as state")).rows[0].state)
    .toBe("paused");
  await work().finally(async () => {
    await owner.query("select pg_wal_replay_resume()");
    await owner.end();
  });
}

it("answers what strangers read, under their role, and nothing that members read", async () => {
  const doors = await open();
  await expect.poll(() => look(doors), PATIENCE).toMatchObject({ isOfStandby: true });
  const roles = await doors.withPublic((tx) => sql<{ role: string }>`select current_user as role`.execute(tx));
  expect(roles.rows).toEqual([{ role: "app_public" }]);
  await expect(doors.withPublic((tx) => sql`select 1 from organization`.execute(tx))).rejects.toMatchObject({
    code: "42501",
  });
  expect(await doors.withSystem((tx) => isOfStandby(tx as unknown as PublicTx))).toBe(false);
});

it("shows immediately what its own process published, from the primary until the standby has caught up", async () => {
  const doors = await open();
  await expect.poll(() => look(doors), PATIENCE).toMatchObject({ isOfStandby: true });
  await whileBehind(async () => {
    const published = await publish(doors);
    expect(await look(doors)).toEqual({ isOfStandby: false, size: published });
  });
  await expect.poll(() => look(doors), PATIENCE).toEqual({ isOfStandby: true, size });
});

it("shows soon what another process published, however far the standby lags behind", async () => {
  const [reader, other] = [await open(), await open()];
  await expect.poll(() => look(reader), PATIENCE).toMatchObject({ isOfStandby: true });
  await whileBehind(async () => {
    const published = await publish(other);
    await expect.poll(() => look(reader), PATIENCE).toEqual({ isOfStandby: false, size: published });
  });
});

it("sends a query to the primary again if the standby could not answer it", async () => {
  const doors = await open();
  await expect.poll(() => look(doors), PATIENCE).toMatchObject({ isOfStandby: true });
  const asked: boolean[] = [];
  const found = await doors.withPublic(async (tx) => {
    asked.push(await isOfStandby(tx));
    if (asked.at(-1)) throw new Error("not found here");
    return "found";
  });
  expect([found, asked]).toEqual(["found", [true, false]]);
});

it("continues if the standby is killed, and uses it again once it is back", async () => {
  const states: string[] = [];
  const doors = await open({ onStandby: (state) => states.push(state) });
  await expect.poll(() => look(doors), PATIENCE).toMatchObject({ isOfStandby: true });
  standby.kill();
  await expect.poll(() => look(doors), PATIENCE).toEqual({ isOfStandby: false, size });
  // The first read can still take the standby for one that lags. Only a further one finds it away.
  await expect.poll(() => look(doors).then(() => states.at(-1)), PATIENCE).toBe("away");
  await standby.start();
  await expect.poll(() => look(doors), PATIENCE).toEqual({ isOfStandby: true, size });
  expect(states).toEqual(["in_use", "away", "in_use"]);
});

it("continues if the standby accepts a query and does not answer", async () => {
  const url = new URL(asLogin(standby.ownerUrl));
  url.port = String(relay.port);
  const doors = await open({ standbyUrl: url.href });
  await expect.poll(() => look(doors), PATIENCE).toMatchObject({ isOfStandby: true });
  relay.hold();
  await publish(doors);
  expect(await look(doors)).toEqual({ isOfStandby: false, size });
  relay.mend();
  await expect.poll(() => look(doors), PATIENCE).toEqual({ isOfStandby: true, size });
});

it("answers nothing while the primary is away, because the answer may be outdated", async () => {
  const { hostname, port } = new URL(primary.ownerUrl);
  const way = await startRelay({ host: hostname, port: Number(port) });
  const url = new URL(primary.ownerUrl);
  url.port = String(way.port);
  const doors = await open({}, url.href);
  await expect.poll(() => look(doors), PATIENCE).toMatchObject({ isOfStandby: true });
  way.cut();
  await expect
    .poll(
      () =>
        look(doors).then(
          () => "answered",
          () => "refused",
        ),
      PATIENCE,
    )
    .toBe("refused");
  await doors.close();
  await way.close();
});

it("does not accept the standby of another primary", async () => {
  const other = await makePostgres();
  const states: string[] = [];
  const onStandby: DoorSettings["onStandby"] = (state, reason) => states.push(`${state}: ${reason}`);
  const doors = await openDoors(other.url, { standbyUrl: asLogin(standby.ownerUrl), onStandby });
  expect(await doors.withPublic(isOfStandby)).toBe(false);
  expect(states).toEqual(["no_standby: it follows another primary"]);
  await doors.close();
  await other.remove();
});

it("does not accept a primary as standby: neither its own nor a promoted standby", async () => {
  const states: string[] = [];
  const onStandby = (state: string, reason: string) => states.push(`${state}: ${reason}`);
  const own = await open({ standbyUrl: asLogin(primary.ownerUrl), onStandby });
  expect(await look(own)).toEqual({ isOfStandby: false, size });
  expect(states).toEqual(["no_standby: it is a primary"]);
  // Runs last, because afterwards there is no standby.
  const doors = await open({ onStandby });
  await expect.poll(() => look(doors), PATIENCE).toMatchObject({ isOfStandby: true });
  const owner = await connect(standby.ownerUrl);
  await owner.query("select pg_promote()");
  await owner.end();
  const published = await publish(doors);
  expect(await look(doors)).toEqual({ isOfStandby: false, size: published });
  expect(states.at(-1)).toBe("no_standby: it is a primary");
});
