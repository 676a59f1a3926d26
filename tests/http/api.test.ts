import { createHash, randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { validateDocument } from "#app/carbon/document/validate-document.ts";
import { ApiJudge, type ApiReply, makeKey, Program, readOpenApi } from "#tests/support/api.ts";
import { makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { JOB_PATIENCE, waitFor } from "#tests/support/wait-for.ts";

const MARCH = { start: "2025-03-01", end: "2025-03-31" };

let server: RunningServer;
let tenant: OwnTenant;
let judge: ApiJudge;
let program: Program;
let base: string;
let activities: string;
let sources: Map<string, string>;

beforeAll(async () => {
  server = await useServer();
  tenant = await makeOwnTenant(server, "Quillfeather");
  judge = new ApiJudge(await readOpenApi(server));
  program = new Program(server, await makeKey(tenant.owner, tenant.ids.organizationId), judge);
  base = `/organizations/${tenant.ids.organizationId}`;
  activities = `${base}/inventories/${tenant.ids.inventoryId}/activities`;
  const { json } = await program.get(`${base}/sources`);
  sources = new Map((json.items as { name: { en: string }; id: string }[]).map(({ name, id }) => [name.en, id]));
});

const electricity = () => sources.get("Quillfeather Electricity")!;
const record = (change: object = {}) => ({
  sourceId: electricity(),
  period: MARCH,
  quantity: "49.87",
  unit: "万千瓦时",
  ...change,
});
const post = (body: unknown, headers: Record<string, string> = {}, path = activities) =>
  program.send("POST", path, { body, headers });
const placesOf = ({ json }: ApiReply) =>
  (json.errors as { pointer?: string; parameter?: string; header?: string; code: string }[]).map(
    ({ pointer, parameter, header, code }) => `${pointer ?? parameter ?? header} ${code}`,
  );

describe("activities", () => {
  it("are recorded as on the page, with the same checks, and are marked as sent through the API", async () => {
    const made = await post(record({ evidence: "Invoice 7" }));
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({
      version: 1,
      quantity: "498700",
      unit: "kWh",
      entered: { quantity: "49.87", unit: "万千瓦时" },
      dataQuality: "measured",
      origin: "api",
      state: "draft",
      authorName: "Sample program",
    });
    expect(made.headers.get("location")).toBe(`/api/v1${activities}/${made.json.id}`);
    expect(made.headers.get("etag")).toBe('"1"');
    const again = await program.get(`${activities}/${made.json.id}`);
    expect(again.json).toEqual(made.json);
  });

  it("report each error by its position, with the message of the page", async () => {
    const wrong = record({ period: { start: "2024-03-01", end: "2025-03-31" }, quantity: "-1", unit: "parsec" });
    const refused = await post(wrong);
    expect(refused.status).toBe(422);
    expect(placesOf(refused)).toEqual([
      "#/period period_outside",
      "#/unit unit_unknown",
      "#/quantity quantity_negative",
    ]);
    const unknown = await post(record({ sourceId: randomUUID() }));
    expect(placesOf(unknown)).toEqual(["#/sourceId source_not_found"]);
    const mixed = await post(record({ unit: "m3" }));
    expect(placesOf(mixed)).toEqual(["#/unit unit_mismatch"]);
  });

  it("are corrected by a new version that is based on the version read", async () => {
    const { json: made } = await post(record({ note: "kept" }));
    const path = `${activities}/${made.id}`;
    const correct = (body: object, version?: string) =>
      program.send("PATCH", path, { body, headers: version ? { "if-match": version } : {} });
    expect((await correct({ quantity: "1" })).status).toBe(428);
    expect(placesOf(await correct({ quantity: "1" }, "1"))).toEqual(["If-Match version_wrong"]);
    const second = await correct({ quantity: "50.01" }, '"1"');
    expect(second.json).toMatchObject({ version: 2, quantity: "500100", note: "kept", unit: "kWh" });
    const late = await correct({ quantity: "60" }, '"1"');
    expect([late.status, late.json.code, late.json.facts]).toEqual([412, "version_outdated", { version: "2" }]);
    const { json: history } = await program.get(`${path}/history`);
    expect((history.items as { version: number }[]).map(({ version }) => version)).toEqual([2, 1]);
  });

  it("are deleted with a reason that stays readable, and restored by a batch", async () => {
    const { json: made } = await post(record());
    const path = `${activities}/${made.id}`;
    const remove = (version: string, query?: Record<string, string>) =>
      program.send("DELETE", path, { headers: { "if-match": version }, ...(query && { query }) });
    expect(placesOf(await remove('"1"'))).toEqual(["reason field_missing"]);
    expect((await remove('"2"', { reason: "no" })).status).toBe(412);
    const removed = await remove('"1"', { reason: "Entered twice" });
    expect([removed.status, removed.text]).toEqual([204, ""]);
    expect((await program.get(path)).status).toBe(404);
    const { json: history } = await program.get(`${path}/history`);
    expect(history.items[0]).toMatchObject({ version: 2, isDeleted: true, reason: "Entered twice" });
    const restored = await post(
      { changes: [{ kind: "restore", id: made.id, version: 2, activity: record() }] },
      {},
      `${activities}/batch`,
    );
    expect(restored.json).toEqual({ items: [{ id: made.id, version: 3 }] });
  });

  it("are saved in batches completely or not at all, with the position of each error", async () => {
    const before = (await program.get(activities, { limit: "500" })).json.items.length;
    const changes = [
      { kind: "add", activity: record() },
      { kind: "add", activity: record({ unit: "parsec" }) },
      { kind: "add", activity: record({ sourceId: randomUUID() }) },
      { kind: "delete", id: randomUUID(), version: 1, reason: "x" },
    ];
    const batch = (some: unknown[]) => post({ changes: some }, {}, `${activities}/batch`);
    expect(placesOf(await batch(changes.slice(0, 3)))).toEqual(["#/changes/2/activity/sourceId source_not_found"]);
    expect(placesOf(await batch(changes.slice(0, 2)))).toEqual(["#/changes/1/activity/unit unit_unknown"]);
    expect((await batch([changes[0], changes[3]])).status).toBe(404);
    const { json: made } = await post(record());
    const stale = { kind: "correct", id: made.id, version: 7, activity: record() };
    expect(placesOf(await batch([changes[0], stale]))).toEqual(["#/changes/1/version version_outdated"]);
    expect((await program.get(activities, { limit: "500" })).json.items.length).toBe(before + 1);
  });

  it("accept 5,000 at once in bounded time, and reject 5,001", async () => {
    const many = (count: number) => ({
      changes: Array.from({ length: count }, (_, index) => ({
        kind: "add",
        activity: record({ quantity: `${index}.5`, unit: "kWh", note: `row ${index}` }),
      })),
    });
    const path = `${base}/inventories/${tenant.ids.inventoryId}/activities/batch`;
    expect(placesOf(await post(many(5001), {}, path))).toEqual(["#/changes too_large"]);
    const started = performance.now();
    const taken = await post(many(5000), { "idempotency-key": '"five thousand"' }, path);
    console.info(`5,000 activities: ${Math.round(performance.now() - started)} ms`);
    expect(taken.status).toBe(200);
    expect(new Set((taken.json.items as { id: string }[]).map(({ id }) => id)).size).toBe(5000);
    const again = await post(many(5000), { "idempotency-key": '"five thousand"' }, path);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(again.text).toBe(taken.text);
  });
});

describe("lists", () => {
  /** Reads every page, and runs `between` after each one. */
  async function readAll(
    path: string,
    query: Record<string, string>,
    between: () => Promise<unknown> = async () => {},
  ) {
    const items: { id: string }[] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      const page: ApiReply = await program.get(path, { ...query, ...(cursor !== null && { cursor }) });
      expect(page.status).toBe(200);
      const linked = /^<([^>]+)>; rel="next"$/.exec(page.headers.get("link") ?? "")?.[1];
      cursor = page.json.next as string | null;
      expect(linked === undefined).toBe(cursor === null);
      if (linked) expect(new URL(linked, server.origin).searchParams.get("cursor")).toBe(cursor);
      items.push(...(page.json.items as { id: string }[]));
      pages += 1;
      await between();
    } while (cursor !== null);
    return { items, pages };
  }

  it("show each record once while others are added, corrected and deleted", async () => {
    const sourceId = sources.get("Quillfeather Hotel nights")!;
    const stay = (quantity: string) => record({ sourceId, quantity, unit: "room_night" });
    const made: string[] = [];
    for (let count = 0; count < 12; count += 1) made.push((await post(stay(`${count + 1}`))).json.id as string);
    let turn = 0;
    const { items, pages } = await readAll(activities, { sourceId, limit: "3" }, async () => {
      turn += 1;
      await post(stay("100"));
      const headers = { "if-match": '"1"' };
      await program.send("PATCH", `${activities}/${made[turn]}`, { body: { note: "changed in between" }, headers });
      if (turn === 2) {
        await program.send("DELETE", `${activities}/${made[11]}`, { headers, query: { reason: "meanwhile" } });
      }
      // The list grows while it is read, and reading must still end.
      expect(turn).toBeLessThan(40);
      return turn > 6 ? undefined : null;
    }).catch((error) => Promise.reject(error));
    const ids = items.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of made.slice(0, 11)) expect(ids).toContain(id);
    expect(pages).toBeGreaterThan(3);
  });

  it("accept their limit and their own cursors only", async () => {
    const { json } = await program.get(`${base}/sources`, { limit: "1" });
    expect(json.items).toHaveLength(1);
    const next = await program.get(`${base}/sources`, { limit: "1", cursor: json.next });
    expect(next.json.items[0]).not.toEqual(json.items[0]);
    for (const limit of ["0", "-1", "501", "1.5", "1e2", "", "ten"]) {
      expect(placesOf(await program.get(`${base}/sources`, { limit })), limit).toEqual(["limit limit_wrong"]);
    }
    for (const cursor of [json.next, "x", Buffer.from('["activities","1 or 1=1"]').toString("base64url")]) {
      const refused = await program.get(activities, { cursor });
      expect([refused.status, placesOf(refused)]).toEqual([400, ["cursor cursor_unknown"]]);
    }
    expect(placesOf(await program.get(activities, { sort: "id" }))).toEqual(["sort parameter_unknown"]);
    expect(placesOf(await program.get(`${activities}?limit=1&limit=2`))).toEqual(["limit parameter_twice"]);
  });

  it("filter activities by source, facility and days", async () => {
    const all = (await readAll(activities, { limit: "500" })).items as { id: string; sourceId: string }[];
    const sourceId = electricity();
    const ofSource = (await readAll(activities, { sourceId, limit: "500" })).items;
    expect(ofSource.map(({ id }) => id)).toEqual(all.filter((one) => one.sourceId === sourceId).map(({ id }) => id));
    const january = (await readAll(activities, { from: "2025-01-01", to: "2025-01-31" })).items;
    expect(january).toHaveLength(2);
    const elsewhere = await program.get(activities, { facilityId: randomUUID() });
    expect(elsewhere.json).toEqual({ items: [], next: null });
  });
});

describe("the other operations", () => {
  it("lead from a run through its job to the document, byte for byte", async () => {
    const started = await program.send("POST", `${base}/inventories/${tenant.ids.inventoryId}/runs`, {
      headers: { "idempotency-key": '"run"' },
    });
    expect(started.status).toBe(202);
    const { runId } = started.json;
    await vi.waitFor(async () => {
      const { pathname } = new URL(started.headers.get("location")!, server.origin);
      const job = await program.get(pathname.slice("/api/v1".length));
      expect(job.json.state).toBe("done");
    }, JOB_PATIENCE);
    const { json: run } = await program.get(`${base}/runs/${runId}`);
    expect(run).toMatchObject({ id: runId, isCurrent: true, issueCount: 0, issues: [] });
    const document = await program.get(`${base}/runs/${runId}/document`);
    const hash = createHash("sha256").update(document.bytes).digest();
    expect(document.headers.get("etag")).toBe(`"${hash.toString("hex")}"`);
    expect(document.headers.get("repr-digest")).toBe(`sha-256=:${hash.toString("base64")}:`);
    expect(validateDocument(JSON.parse(document.text)).ok).toBe(true);
    const page = await tenant.owner.get(`${base}/runs/${runId}/document.json`);
    expect(page.text).toBe(document.text);
    expect(document.text).not.toMatch(/:\s*-?\d*\.?\d+e[+-]?\d+/i);
    const known = await program.send("GET", `${base}/runs/${runId}/document`, {
      headers: { "if-none-match": `"${hash.toString("hex")}"` },
    });
    expect([known.status, known.text]).toEqual([304, ""]);
    const { json: runs } = await program.get(`${base}/inventories/${tenant.ids.inventoryId}/runs`, { limit: "1" });
    expect(runs.items[0]).toMatchObject({ id: runId });
    expect(runs.next).not.toBeNull();
  });

  it("saves report details on top of the version read, and shows what the checklist still lacks", async () => {
    const path = `${base}/inventories/${tenant.ids.inventoryId}/disclosures`;
    const read = await program.get(path);
    expect(read.headers.get("etag")).toBe(`"${read.json.version}"`);
    const state = (version: number, boundary: object) =>
      program.send("PATCH", path, { body: { boundary }, headers: { "if-match": `"${version}"` } });
    const stale = await state(read.json.version - 1, { en: "Never said.", zh: "未说过。" });
    expect(stale.status).toBe(412);
    const said = { en: "Every facility counts in full.", zh: "所有设施全额计入。" };
    const stated = await state(read.json.version, said);
    expect(stated.json).toEqual({
      version: read.json.version + 1,
      statements: { ...read.json.statements, boundary: said },
    });
    expect((await program.get(path)).json).toEqual(stated.json);
    const checklist = await program.get(`${base}/runs/${tenant.ids.runId}/checklist`);
    expect(checklist.json.items).toHaveLength(checklist.json.totalCount);
    expect(checklist.json.blockingCount).toBe(0);
  });

  it("issues a report, lists what blocks it, and verifies it for anyone", async () => {
    const issue = (runId: string, languages = ["zh", "both"]) => post({ runId, languages }, {}, `${base}/reports`);
    const stale = await issue(tenant.ids.runId);
    expect([stale.status, stale.json.facts]).toEqual([409, { reason: "report_blocked" }]);
    expect(placesOf(stale).join()).toContain("data_changed_since_run");
    const { json: runs } = await program.get(`${base}/inventories/${tenant.ids.inventoryId}/runs`);
    const issued = await issue(runs.items[0].id);
    expect(issued.status).toBe(202);
    const path = `${base}/reports/${issued.json.reportId}`;
    const report = await waitFor(async () => {
      const found = await program.get(path);
      expect(found.json.state).toBe("issued");
      return found.json;
    }, JOB_PATIENCE);
    const [pdf, both] = [await program.get(`${path}/pdf`), await program.get(`${path}/pdf`, { language: "both" })];
    expect((await program.get(`${path}/pdf`, { language: "en" })).status).toBe(404);
    expect(both.headers.get("content-disposition")).toContain(`${report.number}-both.pdf`);
    const sha256 = createHash("sha256").update(pdf.bytes).digest("hex");
    expect(pdf.headers.get("content-type")).toBe("application/pdf");
    expect(pdf.headers.get("etag")).toBe(`"${sha256}"`);
    const anyone = new Program(server, null, judge);
    const verified = await anyone.get(`/verification/${report.number}`);
    expect(verified.json).toMatchObject({
      number: report.number,
      status: "current",
      verdict: "authentic",
      files: [
        { language: "zh", pdfSha256: sha256, pdfBytes: pdf.bytes.length },
        { language: "both", pdfBytes: both.bytes.length },
      ],
    });
    expect(verified.headers.get("access-control-allow-origin")).toBe("*");
    const found = await anyone.get(`/verification/by-hash/${sha256}`);
    expect(found.json.items).toEqual([expect.objectContaining({ number: report.number })]);
    expect(found.json.items[0].pdfSha256).toContain(sha256);
    expect((await anyone.get("/verification/GHG-2026-000001-AAAAAAA-AAAAAAA")).status).toBe(404);
    for (const part of [sha256.slice(0, 8), sha256.slice(0, 63), `${sha256}0`, "_".repeat(64)])
      expect((await anyone.get(`/verification/by-hash/${part}`)).status, part).toBe(404);
    const again = await issue(runs.items[0].id);
    expect([again.status, again.json.facts]).toEqual([409, { number: report.number, reason: "already_issued" }]);
    const { json: reports } = await program.get(`${base}/reports`, { limit: "1" });
    expect(reports.items[0]).toMatchObject({ id: issued.json.reportId, languages: ["zh", "both"] });
    const second = await program.get(`${base}/reports`, { limit: "1", cursor: reports.next });
    expect(second.json.items[0]).toMatchObject({ number: tenant.reportNumber });
  });

  it("finds factors page by page with every release of each", async () => {
    const found = await program.get("/factors", { q: "diesel", limit: "2" });
    expect(found.json.items).toHaveLength(2);
    const next = await program.get("/factors", { q: "diesel", limit: "2", cursor: found.json.next });
    expect(next.json.items[0]).not.toEqual(found.json.items[0]);
    const hotel = await program.get("/factors/uk-desnz.29_600_4009_13");
    expect(hotel.json).toMatchObject({ id: "uk-desnz.29_600_4009_13" });
    expect((await program.get("/factors/nothing-of-the-kind")).status).toBe(404);
  });

  it("answers in the language of the Accept-Language header and ignores every other source", async () => {
    const chinese = await program.send("GET", `/organizations/${randomUUID()}`, {
      headers: { "accept-language": "zh-CN,zh;q=0.9", cookie: "locale=en" },
    });
    expect(chinese.headers.get("content-language")).toBe("zh-Hans");
    expect(chinese.json.title).toBe("未找到");
    expect(chinese.json.type).toBe(`${server.origin}/api#problem-not-found`);
    expect((await program.get(`/organizations/${randomUUID()}`)).json.title).toBe("Not found");
  });

  it("gave every answer in the form that the API document declares", () => {
    const operations = Object.values(judge.document.paths).flatMap((path) => Object.values(path));
    const unanswered = operations
      .filter(({ responses, operationId }) =>
        Object.keys(responses).every(
          (status) => !status.startsWith("2") || !judge.seen.has(`${operationId} ${status}`),
        ),
      )
      .map(({ operationId }) => operationId);
    // The examples, and the tests of API keys and of instruments, cover the other operations.
    expect(
      unanswered.filter(
        (id) =>
          ![
            "readKey",
            "listOrganizations",
            "getOrganization",
            "listFacilities",
            "getFacility",
            "getSource",
            "listInventories",
            "getInventory",
            "createInstrument",
            "listInstruments",
            "getInstrument",
            "allocateInstrument",
            "listAllocations",
            "listStandings",
          ].includes(id),
      ),
    ).toEqual([]);
  });
});
