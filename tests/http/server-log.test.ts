import { randomBytes, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { makeKey } from "#tests/support/api.ts";
import { makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { asOwner } from "#tests/support/owner.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { readable, Visitor } from "#tests/support/visitor.ts";

let server: TestServer;
let tenant: OwnTenant;
let organization: string;

const AUTH_SECRET = "a-secret-of-the-settings-long-enough";

beforeAll(async () => {
  server = await startServer("PostgreSQL", { TRUST_PROXY: "true", AUTH_SECRET, JOB_PROCESSES: "on" });
  tenant = await makeOwnTenant(server, "Quillfeather");
  organization = `/organizations/${tenant.ids.organizationId}`;
});
afterAll(() => server?.remove());

/** Lines are buffered, and a busy machine can take longer than a second. */
const PATIENCE = { timeout: 30_000, interval: 50 };

type Line = Record<string, unknown>;

function readLines(): Line[] {
  const whole = server.readLog().split("\n").slice(0, -1);
  return whole.map((line) => JSON.parse(line));
}

/** Waits for the line of the request itself, then returns all lines of it. */
function linesOf(requestId: string | null): Promise<Line[]> {
  return vi.waitFor(() => {
    const lines = readLines().filter((line) => line.requestId === requestId);
    if (!lines.some(({ event }) => event === "request")) throw new Error(`no line of ${requestId}`);
    return lines;
  }, PATIENCE);
}

describe("the log", () => {
  it("has a line of JSON for each request with address, tenant and result", async () => {
    const { headers, bytes } = await tenant.owner.get(`${organization}/facilities`);
    const [line] = await linesOf(headers.get("x-request-id"));
    expect(line).toMatchObject({
      level: "info",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      event: "request",
      tenantId: tenant.ids.tenantId,
      method: "GET",
      route: "/organizations/:organizationId/facilities",
      organizationId: tenant.ids.organizationId,
      status: 200,
      ms: expect.any(Number),
    });
    expect(line!.bytes).toBeGreaterThan(bytes.length / 10);
  });

  it("uses the proxy's id only if it is well formed", async () => {
    const id = `edge-${randomUUID()}`;
    const { headers } = await new Visitor(server).get("/healthz", { "x-request-id": id });
    expect(headers.get("x-request-id")).toBe(id);
    expect(await linesOf(id)).toHaveLength(1);
    for (const bad of ["short", `${"x".repeat(65)}`, 'a"quote-in-an-id', "a space in an id"]) {
      const answer = await new Visitor(server).get("/healthz", { "x-request-id": bad });
      expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it("gives every response an id: files, prepared responses, rejections and unknown methods", async () => {
    const visitor = new Visitor(server);
    const answers = [
      await visitor.get("/favicon.svg"),
      await visitor.get("/.well-known/jwks.json"),
      await visitor.get("/.well-known/jwks.json"),
      await visitor.get("/verify?number=%00"),
      await visitor.request("POST", "/sign-in", { headers: { origin: "https://elsewhere.example" } }),
      await visitor.request("PROPFIND", "/"),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 400, 403, 405]);
    const ids = answers.map(({ headers }) => headers.get("x-request-id"));
    expect(new Set(ids).size).toBe(answers.length);
    for (const id of ids) expect(await linesOf(id)).toHaveLength(1);
  });

  it("links a job to the request that started it", async () => {
    const asked = await tenant.owner.post(`${organization}/inventories/${tenant.ids.inventoryId}`, {});
    expect(asked.status).toBe(302);
    const id = asked.headers.get("x-request-id");
    await vi.waitFor(() => {
      const job = readLines().find(({ event, requestId }) => event === "job" && requestId === id);
      expect(job).toMatchObject({ kind: "calculate-run", tenantId: tenant.ids.tenantId, retry: 0 });
    }, PATIENCE);
  });

  it("logs the id that the error page and the API problem show", async () => {
    const key = await makeKey(tenant.owner, tenant.ids.organizationId);
    const turn = (from: string, to: string) =>
      asOwner(server.ownerUrl, (db) => sql`alter table ${sql.id(from)} rename to ${sql.id(to)}`.execute(db));
    await turn("facility", "facility_gone");
    try {
      const page = await tenant.owner.get(`${organization}/facilities`);
      const program = { authorization: `Bearer ${key}`, accept: "application/json" };
      const problem = await new Visitor(server).get(`/api/v1${organization}/facilities`, program);
      expect([page.status, problem.status]).toEqual([500, 500]);
      const ids = [page, problem].map(({ headers }) => headers.get("x-request-id"));
      expect(readable(page.text)).toContain(`Reference: ${ids[0]}`);
      expect(JSON.parse(problem.text).reference).toBe(ids[1]);
      for (const id of ids) {
        const fault = (await linesOf(id)).find(({ event }) => event === "request_failed");
        expect(fault).toMatchObject({ level: "error", error: { code: "42P01", stack: expect.any(String) } });
      }
    } finally {
      await turn("facility_gone", "facility");
    }
  });

  it("names the request in every problem of the API", async () => {
    const { text, headers } = await new Visitor(server).get("/api/v1/nowhere");
    expect(JSON.parse(text)).toMatchObject({ code: "not_found", reference: headers.get("x-request-id") });
  });
});

describe("secrets", () => {
  const draw = () => randomBytes(32).toString("base64url");

  it("never reach the log from any source", async () => {
    const planted = Array.from({ length: 16 }, draw);
    const [path, unknown, query, cookie, bearer, basic, password, form, json, proxy, agent, referer] = planted;
    const address = `li.na.${draw().slice(0, 8)}@sample.example`;
    const visitor = new Visitor(server);
    visitor.setCookie("truetonne_session_token", cookie!);
    for (const prefix of ["/quotes", "/requests", "/invitations", "/engagements"]) {
      await visitor.get(`${prefix}/${path}`);
      await visitor.post(`${prefix}/${path}`, { intent: form! });
    }
    const about = { "user-agent": agent!, referer: `${server.origin}/password/reset?token=${referer}` };
    await visitor.get(`/nowhere/${unknown}`, about);
    await visitor.get(`/verify/${unknown}/bundle.zip`, about);
    await visitor.get(`/organizations/${unknown}`, about);
    await visitor.get(`/factors?q=${query}&mail=${address}`, about);
    await visitor.get(`/password/reset?token=${query}`, about);
    await visitor.get(`/email/verify?token=${query}`, about);
    await visitor.post(`/password/reset?token=${query}`, { password: password! });
    await visitor.post("/sign-up", {
      name: "Sample",
      email: address,
      password: password!,
      kind: "company",
      locale: "en",
    });
    await visitor.post("/sign-in", { email: address, password: password! });
    await visitor.post("/password/forgot", { email: address });
    await visitor.get("/healthz", { "x-request-id": `${proxy} ${proxy}`, "x-forwarded-for": "192.0.2.1" });
    await visitor.get("/api/v1/key", { authorization: `Bearer ${bearer}` });
    await visitor.get(`/api/v1/key?api_key=${query}`, { authorization: `Basic ${basic}` });
    await visitor.request("POST", `/api/v1${organization}/reports`, {
      headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
      body: JSON.stringify({ secret: json, mail: address }),
    });
    const { headers } = await visitor.get("/healthz");
    await linesOf(headers.get("x-request-id"));
    const written = server.readLog();
    for (const secret of [...planted, address, tenant.person.email, tenant.person.password, AUTH_SECRET]) {
      expect(written.includes(secret), secret).toBe(false);
    }
    // Routes with secrets are logged by pattern.
    for (const route of ["/quotes/:token", "/requests/:token", "/invitations/:token", "/password/reset", "/*"]) {
      expect(readLines().some((line) => line.route === route)).toBe(true);
    }
  });
});
