import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, inject } from "vitest";
import { type DoorSettings, type Doors, openDoors } from "#db/doors.ts";
import { migrate } from "#db/migrate.ts";

export interface Engine {
  name: "PGlite" | "PostgreSQL";
  /** Set before the first test of the suite runs. */
  doors: Doors;
  /** The address of the deployed role. */
  url: string;
  /** The address of the owner; on PGlite the same engine. */
  ownerUrl: string;
}

interface MadeDatabase {
  url: string;
  ownerUrl: string;
  remove: () => Promise<void>;
}

const LOGIN_PASSWORD = "login-of-the-test-server";
const ROLES_LOCK = 7;

/**
 * Runs a suite on the embedded engine and on a real PostgreSQL, each with a database of its own, connected as the
 * deployed role and never as its owner.
 *
 * @param settings of the installation, such as who sells plans.
 * @param prepare run by the owner after the migrations, such as loading factors.
 */
export function onEachEngine(
  suite: string,
  define: (engine: Engine) => void,
  prepare?: Parameters<typeof migrate>[1],
  settings: DoorSettings = {},
): void {
  for (const name of ["PGlite", "PostgreSQL"] as const) {
    describe(`${suite} on ${name}`, () => {
      const engine = { name } as Engine;
      let remove = async () => {};
      beforeAll(async () => {
        const database = name === "PGlite" ? makePglite() : await makePostgres();
        remove = database.remove;
        await migrate(database.ownerUrl, prepare);
        const doors = await openDoors(database.url, settings);
        Object.assign(engine, { url: database.url, ownerUrl: database.ownerUrl, doors });
      });
      afterAll(async () => {
        await engine.doors?.close();
        await remove();
      });
      define(engine);
    });
  }
}

export function makePglite(): MadeDatabase {
  const folder = mkdtempSync(join(tmpdir(), "truetonne-pglite-"));
  const url = `file:${join(folder, "database")}`;
  return { url, ownerUrl: url, remove: async () => rmSync(folder, { recursive: true, force: true }) };
}

/** A database of its own on the test server, with the login role's password set so that tests connect as it. */
export async function makePostgres(): Promise<MadeDatabase> {
  const { ownerUrl: serverUrl } = inject("postgres");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const owner = new pg.Client({ connectionString: serverUrl });
  await owner.connect();
  await owner.query(`create database ${name}`);
  await makeRoles(owner);
  const ownerUrl = withDatabase(serverUrl, name);
  return {
    url: ownerUrl.replace(/\/\/[^@]+@/, `//app_login:${LOGIN_PASSWORD}@`),
    ownerUrl,
    remove: async () => {
      await owner.query(`drop database ${name} with (force)`);
      await owner.end();
    },
  };
}

/** The roles belong to the server: suites that start at once must not make them twice. */
async function makeRoles(owner: pg.Client): Promise<void> {
  await owner.query("select pg_advisory_lock($1)", [ROLES_LOCK]);
  const { rowCount } = await owner.query("select 1 from pg_roles where rolname = 'app_login'");
  if (!rowCount) {
    for (const role of ["tenant", "public", "system", "account", "jobs", "log", "verifier"]) {
      await owner.query(`create role app_${role} nologin`);
    }
    await owner.query("create role app_login login noinherit");
    await owner.query(`alter role app_login password '${LOGIN_PASSWORD}'`);
  }
  await owner.query("select pg_advisory_unlock($1)", [ROLES_LOCK]);
}

function withDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}
