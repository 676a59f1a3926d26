import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { translator } from "#app/i18n/index.ts";
import { inviteMember, makeOwnTenant, type OwnTenant, runInventory, saveGrid } from "#tests/support/own-tenant.ts";
import { asOwner } from "#tests/support/owner.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { expectRedirect, readable, type Visitor } from "#tests/support/visitor.ts";

const en = translator("en");

const HOTEL = "uk-desnz.29_600_4009_13";

let server: TestServer;
let tenant: OwnTenant;
let owner: Visitor;
let viewer: Visitor;
let base: string;
let inventory: string;

beforeAll(async () => {
  // This adds a release to the library, which all tenants of a server share.
  server = await startServer();
  tenant = await makeOwnTenant(server, "Quillfeather", "31");
  owner = tenant.owner;
  viewer = await inviteMember(server, tenant, "viewer");
  base = `/organizations/${tenant.ids.organizationId}`;
  inventory = `${base}/inventories/${tenant.ids.inventoryId}`;
});

afterAll(() => server?.remove());

/** One more night in July, 53.5 kg. */
async function addNight(): Promise<void> {
  const entry = { ...EMPTY_ENTRY, facility: "Quillfeather Plant", source: "Quillfeather Hotel nights" };
  const change = {
    kind: "add",
    recordId: randomUUID(),
    entry: { ...entry, unit: "room_night", period: "2025-08", quantity: "1" },
  };
  const saved = await saveGrid(owner, base, tenant.ids.inventoryId, [change]);
  expect(saved.status, readable(saved.text)).toBe(200);
}

describe("a comparison", () => {
  it("shows that a single run has nothing to compare with, and finds no foreign or unreadable run", async () => {
    expect(readable((await owner.get(`${inventory}/compare`)).text)).toContain("Nothing to compare yet");
    expect((await owner.get(`${inventory}/compare.csv`)).status).toBe(404);
    for (const id of [randomUUID(), "x", "' or 1=1"]) {
      expect((await owner.get(`${inventory}/compare?with=${encodeURIComponent(id)}`)).status).toBe(404);
    }
  });

  it("shows the changes between two runs as page, table and numbers", async () => {
    await addNight();
    const second = await runInventory(owner, inventory);
    const page = await viewer.get(`${inventory}/compare`);
    expect(page.status).toBe(200);
    expect(readable(page.text)).toContain("Quillfeather Hotel nights");
    expect(readable(page.text)).toContain("+0.05");
    const search = `with=${tenant.ids.runId}&run=${second}`;
    const json = await viewer.get(`${inventory}/compare.json?${search}`);
    expect(JSON.parse(json.text)).toMatchObject({ difference: { co2eKg: "53.5", co2eKgMarketBased: "53.5" } });
    const csv = await viewer.get(`${inventory}/compare.csv?${search}`);
    expect(csv.headers.get("content-disposition")).toContain("comparison-2025-2025.csv");
    expect(csv.text).toContain("Quillfeather Hotel nights,3,Business travel,Activity,records added,,,53.5");
    const opened = await viewer.get(`${inventory}/compare?${search}&source=${tenant.ids.sourceId}&basis=market`);
    expect(opened.status).toBe(200);
  });
});

describe("the base year", () => {
  const state = { intent: "state", basedOn: "1", thresholdPercent: "5", rationale: "Measured since 2025." };

  it("refuses invalid input and keeps what was typed", async () => {
    for (const [field, value, sentence] of [
      ["thresholdPercent", "five", en.comparison.baseYear.errors.thresholdWrong],
      ["thresholdPercent", "0", en.comparison.baseYear.errors.thresholdWrong],
      ["thresholdPercent", "100.5", en.comparison.baseYear.errors.thresholdWrong],
      ["runId", "", en.comparison.baseYear.errors.runMissing],
      ["rationale", "", en.comparison.baseYear.errors.required],
    ] as const) {
      const answer = await owner.post(`${base}/base-year`, { ...state, runId: tenant.ids.runId, [field]: value });
      expect(answer.status, field).toBe(422);
      expect(readable(answer.text), field).toContain(sentence);
      if (value) expect(answer.text).toContain(`value="${value}"`);
    }
    const foreign = await owner.post(`${base}/base-year`, { ...state, runId: randomUUID() });
    expect(foreign.status).toBe(404);
    expect((await viewer.post(`${base}/base-year`, { ...state, runId: tenant.ids.runId })).status).toBe(403);
  });

  it("shows today's figures next to the base year's, and records a decision about these figures only", async () => {
    const { text } = await owner.get(`${base}/base-year`);
    expect(readable(text)).toContain(en.comparison.baseYear.notSignificant);
    const inputsHash = /name="inputsHash" value="([0-9a-f]{64})"/.exec(text)?.[1];
    expect(inputsHash).toBeDefined();
    const decide = { intent: "decide", decision: "not_recalculated", decisionReason: "One night is not significant." };
    const stale = await owner.post(`${base}/base-year`, { ...decide, inputsHash: "0".repeat(64) });
    expect(stale.status).toBe(422);
    expect(readable(stale.text)).toContain(en.comparison.baseYear.errors.stale);
    expectRedirect(await owner.post(`${base}/base-year`, { ...decide, inputsHash: inputsHash! }));
    const decided = readable((await viewer.get(`${base}/base-year`)).text);
    expect(decided).toContain("One night is not significant.");
    expect(decided).not.toContain("Record decision");
  });
});

describe("the drift of a report", () => {
  it("is shown on the overview, the report and its page until it is dismissed", async () => {
    const report = `${base}/reports/${tenant.ids.reportId}`;
    const page = `${report}/drift`;
    expect(readable((await viewer.get(page)).text)).toContain("All factors are up to date");
    await asOwner(server.ownerUrl, async (db) => {
      await sql`insert into factor_dataset
        select (jsonb_populate_record(d, jsonb_build_object('edition', '2025-test', 'correction_of', 'uk-desnz@2025',
          'imported_at', clock_timestamp()))).* from factor_dataset d where id = 'uk-desnz' and edition = '2025'`.execute(
        db,
      );
      await sql`insert into emission_factor
        select (jsonb_populate_record(f, jsonb_build_object('version', '2025-test', 'document',
          jsonb_set(jsonb_set(f.document, '{version}', '"2025-test"'), '{co2e}', '"60"')))).*
        from emission_factor f where id = ${HOTEL} and version = '2025'`.execute(db);
    });
    for (const path of [base, report, page]) {
      const text = readable((await viewer.get(path)).text);
      expect(text, path).toContain("A correction of");
      expect(text, path).toContain("Nothing was recalculated.");
    }
    const csv = await viewer.get(`${report}/drift.csv`);
    expect(csv.text).toContain("Factors,factor or release changed");

    const { text } = await owner.get(page);
    const fingerprint = /name="fingerprint" value="([0-9a-f]{64})"/.exec(text)![1]!;
    const choice = { decision: "dismissed", reason: "Below the threshold.", fingerprint };
    expect((await viewer.post(page, choice)).status).toBe(403);
    expect((await owner.post(page, { ...choice, reason: "" })).status).toBe(422);
    expect((await owner.post(page, { ...choice, fingerprint: "0".repeat(64) })).status).toBe(422);
    expectRedirect(await owner.post(page, choice));
    expect(readable((await viewer.get(base)).text)).not.toContain("A correction of");
    expect(readable((await viewer.get(page)).text)).toContain("Below the threshold.");
  });
});
