import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawSecret } from "#app/services/api-key-secret.ts";
import { ALL_SCOPES, ApiJudge, makeKey, Program, readOpenApi } from "#tests/support/api.ts";
import { inviteMember, makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { asOwner } from "#tests/support/owner.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { expectRedirect, Visitor } from "#tests/support/visitor.ts";

let server: TestServer;
let tenant: OwnTenant;
let judge: ApiJudge;
let secret: string;
let program: Program;
let activities: string;
let base: string;
let hotel: string;

beforeAll(async () => {
  server = await startServer();
  tenant = await makeOwnTenant(server, "Quillfeather");
  judge = new ApiJudge(await readOpenApi(server));
  secret = await makeKey(tenant.owner, tenant.ids.organizationId);
  program = new Program(server, secret, judge);
  base = `/organizations/${tenant.ids.organizationId}`;
  activities = `${base}/inventories/${tenant.ids.inventoryId}/activities`;
  const { items } = (await program.get(`${base}/sources`)).json;
  hotel = items.find((source: { category: string }) => source.category === "business_travel").id;
});
afterAll(() => server?.remove());

const codeOf = async (caller: Program, method: string, path: string, request = {}) => {
  const { status, json } = await caller.send(method, path, request);
  return [status, json?.code];
};
const record = () => ({
  sourceId: hotel,
  period: { start: "2025-03-01", end: "2025-03-31" },
  quantity: "1",
  unit: "room_night",
});

describe("a key", () => {
  it("opens nothing when it is missing, mistyped, unknown or of another kind", async () => {
    expect(await codeOf(new Program(server, null, judge), "GET", "/key")).toEqual([401, "key_missing"]);
    expect(await codeOf(new Program(server, drawSecret(), judge), "GET", "/key")).toEqual([401, "key_unknown"]);
    expect(await codeOf(new Program(server, secret.slice(0, -1), judge), "GET", "/key")).toEqual([401, "key_mistyped"]);
    for (const authorization of [
      `Basic ${btoa(`${secret}:`)}`,
      `Bearer ${secret}, Bearer x`,
      secret,
      "Bearer",
      "Bearer  ",
    ]) {
      const refused = await program.send("GET", "/key", { headers: { authorization } });
      expect([refused.status, refused.json.code], authorization).toEqual([401, "key_missing"]);
      expect(refused.headers.get("www-authenticate")).toMatch(/^Bearer /);
    }
  });

  it("is refused in an address, wherever it stands, and does not reach the log", async () => {
    for (const path of [
      `/key?key=${secret}`,
      `/key?api_key=${secret}`,
      `/${secret}`,
      `/key?x=${secret.replace("_", "%5F")}`,
    ]) {
      expect(await codeOf(new Program(server, null), "GET", path), path).toEqual([400, "key_in_address"]);
      expect(await codeOf(program, "GET", path), path).toEqual([400, "key_in_address"]);
    }
    expect(server.readLog()).not.toContain(secret);
  });

  it("is all that counts: a signed-in browser without one may nothing, and is asked for no origin", async () => {
    for (const method of ["GET", "POST"]) {
      const path = method === "GET" ? "/api/v1/key" : `/api/v1${base}/inventories/${tenant.ids.inventoryId}/runs`;
      const answer = await tenant.owner.request(method, path);
      expect([answer.status, JSON.parse(answer.text).code]).toEqual([401, "key_missing"]);
    }
    const elsewhere = { origin: "https://elsewhere.example" };
    expect(await codeOf(new Program(server, null), "POST", `${base}/reports`, { headers: elsewhere })).toEqual([
      401,
      "key_missing",
    ]);
    const asked = await program.send("GET", "/key", { headers: elsewhere });
    expect(asked.status).toBe(200);
    expect(asked.headers.get("access-control-allow-origin")).toBeNull();
    const preflight = await new Visitor(server).request("OPTIONS", "/api/v1/key", { headers: elsewhere });
    expect(preflight.status).toBe(405);
    // Beside the API the check of origins stands as before.
    const form = await tenant.owner.request("POST", `/organizations/${tenant.ids.organizationId}/facilities`, {
      headers: { origin: "", authorization: `Bearer ${secret}` },
    });
    expect(form.status).toBe(403);
    for (const path of ["/api/v1", "/api/v1x/key", "/api//v1/key"]) {
      const answer = await new Visitor(server).request("POST", path, { headers: { origin: "" } });
      expect(answer.status, path).toBe(403);
    }
  });

  it("does what its scopes say and no more", async () => {
    const NEEDS: [string, string, string][] = [
      ["read", "GET", base],
      ["activities:write", "POST", activities],
      ["runs:write", "POST", `${base}/inventories/${tenant.ids.inventoryId}/runs`],
      ["reports:issue", "POST", `${base}/reports`],
    ];
    for (const [scope, method, path] of NEEDS) {
      const others = ALL_SCOPES.filter((one) => one !== scope);
      const without = new Program(
        server,
        await makeKey(tenant.owner, tenant.ids.organizationId, { scopes: others }),
        judge,
      );
      const refused = await without.send(method, path, { body: {} });
      expect([refused.status, refused.json.code, refused.json.facts]).toEqual([403, "scope_missing", { scope }]);
      const only = new Program(
        server,
        await makeKey(tenant.owner, tenant.ids.organizationId, { scopes: [scope] }),
        judge,
      );
      expect((await only.send(method, path, { body: {} })).status, scope).not.toBe(403);
    }
    const { json } = await new Program(
      server,
      await makeKey(tenant.owner, tenant.ids.organizationId, { scopes: ["read"] }),
    ).get("/key");
    expect(json).toMatchObject({ scopes: ["read"], role: "owner", organizationId: tenant.ids.organizationId });
  });

  it("of one organization does not see its sister, which a key of all does", async () => {
    const fields = {
      nameEn: "Sister",
      nameZh: "",
      consolidationApproach: "operational_control",
      gwpSet: "AR6",
      year: "2025",
    };
    const place = expectRedirect(await tenant.owner.post("/organizations/new", fields));
    const sister = place.split("/").at(-1)!;
    const mine = await program.get("/organizations");
    expect((mine.json.items as { id: string }[]).map(({ id }) => id)).toEqual([tenant.ids.organizationId]);
    for (const path of ["", "/facilities", "/sources", "/inventories", "/reports"]) {
      expect(await codeOf(program, "GET", `/organizations/${sister}${path}`), path).toEqual([404, "not_found"]);
    }
    expect(
      (await new Program(server, await makeKey(tenant.owner, sister)).get(`/organizations/${sister}`)).status,
    ).toBe(200);
    const whole = new Program(
      server,
      await makeKey(tenant.owner, tenant.ids.organizationId, { reach: "tenant" }),
      judge,
    );
    const all = await whole.get("/organizations");
    // A new organization of the same person may belong to a tenant of its own.
    const reached = (all.json.items as { id: string }[]).map(({ id }) => id);
    expect(reached).toContain(tenant.ids.organizationId);
    const status = (await whole.get(`/organizations/${sister}`)).status;
    expect(status).toBe(reached.includes(sister) ? 200 : 404);
  });

  it("follows its maker down, and stops when the maker leaves", async () => {
    const admin = await inviteMember(server, tenant, "admin");
    const members = `/organizations/${tenant.ids.organizationId}/members`;
    const made = await makeKey(admin, tenant.ids.organizationId, { name: "of an administrator" });
    const theirs = new Program(server, made, judge);
    expect((await theirs.get("/key")).json.role).toBe("admin");
    const page = (await tenant.owner.get(members)).text;
    const ids = [...page.matchAll(/id="role-([0-9a-f-]{36})"/g)].map(([, id]) => id!);
    const membershipId = ids.find((id) => id !== tenant.ids.membershipId)!;
    const change = (memberRole: string) =>
      tenant.owner.post(members, { intent: "change-role", membershipId, memberRole });
    expectRedirect(await change("editor"));
    expect((await theirs.get("/key")).json.role).toBe("editor");
    const issue = await theirs.send("POST", `${base}/reports`, { body: {} });
    expect([issue.status, issue.json.facts]).toEqual([
      403,
      { scope: "reports:issue", role: "editor", needed: "admin" },
    ]);
    expectRedirect(await change("viewer"));
    expect(await codeOf(theirs, "POST", activities, { body: record() })).toEqual([403, "role_missing"]);
    expect((await theirs.get(activities)).status).toBe(200);
    expectRedirect(await tenant.owner.post(members, { intent: "remove", membershipId }));
    expect(await codeOf(theirs, "GET", "/key")).toEqual([401, "key_without_maker"]);
  });

  it("stops with the next request once it is ended, and once it has expired", async () => {
    const keys = `/organizations/${tenant.ids.organizationId}/api-keys`;
    const made = await makeKey(tenant.owner, tenant.ids.organizationId, { name: "to be ended" });
    const ended = new Program(server, made, judge);
    const { json } = await ended.get("/key");
    expectRedirect(await tenant.owner.post(keys, { intent: "revoke", apiKeyId: json.id }));
    expect(await codeOf(ended, "GET", "/key")).toEqual([401, "key_revoked"]);
    const old = await makeKey(tenant.owner, tenant.ids.organizationId, { name: "old" });
    const oldId = (await new Program(server, old).get("/key")).json.id as string;
    await server.stop();
    await asOwner(server.ownerUrl, async (db) => {
      const { sql } = await import("kysely");
      await sql`alter table api_key disable trigger frozen`.execute(db);
      await sql`update api_key set created_at = created_at - interval '40 days',
        expires_at = created_at - interval '10 days' where id = ${oldId}`.execute(db);
      await sql`alter table api_key enable trigger frozen`.execute(db);
    });
    await server.start();
    expect(await codeOf(new Program(server, old, judge), "GET", "/key")).toEqual([401, "key_expired"]);
  });

  it("is made, seen and ended by administrators only", async () => {
    const keys = `/organizations/${tenant.ids.organizationId}/api-keys`;
    for (const role of ["viewer", "editor", "reviewer"]) {
      const member = await inviteMember(server, tenant, role);
      expect((await member.get(keys)).status, role).toBe(403);
      const make = { intent: "make", name: "x", reach: "organization", days: "30", "scope-read": "on" };
      expect((await member.post(keys, make)).status, role).toBe(403);
    }
    const page = await tenant.owner.get(keys);
    expect(page.text).not.toMatch(/tt_live_\w{20}/);
    expect(page.headers.get("cache-control")).toBe("private, no-store");
  });

  it("may ask so many times a minute, and is told how much is left", async () => {
    const other = new Program(server, await makeKey(tenant.owner, tenant.ids.organizationId, { name: "busy" }), judge);
    const first = await other.get("/key");
    expect(first.headers.get("ratelimit-policy")).toBe('"key";q=600;w=60');
    expect(first.headers.get("ratelimit")).toMatch(/^"key";r=5\d\d;t=\d+$/);
    let refused = first;
    for (let round = 0; round < 90 && refused.status !== 429; round += 1) {
      const answers = await Promise.all(Array.from({ length: 16 }, () => other.get("/key")));
      refused = answers.find(({ status }) => status === 429) ?? answers[0]!;
    }
    expect([refused.status, refused.json.code]).toEqual([429, "rate_limited"]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(refused.headers.get("ratelimit")).toMatch(/^"key";r=0;t=\d+$/);
    expect((await program.get("/key")).status).toBe(200);
  });

  it("cannot be guessed at leisure: whoever sends wrong ones is slowed", async () => {
    const guesser = new Program(server, drawSecret());
    const statuses = new Set<number>();
    for (let round = 0; round < 40 && !statuses.has(429); round += 1) {
      const answers = await Promise.all(Array.from({ length: 16 }, () => guesser.get("/key")));
      for (const { status } of answers) statuses.add(status);
    }
    expect(statuses).toEqual(new Set([401, 429]));
    expect((await program.get("/key")).status).toBe(200);
  });
});

describe("a body", () => {
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
  ])("of %s is refused as unreadable", async (_, raw) => {
    const { status, json, text } = await send(raw());
    expect([status, json.code], text).toEqual([400, "request_malformed"]);
  });

  it.each<[string, object | string]>([
    ["a number where text is meant", { ...{}, quantity: 1 }],
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
  ])("with %s is refused at its place", async (_, change) => {
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

  it("beyond its size, of another type or compressed is refused", async () => {
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
  ])("such as %s is answered with 404, and no more", async (path) => {
    const { status, json } = await program.send("GET", path);
    expect([status, json.code]).toEqual([404, "not_found"]);
  });

  it("takes its own methods, and says which", async () => {
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

describe("requests that are sent again", () => {
  const runs = () => `${base}/inventories/${tenant.ids.inventoryId}/runs`;

  it("have one effect, also when many come at once", async () => {
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

  it("are refused with another body, path or query under the same name, and by another key are their own", async () => {
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

  it("are kept only when they succeeded", async () => {
    const headers = { "idempotency-key": "corrected-later" };
    expect((await program.send("POST", activities, { body: { ...record(), unit: "parsec" }, headers })).status).toBe(
      422,
    );
    expect((await program.send("POST", activities, { body: record(), headers })).status).toBe(201);
  });

  it.each(['""', `"${"x".repeat(256)}"`, "with space", '"open', "日", '"a"b"'])("refuse the name %s", async (name) => {
    const value = Buffer.from(name).toString("latin1");
    const { status, json } = await program.send("POST", activities, {
      body: record(),
      headers: { "idempotency-key": value },
    });
    expect([status, json.code]).toEqual([400, "request_invalid"]);
  });
});

describe("the end", () => {
  it("left no error in the log that nobody foresaw", () => {
    expect(server.readLog()).not.toMatch(/"level":"error"/);
  });
});
