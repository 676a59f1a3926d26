import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { runProgram, truetonne } from "#tests/support/command-line.ts";
import { makePostgres } from "#tests/support/database-copy.ts";
import { asOwner } from "#tests/support/owner.ts";
import { type Relay, startRelay } from "#tests/support/relay.ts";

const REFUSAL = /the database is PostgreSQL 14\.\d+, and Truetonne needs PostgreSQL 15 or newer/;

let relay: Relay;
let settings: Record<string, string>;
let ownerUrl: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  const database = await makePostgres("nothing");
  ({ remove, ownerUrl } = database);
  const { hostname, port } = new URL(database.url);
  // A real server whose answers look like those of version 14.
  const versions = await asOwner(ownerUrl, async (db) => {
    const { rows } = await sql<{ text: string }>`select current_setting(name) as text
      from unnest(array['server_version_num', 'server_version']) as name`.execute(db);
    return rows.map(({ text }) => text);
  });
  const older = (bytes: Buffer) => {
    const said = bytes.toString("latin1");
    const changed = versions.reduce((text, version) => text.replaceAll(version, version.replace(/^../, "14")), said);
    return Buffer.from(changed, "latin1");
  };
  relay = await startRelay({ host: hostname, port: Number(port) }, older);
  const through = (url: string) => Object.assign(new URL(url), { port: String(relay.port) }).href;
  settings = {
    DATABASE_URL: through(database.url),
    DATABASE_OWNER_URL: through(database.ownerUrl),
    DATA_DIR: mkdtempSync(join(inject("runFolder"), "data-")),
    PUBLIC_URL: "https://tonnes.example",
    AUTH_SECRET: "a-secret-of-the-test-that-is-long-enough",
  };
});
afterAll(async () => {
  await relay?.close();
  await remove?.();
});

it.each([
  ["migrating", "app/cli/migrate.server.ts", {}],
  ["serving", "app/serve.server.ts", {}],
  ["serving without migrating", "app/serve.server.ts", { MIGRATE_AT_START: "false" }],
  ["working", "app/work.server.ts", {}],
])("refuses %s, naming the version and the required one", async (_what, program, more) => {
  const { code, err } = await runProgram(program, [], { ...settings, ...more });
  expect(err).toMatch(REFUSAL);
  expect(code).toBe(1);
});

it("refuses a command, and none of them created anything", async () => {
  const { code, err } = await truetonne(["fsck"], settings);
  expect(err).toMatch(REFUSAL);
  expect(code).toBe(2);
  await asOwner(ownerUrl, async (db) => {
    expect(await db.introspection.getTables()).toEqual([]);
  });
});
