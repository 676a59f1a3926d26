import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawSecret } from "#app/access/api-key-secret.ts";
import { ALL_SCOPES, ApiJudge, makeKey, Program, readOpenApi } from "#tests/support/api.ts";
import { createOrganization, inviteMember, makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
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

beforeAll(async () => {
  server = await startServer();
  tenant = await makeOwnTenant(server, "Quillfeather");
  judge = new ApiJudge(await readOpenApi(server));
  secret = await makeKey(tenant.owner, tenant.ids.organizationId);
  program = new Program(server, secret, judge);
  base = `/organizations/${tenant.ids.organizationId}`;
  activities = `${base}/inventories/${tenant.ids.inventoryId}/activities`;
});
afterAll(() => server?.remove());

const codeOf = async (caller: Program, method: string, path: string, request = {}) => {
  const { status, json } = await caller.send(method, path, request);
  return [status, json?.code];
};

describe("an API key", () => {
  it("opens nothing if it is missing, mistyped, unknown or of another kind", async () => {
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

  // language: docs/asvs.csv quotes this name
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
    // Outside the API, the check of the origin still applies.
    const form = await tenant.owner.request("POST", `/organizations/${tenant.ids.organizationId}/facilities`, {
      headers: { origin: "", authorization: `Bearer ${secret}` },
    });
    expect(form.status).toBe(403);
    for (const path of ["/api/v1", "/api/v1x/key", "/api//v1/key"]) {
      const answer = await new Visitor(server).request("POST", path, { headers: { origin: "" } });
      expect(answer.status, path).toBe(403);
    }
  });

  it("allows what its scopes allow and no more", async () => {
    const NEEDS: [string, string, string][] = [
      ["read", "GET", base],
      ["activities:write", "POST", activities],
      ["instruments:write", "POST", `${base}/instruments`],
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

  it("of one organization does not see a sister organization, while a key for all does", async () => {
    const fields = {
      nameEn: "Sister",
      nameZh: "",
      consolidationApproach: "operational_control",
      gwpSet: "AR6",
      year: "2025",
    };
    const place = await createOrganization(tenant.owner, fields);
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
    // A new organization of the same person may belong to its own tenant.
    const reached = (all.json.items as { id: string }[]).map(({ id }) => id);
    expect(reached).toContain(tenant.ids.organizationId);
    const status = (await whole.get(`/organizations/${sister}`)).status;
    expect(status).toBe(reached.includes(sister) ? 200 : 404);
  });

  it("loses rights with its maker, and stops when the maker leaves", async () => {
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
    expect(await codeOf(theirs, "POST", activities, { body: {} })).toEqual([403, "role_missing"]);
    expect((await theirs.get(activities)).status).toBe(200);
    expectRedirect(await tenant.owner.post(members, { intent: "remove", membershipId }));
    expect(await codeOf(theirs, "GET", "/key")).toEqual([401, "key_without_maker"]);
  });

  it("is refused from the next request after it is revoked, and after it expires", async () => {
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

  it("is created, listed and revoked by administrators only", async () => {
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

  // language: docs/asvs.csv quotes this name
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

  it("can't be guessed: callers who send wrong keys are slowed down", async () => {
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
