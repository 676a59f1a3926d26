import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePostgres } from "#tests/support/database-copy.ts";
import { type Relay, startRelay } from "#tests/support/relay.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { readable, Visitor } from "#tests/support/visitor.ts";

describe("while the database is away", () => {
  let server: TestServer;
  let relay: Relay;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    const database = await makePostgres("factor library");
    remove = database.remove;
    const { hostname, port } = new URL(database.url);
    relay = await startRelay({ host: hostname, port: Number(port) });
    const through = (url: string) => {
      const address = new URL(url);
      address.port = String(relay.port);
      return address.href;
    };
    const settings = { DATABASE_URL: through(database.url), DATABASE_OWNER_URL: database.ownerUrl };
    server = await startServer("PostgreSQL", settings);
  });
  afterAll(async () => {
    await server?.remove();
    await relay?.close();
    await remove?.();
  });

  const get = (path: string, headers: Record<string, string> = {}) => new Visitor(server).get(path, headers);

  async function expectAway(): Promise<void> {
    const page = await get("/factors");
    expect([page.status, page.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(readable(page.text)).toContain("Temporarily unavailable");
    const chinese = await get("/factors", { "accept-language": "zh-CN" });
    expect([chinese.status, readable(chinese.text).includes("暂时不可用")]).toEqual([503, true]);
    const program = await get("/api/v1/organizations", { authorization: `Bearer ttk_${"a".repeat(43)}` });
    expect([program.status, JSON.parse(program.text).code]).toEqual([503, "unavailable"]);
    const member = await get("/organizations", { cookie: "better-auth.session_token=a.b" });
    expect(member.status).not.toBe(500);
    expect((await get("/readyz")).status).toBe(503);
    expect((await get("/healthz")).status).toBe(200);
  }

  // language: docs/asvs.csv quotes this name
  it("says so at once where it refuses, and serves again by itself", async () => {
    relay.cut();
    await expectAway();
    relay.mend();
    await expect.poll(async () => (await get("/readyz")).status).toBe(200);
    expect((await get("/factors")).status).toBe(200);
  });

  it("reports this after seconds if the database does not answer, and recovers automatically", async () => {
    expect((await get("/factors")).status).toBe(200);
    relay.hold();
    await expectAway();
    relay.mend();
    await expect.poll(async () => (await get("/readyz")).status).toBe(200);
    expect((await get("/factors")).status).toBe(200);
  });
});
