import { randomUUID } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { inject, vi } from "vitest";
import { migrate } from "#db/migrate.ts";
import { GROUP_ROLES } from "#db/migrations/0001_roles.ts";
import { importFactorLibrary } from "#emission-factors/import.ts";
import { locateLibrary } from "#emission-factors/read-library.ts";
import { NEWEST } from "./versions.ts";

/**
 * Content of a new database: nothing, the tables, or the tables with the factor library as after a first start. "Some
 * factors" has only the releases of the sample company, for tests that read all rows often.
 */
export type Content = "nothing" | "tables" | "factor library" | "some factors";

/** The releases for the sources of the sample company, and for the calculation of their heat. */
const SOME = ["cn-mee-grid-2023", "cn-ndrc-industry-fuels-2015", "uk-desnz-2025", "gwp"];
const SOME_PROPERTIES = join("fuel-properties", "cn-ndrc-industry-fuels-ncv-2015");

export interface MadeDatabase {
  /** The address of the deployed role. */
  url: string;
  /** The address of the owner; the same on PGlite. */
  ownerUrl: string;
  remove: () => Promise<void>;
}

/** Preparing the embedded database takes some ten seconds on two cores, and minutes on a busy machine. */
const PREPARATION_MILLISECONDS = 400_000;
const LOGIN_PASSWORD = "login-of-the-test-server";
/** An advisory lock of the test server, held while its roles or a first database are created. */
const SERVER_LOCK = 7;

export async function makePglite(content: Content = "nothing"): Promise<MadeDatabase> {
  const folder = mkdtempSync(join(inject("runFolder"), "pglite-"));
  const url = `file:${join(folder, "database")}`;
  if (content !== "nothing") await copyPglite(content, join(folder, "database"));
  return { url, ownerUrl: url, remove: async () => rmSync(folder, { recursive: true, force: true }) };
}

/** Fills a folder with an embedded database, which is prepared once per test run. */
export async function copyPglite(content: Exclude<Content, "nothing">, folder: string): Promise<void> {
  const first = join(inject("runFolder"), `first with ${content}`);
  if (takes(`${first}, maker`)) {
    const unfinished = `${first}, unfinished`;
    if (content !== "tables") await copyPglite("tables", unfinished);
    await fill(`file:${unfinished}`, content);
    renameSync(unfinished, first);
  }
  await vi.waitUntil(() => existsSync(first), { timeout: PREPARATION_MILLISECONDS, interval: 100 });
  cpSync(first, folder, { recursive: true });
}

/** The server of this project's version; for the embedded engine, the newest. */
function serverOfProject(): string {
  const engine = inject("engine");
  return inject("servers")[engine === "PGlite" ? NEWEST : engine]!;
}

/** A separate database on the test server, with the login role's password set so that tests connect as that role. */
export async function makePostgres(content: Content = "nothing"): Promise<MadeDatabase> {
  const serverUrl = serverOfProject();
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const owner = new pg.Client({ connectionString: serverUrl });
  await owner.connect();
  await makeRoles(owner);
  const first = content === "nothing" ? "template1" : await makeFirst(owner, serverUrl, content);
  await owner.query(`create database ${name} template ${first} strategy file_copy`);
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

/** The template database of the test server; prepared once per test run. */
async function makeFirst(owner: pg.Client, serverUrl: string, content: Exclude<Content, "nothing">): Promise<string> {
  const name = `first_with_${content.replace(" ", "_")}`;
  await locked(owner, async () => {
    if (await exists(owner, "pg_database", "datname", name)) return;
    const unfinished = `${name}_unfinished`;
    await owner.query(`drop database if exists ${unfinished}`);
    // This connection already holds the lock, so it gets it again.
    const tables = content === "tables" ? "template1" : await makeFirst(owner, serverUrl, "tables");
    await owner.query(`create database ${unfinished} template ${tables}`);
    await fill(withDatabase(serverUrl, unfinished), content);
    await owner.query(`alter database ${unfinished} rename to ${name}`);
  });
  return name;
}

async function fill(ownerUrl: string, content: Exclude<Content, "nothing">): Promise<void> {
  await migrate(ownerUrl, async (db) => {
    if (content === "factor library") await importFactorLibrary(db);
    if (content === "some factors") await importFactorLibrary(db, { folder: someEditions() });
  });
}

/** A folder of the library with only some releases. */
function someEditions(): string {
  const folder = mkdtempSync(join(inject("runFolder"), "editions-"));
  for (const name of [...SOME, SOME_PROPERTIES]) {
    cpSync(join(locateLibrary(), name), join(folder, name), { recursive: true });
  }
  return folder;
}

/** Roles belong to the server: suites that start at the same time must not create them twice. */
async function makeRoles(owner: pg.Client): Promise<void> {
  await locked(owner, async () => {
    if (await exists(owner, "pg_roles", "rolname", "app_login")) return;
    for (const role of GROUP_ROLES) await owner.query(`create role ${role} nologin`);
    await owner.query("create role app_login login noinherit");
    await owner.query(`grant ${GROUP_ROLES.join(", ")} to app_login`);
    await owner.query(`alter role app_login password '${LOGIN_PASSWORD}'`);
  });
}

async function locked(owner: pg.Client, work: () => Promise<void>): Promise<void> {
  await owner.query("select pg_advisory_lock($1)", [SERVER_LOCK]);
  try {
    await work();
  } finally {
    await owner.query("select pg_advisory_unlock($1)", [SERVER_LOCK]);
  }
}

async function exists(owner: pg.Client, catalogue: string, column: string, name: string): Promise<boolean> {
  const { rowCount } = await owner.query(`select 1 from ${catalogue} where ${column} = $1`, [name]);
  return Boolean(rowCount);
}

/** Whether this process created the folder. */
function takes(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  }
}

function withDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}
