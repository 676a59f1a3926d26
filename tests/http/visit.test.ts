import { createHmac, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPublic } from "#app/access/role.ts";
import { translator } from "#app/i18n/index.ts";
import { openDoors, VISITOR_ID } from "#db/doors.ts";
import { formFor, ownBodyFor } from "#tests/support/form-fields.ts";
import { makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { asOwner } from "#tests/support/owner.ts";
import { NEUTRAL, searchOf } from "#tests/support/route-address.ts";
import { fillPattern, type RouteOfMap, readRouteMap } from "#tests/support/route-map.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { snapshotTenant } from "#tests/support/snapshot.ts";
import { expectRedirect, readable, Visitor } from "#tests/support/visitor.ts";

const { error, visit, facility } = translator("en");

/** Pages for people with more rights than a viewer, and files of a whole year. */
const REFUSED = [
  "/api-keys",
  "/api-keys/export.csv",
  "/assurance/engagements/:engagementId/access.csv",
  "/assurance/engagements/:engagementId/pack.zip",
  "/assurance/statements/new",
  "/audit-trail",
  "/audit-trail/export.csv",
  "/audit-trail/export.jsonl",
  "/data-requests/new",
  "/data-requests/new-factor",
  "/evidence/:evidenceId/records",
  "/evidence/bills",
  "/members",
  "/members/export.csv",
  "/runs/:runId/records.ndjson",
  "/start/proposal",
];

/** There is no logo, some addresses only take a form, and a job or suggestion of these ids doesn't exist. */
const WITHOUT_PAGE = [
  "/activities/review 302",
  "/brand/logo 404",
  "/reports/:reportId/disclosed-line 400",
  "/reports/:reportId/full-package 400",
  "/reports/validity 400",
];

describe("a visitor of the sample company", () => {
  let server: TestServer;
  let sample: OwnTenant;
  let other: OwnTenant;
  let ids: Record<string, string>;
  let routes: RouteOfMap[];
  beforeAll(async () => {
    server = await startServer("PostgreSQL");
    sample = await makeOwnTenant(server, "Quillfeather", "31");
    other = await makeOwnTenant(server, "Marrowgate", "47");
    expect((await new Visitor(server).get("/sample")).status, "an installation without a sample").toBe(404);
    expect((await new Visitor(server).get("/")).text).not.toContain("/sample");
    await asOwner(server.ownerUrl, (db) =>
      sql`update organization set is_sample = true where id = ${sample.ids.organizationId}`.execute(db),
    );
    routes = await readRouteMap();
    const further = ["versionId", "draftId", "planOrderId", "exportId", "suggestionId", "invoiceId", "creditNoteId"];
    const more = [...further, "paymentId", "quoteId", "orderId", "copyId"].map((name) => [name, randomUUID()]);
    ids = { ...NEUTRAL, ...Object.fromEntries(more), ...sample.ids, reportNumber: sample.reportNumber };
  });
  afterAll(() => server?.remove());

  /** A new browser, which is a separate caller for the rate limits. */
  const open = async (): Promise<Visitor> => {
    const visitor = new Visitor(server);
    const path = expectRedirect(await visitor.post("/sample", { intent: "open" }));
    expect(path).toBe(`/organizations/${sample.ids.organizationId}`);
    return visitor;
  };
  const ofSample = ({ pattern, isFrame }: RouteOfMap) => /:organizationId/.test(pattern) && !isFrame;

  it("opens the sample from the home page, and shows on each page that it is one", async () => {
    expect((await new Visitor(server).get("/")).text).toContain('action="/sample"');
    const visitor = await open();
    const page = await visitor.get(`/organizations/${sample.ids.organizationId}/facilities`);
    expect(page.status).toBe(200);
    expect(readable(page.text)).toContain("Quillfeather");
    expect(readable(page.text)).toContain(visit.bar);
    const form = await visitor.get(`/organizations/${sample.ids.organizationId}/facilities/${sample.ids.facilityId}`);
    expect(readable(form.text)).toContain(visit.hint);
    expect(readable(form.text)).not.toContain(facility.readOnly);
    expect(page.text).toContain('href="/sign-up"');
    expect(page.text).not.toContain('action="/sign-out"');
    expect(page.headers.get("cache-control")).toContain("no-store");
    expect(expectRedirect(await visitor.post("/sample", { intent: "leave" }))).toBe("/");
    const left = await visitor.get(`/organizations/${sample.ids.organizationId}`);
    expect(expectRedirect(left)).toContain("/sign-in");
  });

  it("answers each page and file of the sample with it, or with a clear refusal", async () => {
    let visitor = await open();
    const refused: string[] = [];
    const odd: string[] = [];
    const pages = routes.filter(ofSample);
    for (const [index, { pattern }] of pages.entries()) {
      if (index % 50 === 49) visitor = await open();
      const search = new URLSearchParams(searchOf({ pattern }, ids)).toString();
      const answer = await visitor.get(`${fillPattern(pattern, ids)}?${search}`);
      const short = pattern.replace("/organizations/:organizationId", "");
      if (answer.status === 403) refused.push(short);
      else if (answer.status !== 200) odd.push(`${short} ${answer.status}`);
      const isPage = answer.headers.get("content-type")?.startsWith("text/html") === true;
      if (answer.status === 403 && isPage) expect(readable(answer.text), pattern).toContain(error.visitor_reads.title);
      if (isPage && [200, 403].includes(answer.status)) expect(answer.text, pattern).toContain('href="/sign-up"');
      for (const secret of [...other.names, ...other.figures, sample.person.email]) {
        if (answer.text.includes(secret)) odd.push(`${short} shows ${secret}`);
      }
    }
    expect(pages.length).toBeGreaterThan(100);
    expect({ refused: refused.toSorted(), odd: odd.toSorted() }).toEqual({ refused: REFUSED, odd: WITHOUT_PAGE });
  });

  it("is refused every action with an account, and changes nothing", async () => {
    const before = await snapshotTenant(server.ownerUrl, sample.ids.organizationId);
    let visitor = await open();
    let count = 0;
    for (const route of routes) {
      for (const [intent, { right, body }] of Object.entries(route.declared ?? {})) {
        if (isPublic(right)) continue;
        if (count % 60 === 59) visitor = await open();
        const sent =
          body === "own"
            ? await ownBodyFor(route, intent, ids)
            : { body: new URLSearchParams(formFor(route, intent, ids)) };
        const path = `${fillPattern(route.pattern, ids)}${route.isIndex ? "?index" : ""}`;
        const answer = await visitor.request("POST", path, sent);
        // Elsewhere, the frame of the page sends a visitor to the sign-in page, like any stranger.
        const isElsewhere = answer.status === 302 && !ofSample(route);
        if (isElsewhere) expect(answer.location, `${route.pattern} ${intent}`).toMatch(/^\/sign-in/);
        else expect(answer.status, `${route.pattern} ${intent}`).toBe(403);
        if (!isElsewhere) expect(readable(answer.text), route.pattern).toContain(error.visitor_changes.title);
        count += 1;
      }
    }
    for (const method of ["PUT", "PATCH", "DELETE"]) {
      const answer = await visitor.request(method, `/organizations/${sample.ids.organizationId}/facilities`);
      expect(answer.status, method).toBeGreaterThanOrEqual(400);
    }
    expect(count).toBeGreaterThan(100);
    expect(await snapshotTenant(server.ownerUrl, sample.ids.organizationId)).toEqual(before);
  });

  it("is a stranger to everything but the sample", async () => {
    const visitor = await open();
    const places = [
      `/organizations/${other.ids.organizationId}`,
      `/organizations/${other.ids.organizationId}/evidence`,
      `/organizations/${randomUUID()}`,
      "/organizations",
      "/account",
      "/notifications",
      "/tenants/new",
      `/tenants/${sample.ids.tenantId}`,
      `/tenants/${sample.ids.tenantId}/data`,
      `/tenants/${other.ids.tenantId}`,
    ];
    for (const path of places) expect(expectRedirect(await visitor.get(path)), path).toContain("/sign-in");
    for (const path of places.slice(0, 2)) {
      const asked = await visitor.get(`${path}.data?_routes=workspace%2Flayout`);
      expect(asked.text, path).not.toContain("Marrowgate");
    }
    const { organizationId } = sample.ids;
    expect((await visitor.get(`/api/v1/organizations/${organizationId}`)).status).toBe(401);
    expect((await visitor.get(`/organizations/${organizationId}?_data=workspace%2Flayout`)).status).toBe(400);
    const upgrade = { upgrade: "websocket", connection: "Upgrade", "sec-websocket-key": "c2FtcGxlIHNhbXBsZSBzYQ==" };
    const answer = await visitor.request("GET", `/organizations/${organizationId}`, { headers: upgrade });
    expect(answer.status).not.toBe(101);
  });

  it("needs a cookie that the server signed, for this organization, and that has not expired", async () => {
    const { organizationId } = sample.ids;
    const visitor = await open();
    const value = /visit=([^;]+)/.exec(visitor.cookie)?.[1] ?? "";
    const [, until = "", signature = ""] = value.split(".");
    const forged = createHmac("sha256", "").update(`${organizationId}.${until}`).digest("base64url");
    const wrong = {
      "another organization": `${other.ids.organizationId}.${until}.${signature}`,
      "a later end": `${organizationId}.${Number(until) + 9999}.${signature}`,
      "another signature": `${organizationId}.${until}.${forged}`,
      "no signature": `${organizationId}.${until}.`,
      "a further part": `${value}.x`,
      "no number": `${organizationId}.1e99.${signature}`,
    };
    for (const [what, cookie] of Object.entries(wrong)) {
      const attacker = new Visitor(server);
      attacker.setCookie("visit", cookie);
      for (const id of [organizationId, other.ids.organizationId])
        expect(expectRedirect(await attacker.get(`/organizations/${id}`)), what).toContain("/sign-in");
    }
    other.owner.setCookie("visit", value);
    expect((await other.owner.get(`/organizations/${organizationId}`)).status, "a member elsewhere").toBe(404);
    expect((await other.owner.get(`/organizations/${other.ids.organizationId}`)).status).toBe(200);
  });

  it("has a limit of requests, and learns when to try again", async () => {
    const visitor = await open();
    let last = await visitor.get(`/organizations/${sample.ids.organizationId}/jobs/${randomUUID()}`);
    for (let tries = 0; tries < 500 && last.status !== 429; tries += 1)
      last = await visitor.get(`/organizations/${sample.ids.organizationId}/jobs/${randomUUID()}`);
    expect(last.status).toBe(429);
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("can't write in the database, whatever a service does", async () => {
    const doors = await openDoors(server.ownerUrl);
    const who = { tenantId: sample.ids.tenantId, userId: VISITOR_ID };
    try {
      const rename = doors.withTenant(who, (tx) => tx.updateTable("tenant").set({ name: "Taken over" }).execute());
      await expect(rename).rejects.toMatchObject({ code: "25006" });
      const loosened = doors.withTenant(who, async (tx) => {
        await tx.selectFrom("tenant").select("name").execute();
        await sql`set transaction read write`.execute(tx);
        await tx.updateTable("tenant").set({ name: "Taken over" }).execute();
      });
      await expect(loosened).rejects.toMatchObject({ code: "25001" });
      expect(await doors.withTenant(who, (tx) => tx.selectFrom("tenant").select("name").execute())).toHaveLength(1);
    } finally {
      await doors.close();
    }
  });
});
