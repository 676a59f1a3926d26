import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { makeKey, Program } from "#tests/support/api.ts";
import {
  activityCsv,
  importCsv,
  issueReport,
  makeSmallCompany,
  runInventory,
  saveGrid,
} from "#tests/support/own-tenant.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { type Answer, Visitor } from "#tests/support/visitor.ts";
import { withinWindow } from "#tests/support/within-window.ts";

const WORD = "Larch";
const MOST_GUESSES = 10;
const LOGIN = "app_login:login-of-the-test-server";

/** Two processes on one database and one folder. */
describe("two processes that serve", () => {
  let one: TestServer;
  let other: TestServer;
  let company: Awaited<ReturnType<typeof makeSmallCompany>>;
  beforeAll(async () => {
    one = await startServer("PostgreSQL", { JOB_PROCESSES: "on" });
    other = await startServer("PostgreSQL", {
      DATABASE_URL: one.ownerUrl.replace(/\/\/[^@]+@/, `//${LOGIN}@`),
      DATABASE_OWNER_URL: one.ownerUrl,
      JOB_PROCESSES: "on",
      DATA_DIR: one.dataDir,
      PUBLIC_URL: one.origin,
    });
    company = await makeSmallCompany(one, WORD);
  });
  afterAll(async () => {
    await other?.remove();
    await one?.remove();
  });

  /** The same caller at the other process. */
  function across(visitor: Visitor): Visitor {
    const there = new Visitor({ origin: one.origin, port: other.port });
    for (const pair of visitor.cookie.split("; ")) {
      const at = pair.indexOf("=");
      there.setCookie(pair.slice(0, at), pair.slice(at + 1));
    }
    there.address = visitor.address;
    return there;
  }
  const strangerThere = () => new Visitor({ origin: one.origin, port: other.port });
  const told = ({ text }: Answer) => JSON.parse(text).status as string;

  it("show the public a replaced report, even if the other process has a prepared response", async () => {
    const { owner, base, inventoryId } = company;
    const inventory = `${base}/inventories/${inventoryId}`;
    await importCsv(owner, base, activityCsv(WORD, [["Hotel nights", "2025-01", "2", "room_night"]]));
    const first = await issueReport(owner, base, await runInventory(owner, inventory));
    const address = `/api/v1/verification/${first.reportNumber}`;
    const evidence = `/verify/${first.reportNumber}/evidence.json`;
    const before = await strangerThere().get(evidence);
    expect([before.status, told(await strangerThere().get(address))]).toEqual([200, "current"]);
    // Its status lists are signed again every minute.
    const twice = () => Promise.all([strangerThere().get(evidence), strangerThere().get(evidence)]);
    await expect.poll(async () => new Set((await twice()).map(({ text }) => text)).size).toBe(1);
    const entry = { ...EMPTY_ENTRY, facility: `${WORD} Plant`, source: `${WORD} Hotel nights`, unit: "room_night" };
    const change = { kind: "add", recordId: randomUUID(), entry: { ...entry, period: "2025-07", quantity: "5" } };
    await saveGrid(owner, base, inventoryId, [change]);
    await issueReport(owner, base, await runInventory(owner, inventory));
    await expect.poll(async () => told(await strangerThere().get(address))).toBe("superseded");
    await expect.poll(async () => (await strangerThere().get(evidence)).text).not.toBe(before.text);
  });

  it("share sign-ins and sign-outs", async () => {
    const there = across(company.owner);
    expect((await there.get(company.base)).status).toBe(200);
    await there.post("/sign-out", {});
    const gone = await company.owner.get(company.base);
    expect([gone.status, gone.location]).toEqual([302, expect.stringContaining("/sign-in")]);
  });

  it("count the attempts of one caller together", async () => {
    const statuses = await withinWindow(900, async () => {
      const { address } = new Visitor(one);
      const email = `${randomUUID()}@sample.example`;
      const given: number[] = [];
      for (let at = 0; at < MOST_GUESSES + 2; at += 1) {
        const visitor = new Visitor({ origin: one.origin, port: at % 2 === 0 ? one.port : other.port });
        visitor.address = address;
        given.push((await visitor.post("/sign-in", { email, password: "not the password" })).status);
      }
      return given;
    });
    expect(statuses).toEqual([...Array(MOST_GUESSES).fill(422), 429, 429]);
  });

  it("execute a repeated API request once across processes", async () => {
    const { owner, base, inventoryId, organizationId } = await makeSmallCompany(one, `${WORD}wood`);
    const secret = await makeKey(owner, organizationId);
    const headers = { "idempotency-key": '"of one run"' };
    await importCsv(owner, base, activityCsv(`${WORD}wood`, [["Hotel nights", "2025-01", "2", "room_night"]]));
    const path = `/organizations/${organizationId}/inventories/${inventoryId}/runs`;
    const [made, again] = [
      await new Program(one, secret).send("POST", path, { headers }),
      await new Program({ origin: one.origin, port: other.port }, secret).send("POST", path, { headers }),
    ];
    expect([made.status, made.headers.get("idempotency-replayed")]).toEqual([202, null]);
    expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([202, "true"]);
    expect(again.json).toEqual(made.json);
  });
});
