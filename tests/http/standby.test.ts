import { afterAll, beforeAll, expect, it } from "vitest";
import { makePostgres } from "#tests/support/database-copy.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { Visitor } from "#tests/support/visitor.ts";

let server: TestServer;
let remove: () => Promise<void>;

beforeAll(async () => {
  const database = await makePostgres("factor library");
  remove = database.remove;
  const { url: DATABASE_URL, ownerUrl: DATABASE_OWNER_URL } = database;
  server = await startServer("PostgreSQL", { DATABASE_URL, DATABASE_OWNER_URL, DATABASE_STANDBY_URL: DATABASE_URL });
});
afterAll(async () => {
  await server?.remove();
  await remove?.();
});

// tests/database/standby.test.ts covers what a standby answers. This test covers that the server reads the setting and
// reports what it is.
it("logs that the configured server is no standby, and answers without it", async () => {
  expect((await new Visitor(server).get("/factors")).status).toBe(200);
  await expect.poll(() => server.readLog()).toContain('"standby_refused"');
});
