import { createHash, randomBytes, randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { hasRight } from "#app/access/role.ts";
import { drawReportCode, formatReportNumber } from "#app/proof/report-number.ts";
import { openDoors } from "#db/doors.ts";
import { makeKey, Program } from "#tests/support/api.ts";
import { probeApi } from "#tests/support/api-probe.ts";
import { pdfOf } from "#tests/support/evidence-files.ts";
import { fieldsOf, formFor, ownBodyFor } from "#tests/support/form-fields.ts";
import { inviteMember, makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { NEUTRAL, searchOf } from "#tests/support/route-address.ts";
import { fillPattern, type RouteOfMap, readRouteMap } from "#tests/support/route-map.ts";
import { addSuggestion, allowModel } from "#tests/support/sample-suggestion.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { hiddenIdsOf, snapshotTenant } from "#tests/support/snapshot.ts";
import { sellAs } from "#tests/support/trade-tenant.ts";
import { NEWEST } from "#tests/support/versions.ts";
import { type Answer, expectRedirect, Visitor } from "#tests/support/visitor.ts";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;
type Ids = Record<string, string>;
type Asked = { path: string } & Partial<Form>;

/** Addresses below an organization or a tenant. */
const OF_A_TENANT = /:(organizationId|tenantId)/;

/** Addresses that a secret opens without an account. */
const OF_A_LINK = /^\/(requests|quotes|clients|engagements|watch|notifications\/stop)\/:token/;

/** A request body for a route, and the intent that it contains. */
interface Form {
  intent: string;
  body: URLSearchParams | Uint8Array;
  headers?: Record<string, string>;
}

/** A suggestion of a model to the first tenant. The server must be stopped. */
async function suggestAs(ownerUrl: string, { ids: { tenantId, organizationId }, person }: OwnTenant): Promise<string> {
  const doors = await openDoors(ownerUrl);
  try {
    const { id: userId } = await doors.accounts
      .selectFrom("user_account")
      .select("id")
      .where("email", "=", person.email)
      .executeTakeFirstOrThrow();
    const actor = { tenantId, organizationId, userId, role: "owner", source: "page" } as const;
    await allowModel(doors, actor);
    return await addSuggestion(doors, actor, { words: "Quillfeather diesel" });
  } finally {
    await doors.close();
  }
}

/** The forms of a route: one for each action that it declares. A route without forms gets one anyway. */
async function formsOf(ids: Ids, route: RouteOfMap): Promise<Form[]> {
  if (!route.declared) return [{ intent: "", body: new URLSearchParams(fieldsOf(ids, route.pattern)) }];
  const forms = Object.entries(route.declared).map(async ([intent, { body }]) =>
    body === "own"
      ? { intent, ...(await ownBodyFor(route, intent, ids)) }
      : { intent, body: new URLSearchParams(formFor(route, intent, ids)) },
  );
  return Promise.all(forms);
}

/**
 * Which actors send which methods. Guards of routes and roles are the same code on each engine, so all actors run on
 * the newest PostgreSQL only. The other engines must protect the rows of another tenant, so there only the most
 * privileged actors read and act. Other methods are rejected before any role is checked: the most privileged actor uses
 * all of them, and a viewer tries each on the own organization.
 */
const ASKED: Record<"whole" | "rows", Record<string, readonly (typeof METHODS)[number][]>> = {
  rows: { "owner of B": ["GET", "POST"] },
  whole: {
    anonymous: ["GET", "POST"],
    "owner of B": METHODS,
    "viewer of B": ["GET", "POST"],
    "forged cookie": ["GET", "POST"],
  },
};

const WALKS =
  inject("engine") === NEWEST
    ? ([
        ["PGlite", "rows"],
        ["PostgreSQL", "whole"],
      ] as const)
    : ([["PostgreSQL", "rows"]] as const);

for (const [engine, walk] of WALKS) {
  describe(`two tenants on ${engine}`, () => {
    let server: TestServer;
    let a: OwnTenant;
    let b: OwnTenant;
    let routes: RouteOfMap[];
    let actors: Record<string, Visitor>;
    let secrets: string[];
    let before: Record<string, string>;

    beforeAll(async () => {
      server = await startServer(engine);
      a = await makeOwnTenant(server, "Quillfeather", "31");
      b = await makeOwnTenant(server, "Marrowgate", "47");
      routes = await readRouteMap();
      // One organization refuses a second client. The first would change the answers to what follows.
      const ownClient = { intent: "add", legalNameEn: "Marrowgate Works", country: "CN", locale: "en" };
      const { organizationId, tenantId: sellerId } = b.ids;
      expectRedirect(
        await b.owner.post(`/tenants/${sellerId}/clients/new`, { ...ownClient, organizationId: organizationId! }),
      );
      const forged = new Visitor(server);
      for (const pair of a.owner.cookie.split("; ")) {
        const [name = "", value = ""] = pair.split("=");
        forged.setCookie(name, `${randomBytes(24).toString("base64url")}.${value.split(".").at(-1)}`);
      }
      const viewer = await inviteMember(server, b, "viewer");
      actors = {
        anonymous: new Visitor(server),
        "owner of B": b.owner,
        "viewer of B": viewer,
        "forged cookie": forged,
      };
      await server.stop();
      const client = "Quillfeather Buyer GmbH";
      const { tenantId } = a.ids;
      const { quoteToken, portalToken, ...sold } = await sellAs(server.ownerUrl, {
        tenantId,
        email: a.person.email,
        client,
      });
      Object.assign(a.ids, sold, { suggestionId: await suggestAs(server.ownerUrl, a) });
      await server.start();
      const order = fillPattern("/tenants/:tenantId/orders/:orderId", a.ids);
      const signed = { field: "file", name: "signed.pdf", bytes: pdfOf("Quillfeather signed") };
      expectRedirect(await a.owner.upload(order, { intent: "upload_copy", signedBy: "both" }, signed));
      const [, copyId = ""] = /contract-copies\/([0-9a-f-]{36})/.exec((await a.owner.get(order)).text) ?? [];
      Object.assign(a.ids, { copyId });
      // Documents are printed at the first request and then stored.
      const papers = routes.filter(({ pattern }) => /^\/tenants\/.*\.pdf$/.test(pattern));
      for (const { pattern } of papers) await a.owner.get(fillPattern(pattern, idsOfA()));
      // The file of a document is created at the first request.
      const invoice = fillPattern("/tenants/:tenantId/invoices/:invoiceId", a.ids);
      // The mail of every invoice would print it later, during the probes.
      const { text: listed } = await a.owner.get(`/tenants/${tenantId}/invoices`);
      const sent = new Set([...listed.matchAll(/invoices\/([0-9a-f-]{36})/g)].map(([, id]) => id));
      expect(sent.size).toBe(2);
      for (const id of sent) await a.owner.get(`/tenants/${tenantId}/invoices/${id}/pdf`);
      await a.owner.get(fillPattern(`${invoice}/credit-notes/:creditNoteId/pdf`, a.ids));
      await server.stop();
      const hidden = await hiddenIdsOf(server.ownerUrl, a.ids.organizationId);
      before = await snapshotTenant(server.ownerUrl, a.ids.organizationId);
      await server.start();
      secrets = [quoteToken, portalToken, ...a.names, ...a.emails, ...a.figures, ...hidden, ...Object.values(a.ids)];
    });
    afterAll(() => server?.remove());

    const randomIds = (): Ids => {
      const place = { year: 2026, serial: 900_001 };
      const number = formatReportNumber({ ...place, code: drawReportCode(place) });
      const names = [...Object.keys(a.ids), "importId", "versionId", "draftId", "planOrderId", "exportId"];
      const ids: Ids = Object.fromEntries(names.map((name) => [name, randomUUID()]));
      ids.ownFactorId = `own-${randomBytes(6).toString("hex")}`;
      // As in production, a run has the id of its job.
      return { ...NEUTRAL, ...ids, jobId: ids.runId!, reportNumber: number };
    };
    const idsOfA = (): Ids => ({ ...randomIds(), ...a.ids, reportNumber: a.reportNumber });
    /** In B's own organization and tenant, with other ids of A or random ones. */
    const within = (ids: Ids): Ids => ({ ...ids, organizationId: b.ids.organizationId, tenantId: b.ids.tenantId });

    /**
     * The requests to a route with ids in path, address and body: for its data, and for the page that is drawn from the
     * data by the same code for each actor and on each engine.
     */
    function* probesOf(
      route: RouteOfMap,
      method: string,
      { ids, forms, isForPages }: { ids: Ids; forms: Form[]; isForPages: boolean },
    ): Generator<Asked> {
      const path = fillPattern(route.pattern, ids);
      const search = searchOf(route, ids);
      const query = (extra: Record<string, string>) => {
        const text = new URLSearchParams({ ...search, ...extra }).toString();
        return `${route.isIndex ? "?index" : ""}${text === "" ? "" : `${route.isIndex ? "&" : "?"}${text}`}`;
      };
      const data = path === "/" ? "/_root.data" : `${path}.data`;
      // A file has no separate data.
      const isDrawn = isForPages || path.includes(".");
      const page = `${path}${query({})}`;
      if (method === "GET" || method === "HEAD") {
        yield { path: `${data}${query({ _routes: route.id })}` };
        if (isDrawn && (method === "GET" || path.includes("."))) yield { path: page };
        return;
      }
      if (method === "POST" && isDrawn) yield { path: page, ...forms[0]! };
      // Without the page around it an answer is fast enough to try each intent.
      for (const form of method === "POST" ? forms : forms.slice(0, 1)) yield { path: `${data}${query({})}`, ...form };
    }

    async function probe(actor: Visitor, method: string, { path, body, headers }: Asked) {
      // Each probe has its own client address, so that no rate limit hides the check under test.
      actor.address = `127.${1 + (count >> 14)}.${(count >> 7) & 127}.${2 + (count & 127)}`;
      count += 1;
      return actor.request(method, path, body ? { body, ...(headers && { headers }) } : {});
    }
    let count = 0;

    /** The actions that each actor requested. */
    const actions = new Map<string, Set<string>>();
    const triedBy = (name: string) => actions.get(name) ?? actions.set(name, new Set()).get(name)!;

    it.runIf("viewer of B" in ASKED[walk])("refuses a viewer every change to their own organization", async () => {
      const own: Ids = { ...randomIds(), ...b.ids, reportNumber: b.reportNumber };
      let tries = 0;
      for (const route of routes.filter(({ pattern }) => OF_A_TENANT.test(pattern))) {
        for (const method of METHODS.slice(2)) {
          const sent = { ids: own, forms: await formsOf(own, route), isForPages: false };
          for (const asked of probesOf(route, method, sent)) {
            const { right } = route.declared?.[asked.intent ?? ""] ?? {};
            if (right && hasRight({ role: "viewer" }, right)) continue;
            const { status } = await probe(actors["viewer of B"]!, method, asked);
            expect(status, `${method} ${asked.path} ${asked.intent}`).toBeGreaterThanOrEqual(400);
            expect(status, `${method} ${asked.path}`).toBeLessThan(500);
            tries += 1;
          }
        }
      }
      expect(tries).toBeGreaterThan(100);
    });

    it("answers a key of B with another tenant's ids as with random ones, in every operation of the API", async () => {
      const pairs = [
        [idsOfA(), randomIds()],
        [within(idsOfA()), within(randomIds())],
      ] as const;
      for (const [foreign, control] of pairs) {
        const program = new Program(server, await makeKey(b.owner, b.ids.organizationId, { reach: "tenant" }));
        const probed = await probeApi({ program, foreign, control, secrets });
        expect(probed.faults.slice(0, 20)).toEqual([]);
        expect(probed.count).toBeGreaterThan(300);
      }
    });

    it("answers another tenant's ids like random ones, on every route, by every method, for everyone", async () => {
      const tried = new Set<string>();
      const faults: string[] = [];
      // Signing out ends the session that the other probes need, so it comes last.
      const ordered = routes.toSorted((one, other) => Number(endsSession(one)) - Number(endsSession(other)));
      for (const route of ordered) {
        for (const member of [b.owner, actors["viewer of B"]!]) {
          expect((await member.get("/account")).status, "a member is still signed in").toBe(200);
        }
        const tries = Object.entries(ASKED[walk]).map(async ([name, methods]) => {
          for (const method of methods) faults.push(...(await probeRoute(route, method, name, actors[name]!)));
        });
        await Promise.all(tries);
        tried.add(route.id);
      }
      console.info(`${engine}: ${count} probes of ${tried.size} routes`);
      expect(faults.slice(0, 20)).toEqual([]);
      expect(tried.size).toBe(routes.length);
      const declared = routes.flatMap(({ id, declared = {} }) => Object.keys(declared).map((one) => `${id} ${one}`));
      expect([...triedBy("owner of B")].toSorted()).toEqual(declared.toSorted());
      expect(routes.length).toBeGreaterThan(40);
      expect(count).toBeGreaterThan(3 * routes.length);
    }, 900_000);

    const endsSession = ({ pattern }: RouteOfMap) => pattern === "/sign-out";

    /**
     * Sends one request with ids of A and one with random ids, in the path and, within B's own organization, elsewhere.
     */
    async function probeRoute(route: RouteOfMap, method: string, name: string, actor: Visitor): Promise<string[]> {
      const faults: string[] = [];
      const isPublic = /:reportNumber/.test(route.pattern);
      const [ofA, random] = [idsOfA(), randomIds()];
      const isMember = actor === actors["owner of B"] || actor === actors["viewer of B"];
      const isOfTenant = OF_A_TENANT.test(route.pattern);
      const isForPages = walk === "whole" && actor === actors["owner of B"];
      // A stranger is stopped before any intent is read, and a viewer is refused every intent above. So the owner tries
      // each intent, where only the ids belong to another tenant.
      const most = (isWithin: boolean) => (actor === actors["owner of B"] && isWithin === isOfTenant ? undefined : 2);
      const pairs: [Ids, Ids, number | undefined][] = [];
      // An address of another organization is stopped by its guard. Below it, the doors protect the rows.
      if (walk === "whole" || !isOfTenant) pairs.push([ofA, random, most(false)]);
      // Ids in the body are read by GET and POST only.
      const reads = method === "GET" || method === "POST";
      if (isMember && isOfTenant && reads) pairs.push([within(ofA), within(random), most(true)]);
      for (const [foreign, control, few] of pairs) {
        const [controls, probes] = (await Promise.all(
          [control, foreign].map(async (ids) => {
            return [...probesOf(route, method, { ids, forms: await formsOf(ids, route), isForPages })];
          }),
        )) as [Asked[], Asked[]];
        for (const [index, asked] of probes.slice(0, few).entries()) {
          const answer = await probe(actor, method, asked);
          if (method === "POST" && asked.intent) triedBy(name).add(`${route.id} ${asked.intent}`);
          const what = `${name}: ${method} ${asked.path} ${asked.intent ?? ""}`;
          faults.push(...leaksOf(answer, asked, route).map((leak) => `${what} shows ${leak}`));
          if (answer.status >= 500) faults.push(`${what} answers ${answer.status}`);
          const same = controls[index]!;
          // A path without row ids is the same request, and a public record answers to its number.
          if (isPublic || (same.path === asked.path && asksTheSame(route, asked, same))) continue;
          const got = classOf(answer, asked);
          const other = await probe(actor, method, same);
          // A rate limit returns how long to wait, which differs each time.
          if (answer.status === 429 && other.status === 429) continue;
          // Links and people have rate limits for all requests. Their own tests cover how much each allows.
          if (
            (OF_A_LINK.test(route.pattern) || !route.pattern.includes(":")) &&
            [answer.status, other.status].includes(429)
          )
            continue;
          const expected = classOf(other, same);
          if (got !== expected) faults.push(`${what}: ${got} instead of ${expected} for ${same.path}`);
        }
      }
      return faults;
    }

    /**
     * Secrets of A in an answer that were not in the request. A public record may name the company and its totals. B's
     * audit trail lists what B was refused, with the requested address including ids of A.
     */
    function leaksOf(answer: Answer, asked: Asked, { pattern }: RouteOfMap): string[] {
      const isPublic = /:reportNumber/.test(pattern);
      const known = new Set(/\/audit-trail/.test(pattern) ? Object.values(a.ids) : []);
      const question = `${decodeURIComponent(asked.path)} ${asked.body instanceof Uint8Array ? Buffer.from(asked.body) : (asked.body ?? "")}`;
      const headers = [...answer.headers].map(([, value]) => value).join(" ");
      const text = `${answer.text} ${headers} ${answer.location}`;
      return secrets
        .filter((secret) => !isPublic || (!a.names.includes(secret) && !a.figures.includes(secret)))
        .filter((secret) => text.includes(secret) && !question.includes(secret) && !known.has(secret));
    }

    it.runIf(walk === "whole")(
      "showed A its own names on the same pages, so that the search is meaningful",
      async () => {
        const pages = routes.filter(({ pattern, isFrame }) => OF_A_TENANT.test(pattern) && !isFrame);
        const ids = idsOfA();
        const shown = new Map<string, boolean>();
        const elsewhere: string[] = [];
        for (const { pattern, id } of pages) {
          const search = new URLSearchParams(searchOf({ pattern }, ids));
          search.delete("edit");
          search.delete("import");
          const answer = await a.owner.get(`${fillPattern(pattern, ids)}?${search}`);
          if (answer.status !== 200) elsewhere.push(`${pattern} ${answer.status}`);
          else shown.set(id, answer.text.includes("Quillfeather"));
        }
        // An address that only accepts actions redirects to the page of its actions or refuses GET. A has no logo, no
        // draft statement and no export, its quote is sent, and no one sells plans here.
        expect(elsewhere.toSorted()).toEqual([
          "/organizations/:organizationId/activities/review 302",
          "/organizations/:organizationId/brand/logo 404",
          "/organizations/:organizationId/reports/:reportId/disclosed-line 400",
          "/organizations/:organizationId/reports/:reportId/full-package 400",
          "/organizations/:organizationId/reports/validity 400",
          "/tenants/:tenantId/closed 302",
          "/tenants/:tenantId/data/exports/:exportId 404",
          "/tenants/:tenantId/plan-holders 404",
          "/tenants/:tenantId/plan-holders/export.csv 404",
          "/tenants/:tenantId/plan-orders 404",
          "/tenants/:tenantId/plan-orders/export.csv 404",
          "/tenants/:tenantId/plan-prices 404",
          "/tenants/:tenantId/plan/order 404",
          "/tenants/:tenantId/plan/orders/:planOrderId 404",
          "/tenants/:tenantId/plan/orders/:planOrderId/invoices/:invoiceId/pdf 404",
          "/tenants/:tenantId/quotes/:quoteId/preview.pdf 404",
          "/tenants/:tenantId/receipts/statements 405",
          "/tenants/:tenantId/receipts/statements/:draftId 404",
        ]);
        const without = [...shown].filter(([, isShown]) => !isShown).map(([id]) => id);
        // These contain no names. An inventory has days and totals, a list of reports has numbers and days, a job has ids
        // and counts. A workbook and the list of exports are compressed. A's file has no invalid row, its records have no
        // warning, task, time, price or facility fact, and none is deleted. A consultancy is an address until it accepts.
        const nameless = [
          "overview/figures-xlsx",
          "records/import/import-rows",
          "records/import/template",
          "assurance/access-csv",
          "engagement/consultancies-export",
          "engagement/held-engagements-export",
          "history/deleted-export",
          "trade/business/receivables-workbook",
          "trade/business/revenue-workbook",
          "trade/ledger/export-pdf",
          "runs/export",
          "report/export",
          "instruments/import/template",
          "jobs/job",
          "places/facility/find-zip",
          "review/facts-export",
          "review/record-hints",
          "review/task/export",
          "review/task/months-export",
          "trade/time/export",
          "workspace/mail/export",
        ];
        expect(without.toSorted()).toEqual(nameless.toSorted());
        expect((await new Visitor(server).get(`/verify/${a.reportNumber}`)).text).toContain("Quillfeather");
      },
    );

    it("left every row of A unchanged, and none of its texts in the log", async () => {
      const code = await server.stop();
      expect(code).toBe(0);
      expect(await snapshotTenant(server.ownerUrl, a.ids.organizationId)).toEqual(before);
      expect(Object.keys(before)).toContain("activity_record");
      expect(Object.values(before).filter((rows) => !rows.startsWith("0 ")).length).toBeGreaterThan(12);
      for (const word of [...a.names, ...a.emails, a.person.password]) expect(server.readLog()).not.toContain(word);
    });
  });
}

/** Whether two forms of a route name the same rows, or none: no field that differs is read. */
function asksTheSame(route: RouteOfMap, one: Partial<Form>, other: Partial<Form>): boolean {
  const { schema, body } = route.declared?.[one.intent ?? ""] ?? {};
  const askedOf = ({ body: sent }: Partial<Form>) => {
    const fields = sent instanceof URLSearchParams ? Object.fromEntries(sent) : sent;
    const parsed = body === "own" ? undefined : schema?.safeParse(fields);
    return parsed?.success ? parsed.data : fields;
  };
  return isDeepStrictEqual(askedOf(one), askedOf(other));
}

/** An answer without what varies between requests: nonces, ids and times. */
function classOf({ status, text, location, headers }: Answer, { path }: { path: string }): string {
  const question = new URL(path, "http://localhost");
  const neutral = [text, location]
    .map((one) =>
      one
        .replaceAll(question.pathname, "PATH")
        .replace(/nonce="[^"]*"/g, "")
        .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "ID")
        .replace(/own-[0-9a-f]{12}/g, "ID")
        .replace(/own-[0-9a-f]{12}/g, "OWN")
        .replace(/GHG-?\d{4}-?\d{6,}-?[0-9A-Z]{7}-?[0-9A-Z]{7}/g, "NUMBER")
        .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME")
        .replace(/\b1\d{12}\b/g, "TIME"),
    )
    .join("\n");
  const hash = createHash("sha256").update(neutral).digest("hex").slice(0, 12);
  return `${status} ${headers.get("content-type") ?? ""} ${neutral.length} ${hash}`;
}
