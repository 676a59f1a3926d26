import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { grantEngagement } from "#app/access/engagement.server.ts";
import { isChange } from "#app/api/operation.ts";
import { OPERATIONS } from "#app/api/operations.server.ts";
import { translator } from "#app/i18n/index.ts";
import { openDoors } from "#db/doors.ts";
import { makeKey, Program } from "#tests/support/api.ts";
import { questionOf } from "#tests/support/api-probe.ts";
import { askForData, makeOwnTenant, makePerson, type OwnTenant, saveGrid } from "#tests/support/own-tenant.ts";
import { asOwner, editFacts } from "#tests/support/owner.ts";
import { OPERATOR_ID } from "#tests/support/plans.ts";
import { fillPattern, type RouteOfMap, readRouteMap } from "#tests/support/route-map.ts";
import { dayFromNow } from "#tests/support/sample-engagement.ts";
import { makeSentQuote, makeService, quoteContent } from "#tests/support/sample-order.ts";
import { equipSeller, makeClient } from "#tests/support/sample-seller.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { snapshotTenant } from "#tests/support/snapshot.ts";
import { linkIn, readable, readMail, signUp, Visitor } from "#tests/support/visitor.ts";

const en = translator("en");

const OF_A_TENANT = /:(organizationId|tenantId)/;

/**
 * Routes whose only form, sent empty, is refused for another reason than the plan, because the action is still allowed.
 * Every other POST must answer 402. New routes need no line here. Routes with several actions are listed below.
 */
const STILL_WORK = [
  "assurance/statement", // withdraws a third party's statement
  "engagement/held-engagements", // ends an engagement
  "model/model-consent", // withdraws the consent
  "plan/new-plan-order", // buys a plan, which reactivates the workspace
  "report/disclosed-line", // proves a line of an issued report
];

describe("a tenant whose plan has lapsed", () => {
  let server: TestServer;
  let a: OwnTenant;
  let routes: RouteOfMap[];
  let ids: Record<string, string>;
  let secret: string;
  let requestLink: string;
  let invitation: string;
  let readBefore: Map<string, number>;
  let quoteLink: string;
  let offerLink: string;
  const consultant = makePerson("Larkspur Consultant");

  /** The URL of a tenant route. Rows that the test did not create are replaced by unknown ids. */
  const addressOf = (pattern: string) => {
    const names = [...pattern.matchAll(/:(\w+)/g)].map(([, name]) => name!);
    return fillPattern(pattern, { ...Object.fromEntries(names.map((name) => [name, randomUUID()])), ...ids });
  };
  const pages = () => routes.filter(({ pattern, isFrame }) => OF_A_TENANT.test(pattern) && !isFrame);

  async function readAll(): Promise<Map<string, number>> {
    const answers = new Map<string, number>();
    for (const { id, pattern } of pages()) {
      const search = pattern.includes("/reports") ? `?run=${ids.runId}` : "";
      answers.set(id, (await a.owner.get(`${addressOf(pattern)}${search}`)).status);
    }
    return answers;
  }

  /** Creates a sent quote and an offer to a consultancy. The server must be stopped. */
  async function sellBeforeTheEnd() {
    const doors = await openDoors(server.ownerUrl);
    const accounts = doors.accounts.selectFrom("user_account").select("id").where("email", "=", a.emails[0]!);
    const { id: userId } = await accounts.executeTakeFirstOrThrow();
    const { tenantId, organizationId } = a.ids;
    const actor = { tenantId, userId, role: "owner" as const, source: "page" as const };
    await equipSeller(doors, actor, ["USD"]);
    const clientId = await makeClient(doors, actor);
    const serviceId = await makeService(doors, actor);
    const sent = await makeSentQuote(doors, actor, { clientId, content: quoteContent(serviceId), now: new Date() });
    quoteLink = `/quotes/${sent.token}`;
    const days = { startsOn: dayFromNow(0), endsOn: dayFromNow(30) };
    const grant = {
      email: consultant.email,
      role: "editor" as const,
      mayIssue: false,
      mayHold: false,
      people: null,
      ...days,
    };
    const offered = await doors.withTenant(actor, (tx) =>
      grantEngagement(tx, { ...actor, organizationId }, grant, new Date()),
    );
    if ("fault" in offered) throw new Error(offered.fault);
    offerLink = `/engagements/${offered.token}`;
    await doors.close();
  }

  beforeAll(async () => {
    server = await startServer("PostgreSQL", { OPERATOR_TENANT_ID: OPERATOR_ID });
    a = await makeOwnTenant(server, "Larkspur");
    await server.stop();
    await sellBeforeTheEnd();
    await server.start();
    routes = await readRouteMap();
    ids = { ...a.ids, "*": "8/x000/000" };
    secret = await makeKey(a.owner, a.ids.organizationId);
    const base = `/organizations/${a.ids.organizationId}`;
    requestLink = (await askForData(a.owner, base, { ...a.ids, word: "Larkspur" })).link;
    invitation = linkIn(await readMail(server, a.emails[1]!, "invitation"));
    await new Program(server, secret).get("/key");
    readBefore = await readAll();
    await server.stop();
    await asOwner(server.ownerUrl, async (db) => {
      await editFacts(
        db,
        "entitlement",
        sql`update entitlement set starts_at = now() - interval '40 days', ends_at = now() - interval '8 days'`,
      );
    });
    await server.start();
  });
  afterAll(() => server?.remove());

  it("started with a trial that the pages did not mention while it was valid", async () => {
    expect([...readBefore.values()].filter((status) => status === 402)).toEqual([]);
    expect(readBefore.size).toBeGreaterThan(60);
  });

  it("can still be read: pages, exports and files", async () => {
    expect(await readAll()).toEqual(readBefore);
  });

  it("explains this on each page, with how to renew and that nothing is lost", async () => {
    for (const path of [`/organizations/${a.ids.organizationId}`, `/tenants/${a.ids.tenantId}`]) {
      const { text } = await a.owner.get(path);
      expect(readable(text)).toContain(
        "The plan has ended. You can view and export data in this workspace, but not change it.",
      );
      expect(text).toContain(`href="/tenants/${a.ids.tenantId}/plan"`);
    }
  });

  it("refuses changes on every route, with the reason", async () => {
    const others: string[] = [];
    let refused = 0;
    for (const { id, pattern } of pages()) {
      const answer = await a.owner.post(addressOf(pattern), { reason: "", intent: "" });
      if (answer.status === 405) continue;
      if (answer.status !== 402) others.push(`${id} ${answer.status}`);
      else {
        refused += 1;
        expect(readable(answer.text), id).toMatch(/The plan has ended, so nothing was changed/);
      }
    }
    expect(others.map((one) => one.split(" ")[0]).toSorted()).toEqual(STILL_WORK.toSorted());
    expect(refused).toBeGreaterThan(25);
  });

  it("keeps the input of a refused form", async () => {
    const form = { nameEn: "Larkspur Second Plant", country: "CN", gridRegion: "CN-JS", consolidationShare: "1" };
    const answer = await a.owner.post(`/organizations/${a.ids.organizationId}/facilities`, form);
    expect(answer.status).toBe(402);
    for (const value of Object.values(form)) expect(readable(answer.text)).toContain(value);
  });

  it("refuses new organizations, sheet records, answers and members", async () => {
    const organization = { nameEn: "Larkspur Two", nameZh: "", legalId: "", year: "2025" };
    const rules = { consolidationApproach: "operational_control", gwpSet: "AR6" };
    const added = await a.owner.post("/organizations/new", { ...organization, ...rules });
    expect([added.status, readable(added.text)]).toEqual([402, expect.stringContaining("Larkspur Two")]);
    const change = { kind: "delete", recordId: a.ids.recordId, version: 1, reason: "Entered twice" };
    const grid = await saveGrid(a.owner, `/organizations/${a.ids.organizationId}`, a.ids.inventoryId, [change]);
    expect(grid.status).toBe(402);
    const guest = new Visitor(server);
    expect((await guest.get(requestLink)).status).toBe(200);
    const answers = await guest.post(requestLink, { "cell-0-2025-01": "12", intent: "review" });
    expect([answers.status, readable(answers.text)]).toEqual([
      402,
      expect.stringContaining(en.plan.refusal.host.title),
    ]);
    expect(readable(answers.text)).not.toContain(en.plan.refusal.lapsed.title);
    const joined = await new Visitor(server).post(invitation, {
      name: "Guest",
      password: "pass of a guest",
      locale: "en",
    });
    expect(joined.status).toBe(402);
  });

  it("accepts no order and no engagement through a link, while its client can still decline", async () => {
    const client = new Visitor(server);
    const form = { version: "1", name: "Li Na", role: "Purchasing", agree: "on" };
    const accepted = await client.post(quoteLink, { ...form, intent: "accept" });
    expect([accepted.status, readable(accepted.text)]).toEqual([
      402,
      expect.stringContaining(en.quote.recipient.faults.seller_paused),
    ]);
    expect(accepted.text).toContain('value="Li Na"');
    const declined = await client.post(quoteLink, { ...form, intent: "decline", reason: "We wait" });
    expect([declined.status, declined.location]).toEqual([302, quoteLink]);
    const engaged = await signUp(server, consultant);
    const refused = await engaged.post(offerLink, { tenant: "new", tenantName: "Larkspur Advice" });
    expect([refused.status, readable(refused.text)]).toEqual([402, expect.not.stringContaining("The plan has ended")]);
    expect(readable((await engaged.get(offerLink)).text)).not.toContain("Larkspur Advice");
  });

  it("can be read but not changed through the API, whose error explains what to do", async () => {
    const program = new Program(server, secret);
    let refused = 0;
    for (const operation of OPERATIONS.filter(({ door }) => door !== "public")) {
      const { path, request } = questionOf(operation, ids);
      const answer = await program.send(operation.method, path, request);
      expect(answer.status === 402, `${operation.id} ${answer.status}`).toBe(isChange(operation));
      if (!isChange(operation)) continue;
      refused += 1;
      expect(answer.headers.get("content-type")).toContain("application/problem+json");
      expect(answer.json).toMatchObject({ code: "plan_lapsed", status: 402 });
      expect(answer.json.detail).toContain("can renew it on the workspace's Plan page");
    }
    expect(refused).toBeGreaterThan(4);
  });

  it("can still remove access, withdraw and verify", async () => {
    const base = `/organizations/${a.ids.organizationId}`;
    const done: [string, Record<string, string>][] = [
      [`${base}/api-keys`, { intent: "revoke", apiKeyId: a.ids.apiKeyId }],
      [`${base}/members`, { intent: "revoke", invitationId: a.ids.invitationId }],
      [`${base}/data-requests/${a.ids.dataRequestId}`, { intent: "revoke", reason: "No longer needed" }],
      [`${base}/tasks`, { intent: "reminders", isOn: "no" }],
      [`${base}/assurance/engagements/${a.ids.engagementId}`, { intent: "revoke", reason: "No longer needed" }],
      [`${base}/reports/${a.ids.reportId}`, { intent: "propose", reasonEn: "A figure was wrong", reasonZh: "" }],
    ];
    for (const [path, fields] of done) {
      const answer = await a.owner.post(path, fields);
      expect([path, answer.status, answer.status === 302 ? "" : readable(answer.text)]).toEqual([path, 302, ""]);
    }
  });

  it("has reports that anyone can still verify", async () => {
    const stranger = new Visitor(server);
    for (const path of ["", "/report.pdf", "/bundle.zip", "/evidence.json"]) {
      expect((await stranger.get(`/verify/${a.reportNumber}${path}`)).status).toBe(200);
    }
    const page = readable((await stranger.get(`/verify/${a.reportNumber}`)).text);
    expect(page).toContain("Larkspur");
    expect(page).not.toContain("plan");
  });

  it("kept every row except those of actions that are still allowed", async () => {
    await server.stop();
    const rows = await snapshotTenant(server.ownerUrl, a.ids.organizationId);
    expect(Object.keys(rows)).toContain("activity_record");
    const counts = await asOwner(server.ownerUrl, async (db) => {
      const { rows: found } = await sql<{ action: string }>`select action from audit_trail
          where at > (select max(ends_at) + interval '8 days' - interval '1 hour' from entitlement)
          order by sequence desc limit 5`.execute(db);
      return found.map(({ action }) => action).toSorted();
    });
    expect(counts).toEqual([
      "api_key.revoked",
      "assurance_engagement.revoked",
      "data_request.revoked",
      "invitation.revoked",
      "report.withdrawal_proposed",
    ]);
  });
});
