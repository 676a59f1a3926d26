import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { ApiJudge, makeKey, Program, readOpenApi } from "#tests/support/api.ts";
import { faultsIn } from "#tests/support/log-faults.ts";
import { makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { Visitor } from "#tests/support/visitor.ts";

let server: RunningServer;
let tenant: OwnTenant;
let judge: ApiJudge;
let secret: string;
let program: Program;
let activities: string;
let base: string;
let hotel: string;

beforeAll(async () => {
  server = await useServer();
  tenant = await makeOwnTenant(server, "Quillfeather");
  judge = new ApiJudge(await readOpenApi(server));
  secret = await makeKey(tenant.owner, tenant.ids.organizationId);
  program = new Program(server, secret, judge);
  base = `/organizations/${tenant.ids.organizationId}`;
  activities = `${base}/inventories/${tenant.ids.inventoryId}/activities`;
  const { items } = (await program.get(`${base}/sources`)).json;
  hotel = items.find((source: { category: string }) => source.category === "business_travel").id;
});

const record = () => ({
  sourceId: hotel,
  period: { start: "2025-03-01", end: "2025-03-31" },
  quantity: "1",
  unit: "room_night",
});

describe("a request body", () => {
  const send = (raw: string | Uint8Array, headers = {}) => program.send("POST", activities, { raw, headers });
  const valid = () => JSON.stringify(record());

  it.each<[string, () => string | Uint8Array]>([
    ["nothing", () => ""],
    ["no JSON", () => "sourceId=1"],
    ["a name twice", () => valid().replace("{", '{"quantity":"2",')],
    ["a name twice, once by escape", () => valid().replace("{", '{"\\u0071uantity":"2",')],
    ["NaN", () => valid().replace('"1"', "NaN")],
    ["a prototype", () => valid().replace("{", '{"__proto__":{"isAdmin":true},')],
    ["a constructor", () => valid().replace("{", '{"constructor":{"prototype":{}},')],
    ["a thousand levels", () => `${'{"a":'.repeat(1000)}1${"}".repeat(1000)}`],
    ["sixty thousand brackets", () => "[".repeat(60_000)],
    ["half a character", () => valid().replace("room_night", "\\ud83d")],
    ["a zero character", () => valid().replace("room_night", "\\u0000")],
    [
      "wrong UTF-8",
      () => Buffer.concat([Buffer.from('{"unit":"'), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from('"}')]),
    ],
    [
      "an overlong slash",
      () => Buffer.concat([Buffer.from('{"unit":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]),
    ],
    ["UTF-16", () => Buffer.from(`\ufeff${valid()}`, "utf16le")],
  ])("of %s is rejected as unreadable", async (_, raw) => {
    const { status, json, text } = await send(raw());
    expect([status, json.code], text).toEqual([400, "request_malformed"]);
  });

  it.each<[string, object | string]>([
    ["a number where text is meant", { quantity: 1 }],
    ["a huge number", { quantity: 1e308 }],
    ["an exponent", { quantity: "1e3" }],
    ["a separator", { quantity: "1,000" }],
    ["infinity in words", { quantity: "Infinity" }],
    ["a list", { quantity: ["1"] }],
    ["an unknown field", { tenantId: randomUUID() }],
    ["an id of another shape", { sourceId: "1 or 1=1" }],
    ["a day that never was", { period: { start: "2025-02-30", end: "2025-03-31" } }],
    ["a direction character", { note: "abc\u202egpj" }],
    ["a long note", { note: "x".repeat(1001) }],
    ["a wrong quality", { dataQuality: "excellent" }],
    ["no period", { period: null }],
  ])("with %s is rejected with a pointer to the error", async (_, change) => {
    const { status, json, text } = await program.send("POST", activities, {
      body: { ...record(), ...(change as object) },
    });
    expect([status, json.code], text).toEqual([400, "request_invalid"]);
    expect(json.errors[0]).toMatchObject({ pointer: expect.stringMatching(/^#\/\w+/), detail: expect.any(String) });
  });

  it("of exact digits is taken to the last of them, and beyond the bounds refused", async () => {
    const kept = await program.send("POST", activities, {
      body: { ...record(), quantity: "123456789012345.123456789012" },
    });
    expect(kept.json.quantity).toBe("123456789012345.123456789012");
    for (const quantity of ["1234567890123456", "0.1234567890123", "9".repeat(40)]) {
      const { status, json } = await program.send("POST", activities, { body: { ...record(), quantity } });
      expect([status, json.errors[0].code], quantity).toEqual([422, "number_out_of_bounds"]);
    }
  });

  it("is rejected if it is too large, of another type or compressed", async () => {
    const large = await send(valid().replace("{", `{"x":"${"y".repeat(70_000)}",`));
    expect([large.status, large.json.code]).toEqual([413, "content_too_large"]);
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "application/json; charset=gb18030",
      "multipart/form-data",
    ]) {
      const answer = await send(valid(), { "content-type": type });
      expect([answer.status, answer.json.code], type).toEqual([415, "media_type"]);
    }
    expect((await send(valid(), { "content-type": "" })).status).toBe(415);
    expect((await send(valid(), { "content-encoding": "gzip" })).status).toBe(415);
    expect((await send(valid(), { "content-type": 'application/json; charset="UTF-8"' })).status).toBe(201);
  });
});

describe("an address", () => {
  it.each([
    "/organizations/x",
    "/organizations/00000000-0000-0000-0000-000000000000",
    "/organizations/%2e%2e",
    "/organizations/%00",
    "/organizations/%ff",
    "/organizations/%0d%0a/sources/%E2%80%A8",
    "/organizations//facilities",
    "/organizations/",
    "/nothing",
    "/",
    "/factors/%27%3B%20drop%20table%20api_key%3B--",
    `/factors/${"x".repeat(3000)}`,
    "/factors/%ED%A0%80",
    "/verification/x",
    "/verification/by-hash/________",
    "/key/",
    "/KEY",
  ])("such as %s is answered with 404 and nothing else", async (path) => {
    const { status, json } = await program.send("GET", path);
    expect([status, json.code]).toEqual([404, "not_found"]);
  });

  it("allows only its own methods and lists them", async () => {
    const refused = await program.send("PUT", activities);
    expect([refused.status, refused.json.code, refused.headers.get("allow")]).toEqual([
      405,
      "method_not_allowed",
      "POST, GET, HEAD",
    ]);
    const head = await program.send("HEAD", "/key");
    expect([head.status, head.text]).toEqual([200, ""]);
    expect((await new Visitor(server).request("TRACE", "/api/v1/key")).status).toBe(405);
  });

  it("answers in its own type or not at all", async () => {
    const accept = (value: string) => program.send("GET", "/key", { headers: { accept: value } });
    for (const value of ["*/*", "application/*", "text/html, application/json;q=0.1", ""]) {
      expect((await accept(value)).status, value).toBe(200);
    }
    for (const value of ["text/html", "application/xml", "application/json;q=0"]) {
      const refused = await accept(value);
      expect([refused.status, refused.json.code], value).toEqual([406, "not_acceptable"]);
    }
  });

  it("refuses oddities of its query with 400", async () => {
    for (const query of [
      "?limit=%00",
      "?cursor=%ff",
      "?from=2025-13-01",
      "?sourceId=%27",
      "?a=b",
      "?limit[]=1",
      "?__proto__=1",
      "?limit=1&limit=1",
      "?from=%E2%80%AE",
    ]) {
      const { status, json, text } = await program.send("GET", `${activities}${query}`);
      expect([status, json.code], `${query} ${text}`).toEqual([400, "request_invalid"]);
    }
  });
});

describe("repeated requests", () => {
  const runs = () => `${base}/inventories/${tenant.ids.inventoryId}/runs`;

  it("have one effect, even if many arrive at once", async () => {
    const headers = { "idempotency-key": '"at once"' };
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => program.send("POST", activities, { body: record(), headers })),
    );
    const made = answers.filter(({ status }) => status === 201);
    expect(new Set(made.map(({ json }) => json.id)).size).toBe(1);
    expect(made.filter((one) => one.headers.get("idempotency-replayed") === null)).toHaveLength(1);
    for (const one of answers) {
      if (one.status === 201) continue;
      expect([one.status, one.json.code, one.headers.get("retry-after")]).toEqual([409, "request_in_flight", "1"]);
    }
  });

  it("are rejected with another body, path or query under the same key, and are separate for another API key", async () => {
    const headers = { "idempotency-key": '"mine"' };
    expect((await program.send("POST", activities, { body: record(), headers })).status).toBe(201);
    const other = await program.send("POST", activities, { body: { ...record(), note: "other" }, headers });
    expect([other.status, other.json.code]).toEqual([422, "idempotency_key_reused"]);
    expect((await program.send("POST", runs(), { headers })).status).toBe(422);
    const sister = new Program(
      server,
      await makeKey(tenant.owner, tenant.ids.organizationId, { name: "sister" }),
      judge,
    );
    const fresh = await sister.send("POST", activities, { body: { ...record(), note: "other" }, headers });
    expect([fresh.status, fresh.headers.get("idempotency-replayed")]).toEqual([201, null]);
  });

  it("are stored only if they succeeded", async () => {
    const headers = { "idempotency-key": "corrected-later" };
    expect((await program.send("POST", activities, { body: { ...record(), unit: "parsec" }, headers })).status).toBe(
      422,
    );
    expect((await program.send("POST", activities, { body: record(), headers })).status).toBe(201);
  });

  it.each(['""', `"${"x".repeat(256)}"`, "with space", '"open', "日", '"a"b"'])(
    "reject the idempotency key %s",
    async (name) => {
      const value = Buffer.from(name).toString("latin1");
      const { status, json } = await program.send("POST", activities, {
        body: record(),
        headers: { "idempotency-key": value },
      });
      expect([status, json.code]).toEqual([400, "request_invalid"]);
    },
  );
});

describe("the end", () => {
  it("left no unexpected error in the log", () => {
    expect(faultsIn(server.readLog())).toEqual([]);
  });
});
