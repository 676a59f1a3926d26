import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { makePerson, makeSmallCompany } from "#tests/support/own-tenant.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { expectRedirect, linkIn, readMail, Visitor } from "#tests/support/visitor.ts";

describe("odd requests", () => {
  let server: TestServer;
  let company: Awaited<ReturnType<typeof makeSmallCompany>>;
  beforeAll(async () => {
    server = await startServer("PostgreSQL", { SECURITY_CONTACT: "mailto:security@sample.example" });
    company = await makeSmallCompany(server, "Brindle");
  });
  afterAll(() => server?.remove());

  /** Sends a request head unchanged. @returns the status of the answer */
  async function send(
    target: string,
    host: string | null = new URL(server.origin).host,
    method = "GET",
  ): Promise<number> {
    const socket = connect(server.port, "127.0.0.1");
    const hostLine = host === null ? "" : `Host: ${host}\r\n`;
    socket.write(`${method} ${target} HTTP/1.1\r\n${hostLine}Connection: close\r\n\r\n`);
    const [, status] = /^HTTP\/1\.1 (\d+)/.exec(await text(socket)) ?? [];
    return Number(status);
  }

  it.each([
    ["*", 400],
    ["http://[", 400],
    ["ftp://sample.example/", 400],
    ["http://other.example/", 400],
  ])("answers the target %s with %i", async (target, status) => {
    expect(await send(target)).toBe(status);
  });

  it("reads a target in absolute form and uses its host", async () => {
    expect(await send(`${server.origin}/verify`, "other.example")).toBe(200);
  });

  it.each(["a b", "[", "a:b:c", "127.0.0.1:99999", "%", ""])("answers the host %j with 400", async (host) => {
    expect(await send("/", host)).toBe(400);
  });

  it.each(["/factors/%00", "/factors/a%00b", "/?_data=root", "/verify?_data=routes%2Fverify%2Ffind"])(
    "refuses %s without an error in the log",
    async (address) => {
      const visitor = new Visitor(server);
      expect((await visitor.get(address)).status).toBe(400);
      expect(server.readLog()).not.toMatch(/page_failed|request_failed/);
    },
  );

  it("treats numbers of twenty digits like unknown ids", async () => {
    const digits = "9".repeat(20);
    expect((await new Visitor(server).get(`/factors?after=${digits}`)).status).toBe(200);
    const inventory = `${company.base}/inventories/${company.inventoryId}?view=lines&page=${digits}&after=${digits}`;
    for (const page of [inventory, `${company.base}/audit-trail?before=${digits}`]) {
      expect([page, (await company.owner.get(page)).status]).toEqual([page, 200]);
    }
  });

  it("redirects a stranger who opens the form of a method to the sign-in page", async () => {
    const answer = await new Visitor(server).get(`/organizations/${randomUUID()}/activities/by-method`);
    expect(answer.status).toBe(302);
    const posted = await new Visitor(server).post(`/organizations/${randomUUID()}/activities/by-method`, {});
    expect(posted.status).toBeLessThan(500);
  });

  it("refuses a change from the same host over another protocol", async () => {
    const origin = server.origin.replace("http:", "https:");
    const answer = await new Visitor(server).request("POST", "/sign-in", {
      headers: { origin },
      body: new URLSearchParams({ email: "li@sample.example", password: "a password" }),
    });
    expect(answer.status).toBe(403);
  });

  it("answers every request about an unknown payment with 404", async () => {
    const receipts = `/tenants/${company.tenantId}/receipts`;
    for (const intent of [
      "reverse",
      "confirmed",
      "declined",
      "taken_back",
      "dismiss",
      "bank_charge",
      "short_payment",
      "overpayment_kept",
    ]) {
      const answer = await company.owner.post(receipts, { intent, id: randomUUID(), reason: "none" });
      expect([intent, answer.status < 500]).toEqual([intent, true]);
    }
  });

  it("lets an invitation be accepted once, even if many requests arrive at once", async () => {
    const person = makePerson("Invited Person");
    const invited = { intent: "invite", email: person.email, role: "viewer" };
    expectRedirect(await company.owner.post(`${company.base}/members`, invited));
    const link = linkIn(await readMail(server, person.email, "invitation"));
    const answers = await Promise.all(
      Array.from({ length: 4 }, () =>
        new Visitor(server).post(link, { name: person.name, password: person.password, locale: "en" }),
      ),
    );
    expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
    const members = (await company.owner.get(`${company.base}/members`)).text;
    expect(members.split(person.email).length).toBeGreaterThan(1);
    expect([...members.matchAll(/name="membershipId"/g)].length).toBeLessThanOrEqual(2 * 2);
  });

  it("has answers for robots, security researchers and old browsers", async () => {
    const visitor = new Visitor(server);
    expect((await visitor.get("/robots.txt")).text).toContain("Disallow: /verify/");
    const contact = await visitor.get("/.well-known/security.txt");
    expect(contact.text).toMatch(
      /^Contact: mailto:security@sample\.example\nExpires: \d{4}-\d\d-\d\dT00:00:00\.000Z\n/,
    );
    expect((await visitor.get("/favicon.ico")).location).toBe("/favicon.svg");
  });

  it("answers programs with JSON that describes the error in the reader's language", async () => {
    for (const language of ["en", "zh"] as const) {
      const answer = await new Visitor(server).get("/log/tile/8/x", { "accept-language": language });
      const { title } = translator(language).error.not_found;
      expect(JSON.parse(answer.text)).toMatchObject({ title, status: 404, code: "not_found" });
      expect(answer.status).toBe(404);
    }
  });

  it("keeps the secret of a link out of the log", async () => {
    const secret = "a".repeat(20) + "Bc3".repeat(8);
    for (const path of ["/requests/", "/quotes/", "/invitations/", "/nothing/", "/requests/x/"]) {
      await new Visitor(server).get(`${path}${secret}`);
      await new Visitor(server).post(`${path}${secret}`, { intent: "x" });
    }
    expect(server.readLog()).not.toContain(secret);
  });
});
