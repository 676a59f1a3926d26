import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makePerson, makeSmallCompany } from "#tests/support/own-tenant.ts";
import { asOwner } from "#tests/support/owner.ts";
import { actsOf, OTHERWISE, protectedForms } from "#tests/support/protected-acts.ts";
import { fillPattern, readRouteMap } from "#tests/support/route-map.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import {
  type Answer,
  expectRedirect,
  fieldOf,
  linkIn,
  readable,
  readMail,
  signIn,
  signUp,
  signUpByPassword,
  Visitor,
} from "#tests/support/visitor.ts";
import { withinWindow } from "#tests/support/within-window.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer("PostgreSQL");
});
afterAll(() => server?.remove());

const ageSessions = () =>
  asOwner(server.ownerUrl, (db) =>
    sql`update session set authenticated_at = now() - interval '61 minutes'`.execute(db),
  );

const count = (table: string) =>
  asOwner(server.ownerUrl, async (db) => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db);
    return rows[0]!.n;
  });

const asksForPassword = ({ status, text }: Answer) => status === 403 && readable(text).includes("Confirm it's you");

it("covers every route with an action about money, access, keys or rules", async () => {
  const routes = (await readRouteMap()).filter(({ hasAction }) => hasAction);
  const found = routes.filter(({ id }) => actsOf(id).length > 0).map(({ id }) => id);
  expect(found.length).toBeGreaterThan(10);
  const declared = routes.filter((route) => protectedForms(route, {}).length > 0).map(({ id }) => id);
  expect([...new Set(found)].sort()).toEqual([...declared, ...Object.keys(OTHERWISE)].sort());
});

it("refuses all of them in an older session, with every method", async () => {
  const { owner, person, tenantId, organizationId, inventoryId } = await makeSmallCompany(server, "Teasel");
  // The guard runs before any lookup.
  const rows = ["consultancyId", "invitationId", "membershipId", "apiKeyId", "accountId"];
  const ids = { tenantId, organizationId, inventoryId, ...Object.fromEntries(rows.map((row) => [row, randomUUID()])) };
  const routes = (await readRouteMap()).filter((route) => protectedForms(route, ids).length > 0);
  await ageSessions();
  const events = await count("audit_trail");
  for (const route of routes) {
    const { id, pattern } = route;
    const address = fillPattern(pattern, ids);
    for (const form of protectedForms(route, ids)) {
      const body = new URLSearchParams(form);
      const to = `${id} ${form.intent}`;
      for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
        expect(asksForPassword(await owner.request(method, address, { body })), `${method} ${to}`).toBe(true);
      }
      expect(asksForPassword(await owner.post(`${address}?index`, form)), `?index ${to}`).toBe(true);
      const asked = await owner.post(`${address}.data`, form);
      expect([to, asked.status, asked.text.includes("confirm_identity")]).toEqual([to, 403, true]);
    }
  }
  expect(await count("audit_trail")).toBe(events);
  // The same after a confirmation: the action runs or is judged by its own rules.
  const [settings] = routes.filter(({ id }) => id === "workspace/tenant/settings");
  const address = fillPattern(settings!.pattern, ids);
  const rename = { intent: "rename", workspaceName: "Teasel Group" };
  expectRedirect(await owner.post(address, { ...rename, confirmPassword: person.password }));
  for (const route of routes) {
    const [form] = protectedForms(route, ids);
    const answer = await owner.post(fillPattern(route.pattern, ids), form!);
    expect([route.id, asksForPassword(answer)]).toEqual([route.id, false]);
  }
  expect(await count("audit_trail")).toBeGreaterThan(events + 1);
});

it("keeps the form, accepts the right password only, and counts for that session only", async () => {
  const { owner, base, tenantId, person } = await makeSmallCompany(server, "Sorrel");
  const elsewhere = new Visitor(server);
  await signIn(elsewhere, person);
  await ageSessions();
  const address = `${base}/members`;
  const invitation = { intent: "invite", email: "li.na@sample.example", role: "viewer", scope: "all" };
  const wrong = await owner.post(address, { ...invitation, confirmPassword: "not the password" });
  expect(asksForPassword(wrong)).toBe(true);
  expect(readable(wrong.text)).toContain("This is not your current password.");
  for (const [name, value] of Object.entries(invitation)) expect(fieldOf(wrong.text, name), name).toBe(value);
  expect(wrong.text).not.toContain("not the password");
  expect((await owner.get(address)).text).not.toContain(invitation.email);
  const confirmed = await owner.post(address, { ...invitation, confirmPassword: person.password });
  expect(confirmed.location).toBe(`${address}?done=invited`);
  // For the next minutes it covers other actions of this session, and of no other session.
  const rule = { intent: "factor", allFactors: "yes" };
  expect((await owner.post(`/tenants/${tenantId}/settings`, { ...rule, basedOn: "0" })).status).toBe(302);
  expect(asksForPassword(await elsewhere.post(`/tenants/${tenantId}/settings`, rule))).toBe(true);
  // A sign-in is a confirmation.
  const again = new Visitor(server);
  await signIn(again, person);
  expect((await again.post(`/tenants/${tenantId}/settings`, { ...rule, basedOn: "1" })).status).toBe(302);
});

it("still allows reading and recording in an older session", async () => {
  const { owner, base } = await makeSmallCompany(server, "Bramble");
  await ageSessions();
  expect((await owner.get(`${base}/members`)).status).toBe(200);
  const facility = { nameEn: "Second plant", nameZh: "", country: "CN", gridRegion: "CN-JS", consolidationShare: "1" };
  expectRedirect(await owner.post(`${base}/facilities`, facility));
});

it("asks for the password in the form that deletes a workspace, even right after sign-in", async () => {
  const { owner, tenantId } = await makeSmallCompany(server, "Yarrow");
  const form = { intent: "ask-deletion", reason: "It is over.", name: "Yarrow Works" };
  for (const password of ["", "not the password"]) {
    expect((await owner.post(`/tenants/${tenantId}/data`, { ...form, password })).status).toBe(422);
  }
  expect((await owner.get(`/tenants/${tenantId}/data`)).text).not.toContain("take-deletion-back");
});

/** Uses up all but one of the attempts that an account has left today. */
const spendAttempts = (step: "password" | "code") =>
  asOwner(server.ownerUrl, (db) =>
    sql`update rate_limit set hits = 59 where hits < 59 and key like ${`failed-${step}:%`}`.execute(db),
  );

const forget = () =>
  asOwner(server.ownerUrl, (db) => sql`delete from rate_limit where key like 'failed-%'`.execute(db));

/** Sets a new password through the email link, and signs in with it. */
async function resetAndSignIn(visitor: Visitor, email: string): Promise<string> {
  await visitor.post("/password/forgot", { email });
  const link = linkIn(await readMail(server, email, "resetPassword"));
  const token = fieldOf((await visitor.get(link)).text, "token")!;
  const password = "quite another sentence";
  expect((await visitor.post(link, { token, password })).location).toBe("/sign-in?notice=passwordSet");
  return signIn(visitor, { email, password });
}

it("stops failed sign-ins to one account over all networks, writes to its holder, and lets them in by mail", async () => {
  const { person, known, unknown } = await withinWindow(86_400, async () => {
    await forget();
    const [person, stranger] = [makePerson("Wang Fang"), makePerson().email];
    await signUpByPassword(server, person);
    const fail = async (email: string) =>
      (await new Visitor(server).post("/sign-in", { email, password: "not the password" })).status;
    const known: number[] = [];
    const unknown: number[] = [];
    for (const _ of Array(3)) {
      known.push(await fail(person.email));
      unknown.push(await fail(stranger));
      await spendAttempts("password");
    }
    return { person, known, unknown };
  });
  expect(known).toEqual([422, 422, 429]);
  expect(unknown).toEqual(known);
  const visitor = new Visitor(server);
  const right = await visitor.post("/sign-in", { email: person.email, password: person.password });
  expect(right.status).toBe(429);
  expect(Number(right.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(readable(right.text)).toContain("Too many wrong passwords were entered for this account today.");
  expect(await readMail(server, person.email, "signInPaused")).toContain("/password/forgot");
  expect(await resetAndSignIn(visitor, person.email)).toBe("/organizations");
});

it("counts wrong passwords inside a session toward the same limit, in every form that asks for one", async () => {
  const { person, statuses } = await withinWindow(86_400, async () => {
    await forget();
    const { owner, person, base, tenantId } = await makeSmallCompany(server, "Tansy");
    await ageSessions();
    const password = "not the password";
    const forms: [string, Record<string, string>][] = [
      [`${base}/members`, { intent: "revoke", invitationId: "", confirmPassword: password }],
      [`/tenants/${tenantId}/data`, { intent: "ask-deletion", reason: "It is over.", name: "Tansy Works", password }],
      ["/account", { intent: "password", currentPassword: password, newPassword: "quite another sentence" }],
      ["/account", { intent: "renew-backup-codes", renewPassword: password }],
      ["/account", { intent: "stop-second-factor", stopPassword: password }],
    ];
    const statuses: [string, number][] = [];
    for (const [address, form] of forms) {
      await forget();
      await owner.post(address, form);
      await spendAttempts("password");
      await owner.post(address, form);
      const { status } = await new Visitor(server).post("/sign-in", { email: person.email, password: person.password });
      statuses.push([form.intent!, status]);
    }
    return { person, statuses };
  });
  expect(statuses.map(([, status]) => status)).toEqual(Array(5).fill(429));
  expect(await readMail(server, person.email, "signInPaused")).toContain("/password/forgot");
});

// language: docs/asvs.csv quotes this name
it("stops wrong codes of one account, tells its holder that the password is known, and lets them in by mail", async () => {
  const { person, refused, doubled } = await withinWindow(86_400, async () => {
    await forget();
    const person = makePerson("Li Na");
    await signUp(server, person);
    const guess = async () => {
      const visitor = new Visitor(server);
      const next = expectRedirect(await visitor.post("/sign-in", { email: person.email, password: person.password }));
      return visitor.post(next, { kind: "totp", code: "000000" });
    };
    await guess();
    await spendAttempts("code");
    await guess();
    const refused = await guess();
    // A second challenge cookie would add the failure to another account.
    const visitor = new Visitor(server);
    const next = expectRedirect(await visitor.post("/sign-in", { email: person.email, password: person.password }));
    const cookie = `truetonne_two_factor=x.y; ${visitor.cookie}`;
    const body = new URLSearchParams({ kind: "totp", code: "000000" });
    const doubled = await visitor.request("POST", next, { body, headers: { cookie } });
    return { person, refused, doubled };
  });
  expect(refused.status).toBe(429);
  expect(readable(refused.text)).toContain("Too many wrong codes were entered for this account today.");
  expect(readable(doubled.text)).toContain("Start over with your password.");
  expect(await readMail(server, person.email, "codePaused")).toContain("/password/forgot");
  expect(await resetAndSignIn(new Visitor(server), person.email)).toBe("/organizations");
});

it("does not count successful sign-ins or send mails about them", async () => {
  const hits = await withinWindow(86_400, async () => {
    await forget();
    const person = makePerson("Li Na");
    await signUp(server, person);
    await new Visitor(server).post("/sign-in", { email: person.email, password: "not the password" });
    await spendAttempts("password");
    await signIn(new Visitor(server), person);
    await signIn(new Visitor(server), person);
    return asOwner(server.ownerUrl, async (db) => {
      const { rows } = await sql<{
        hits: number;
      }>`select hits from rate_limit where key like 'failed-%' and hits > 0`.execute(db);
      return rows.map((row) => row.hits);
    });
  });
  expect(hits).toEqual([59]);
});
