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

// What a standby answers is in tests/database/standby.test.ts: this is that the server is told of it, and says what it is.
it("says in the log that what was named is no standby, and answers without it", async () => {
  expect((await new Visitor(server).get("/factors")).status).toBe(200);
  await expect.poll(() => server.readLog()).toContain('"standby_refused"');
});
