import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeSmallCompany } from "#tests/support/own-tenant.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { readable } from "#tests/support/visitor.ts";

const SECONDS = 2;
/** A third of ten connections. */
const SHARE = 3;
const VIEWS = 12;
const GATE = 7_020_001;

type Company = Awaited<ReturnType<typeof makeSmallCompany>>;

/** One workspace whose inventories can't be read while the test holds a lock, and another workspace. */
describe("a workspace whose pages never finish", () => {
  let server: TestServer;
  let owner: pg.Client;
  let large: Company;
  let small: Company;
  beforeAll(async () => {
    server = await startServer("PostgreSQL", { STATEMENT_SECONDS: String(SECONDS), JOB_PROCESSES: "on" });
    large = await makeSmallCompany(server, "Redwood");
    small = await makeSmallCompany(server, "Willow");
    owner = new pg.Client({ connectionString: server.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query("select tenant_id from organization where id = $1", [idOf(large)]);
    await owner.query(`create function wait_at_gate() returns boolean language plpgsql as $$
      begin perform pg_advisory_xact_lock_shared(${GATE}); return true; end $$`);
    await owner.query(`create policy slow on inventory as restrictive for select to app_tenant
      using (case when tenant_id = '${rows[0].tenant_id}' then wait_at_gate() else true end)`);
    await owner.query("select pg_advisory_lock($1)", [GATE]);
  });
  afterAll(async () => {
    await owner?.end();
    await server?.remove();
  });

  const idOf = ({ base }: Company) => base.split("/").at(-1);
  const countHeld = async () =>
    Number(
      (await owner.query("select count(*) from pg_locks where locktype = 'advisory' and not granted")).rows[0].count,
    );

  it("holds only its share of the connections, and other workspaces get answers", async () => {
    const views = Array.from({ length: VIEWS }, () => large.owner.get(large.base));
    await expect.poll(countHeld).toBe(SHARE);
    const page = await small.owner.get(small.base);
    expect(page.status).toBe(200);
    expect(readable(page.text)).toContain("Willow");
    expect((await small.owner.get("/factors")).status).toBe(200);
    expect(await countHeld()).toBeLessThanOrEqual(SHARE);
    for (const { status, headers } of await Promise.all(views)) {
      expect([status, headers.get("retry-after")]).toEqual([503, "5"]);
    }
  });

  it("answers a page whose statement takes too long in the reader's language, and logs its route", async () => {
    const english = await large.owner.get(large.base);
    expect([english.status, readable(english.text).includes("This took too long")]).toEqual([503, true]);
    const chinese = await large.owner.get(large.base, { cookie: `${large.owner.cookie}; locale=zh` });
    expect([chinese.status, readable(chinese.text).includes("处理超时")]).toEqual([503, true]);
    const bare = await large.owner.get(`${large.base}/review/export.csv`);
    expect([bare.status, JSON.parse(bare.text).title]).toEqual([503, "This took too long"]);
    const lines = server.readLog().split("\n");
    const timedOut = lines
      .filter((line) => line.includes('"statement_timed_out"'))
      .map((line) => JSON.parse(line).route);
    expect(timedOut).toContain("/organizations/:organizationId");
    expect(lines.filter((line) => line.includes('"request_failed"'))).toEqual([]);
  });

  it("gets answers again once its statements end", async () => {
    await owner.query("select pg_advisory_unlock($1)", [GATE]);
    expect((await large.owner.get(large.base)).status).toBe(200);
  });
});
