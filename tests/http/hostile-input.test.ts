import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { API_ROOT } from "#app/api/operation.ts";
import { OPERATIONS } from "#app/api/operations.server.ts";
import { makeKey } from "#tests/support/api.ts";
import { questionOf } from "#tests/support/api-probe.ts";
import { HOSTILE_FILES, type HostileFile } from "#tests/support/hostile-files.ts";
import {
  formFieldsOf,
  type HostileRequest,
  hostileActs,
  hostileJson,
  hostileReads,
  JSON_TYPE,
  multipart,
} from "#tests/support/hostile-input.ts";
import { askForData, makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { NEUTRAL } from "#tests/support/route-address.ts";
import { fillPattern, type RouteOfMap, readRouteMap } from "#tests/support/route-map.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { signIn, Visitor } from "#tests/support/visitor.ts";

/** CPU time per request, in addition to the cost of the route with ordinary input. */
const MOST_MILLISECONDS = 200;
const API_BYTES = 64 * 1024;
/**
 * The ordinary request to a route that returns nothing without parameters. A file of factors costs by its rows, which
 * have their own limit, and long words may match many.
 */
const PLAIN: Record<string, { search: string }> = { "/factors/export.csv": { search: "kind=emission" } };
const MIB = 1024 * 1024;
/**
 * CPU time per byte of a file, in multiples of its SHA-256. A file is received, cut out of its form, hashed, written,
 * read again and scanned once.
 */
const MOST_HASHES = 120;

type Kind = keyof typeof HOSTILE_FILES;

/**
 * A route that accepts a file or a long body, with size and types. For the first route of each reader, the test sends
 * every type of file.
 */
interface Taker {
  route: string;
  /** Name of the form field. Absent where the body is the content itself. */
  field?: string;
  kinds: Partial<Record<Kind, number>>;
  /** Fields that the form needs so that the file is read. */
  fields?: Record<string, string>;
  isFirst?: boolean;
}

const EVIDENCE = { field: "file", kinds: of(20 * MIB, "jpeg", "png", "webp", "pdf", "workbook", "table") };
const COPY = { intent: "upload_copy", signedBy: "both" };
const SOURCE = { position: "0" };
const LOOK = { accent: "#0f5132", nameEn: "", nameZh: "", logoAct: "replace", basedOn: "0" };
const TAKERS: Taker[] = [
  { route: "/organizations/:organizationId/evidence/files.json", ...EVIDENCE, isFirst: true },
  { route: "/organizations/:organizationId/evidence", ...EVIDENCE },
  { route: "/organizations/:organizationId/activities/:recordId/evidence", ...EVIDENCE },
  { route: "/organizations/:organizationId/activities/:recordId/evidence.json", ...EVIDENCE },
  { route: "/organizations/:organizationId/assurance/engagements/:engagementId", ...EVIDENCE },
  { route: "/organizations/:organizationId/assurance/engagements/:engagementId/work", ...EVIDENCE },
  { route: "/organizations/:organizationId/assurance/statements/new", ...EVIDENCE },
  { route: "/requests/:token", ...EVIDENCE, fields: SOURCE },
  { route: "/requests/:token/files.json", ...EVIDENCE, fields: SOURCE },
  { route: "/tenants/:tenantId/orders/:orderId", ...EVIDENCE, fields: COPY },
  { route: "/quotes/:token", ...EVIDENCE, fields: COPY },
  { route: "/clients/:token/quotes/:quoteId", ...EVIDENCE, fields: COPY },
  {
    route: "/organizations/:organizationId/brand",
    field: "logo",
    isFirst: true,
    kinds: of(MIB / 2, "jpeg", "png"),
    fields: LOOK,
  },
  { route: "/tenants/:tenantId/settings", field: "logo", kinds: of(MIB / 2, "jpeg", "png"), fields: LOOK },
  {
    route: "/tenants/:tenantId/receipts/statements",
    field: "file",
    isFirst: true,
    kinds: of(4 * MIB, "table", "json", "workbook"),
  },
  {
    route: "/organizations/:organizationId/activities/import",
    field: "file",
    kinds: { ...of(256 * MIB, "table"), ...of(32 * MIB, "workbook") },
  },
  {
    route: "/organizations/:organizationId/instruments/import",
    field: "file",
    kinds: of(4 * MIB, "table", "workbook"),
  },
  { route: "/verify/many", field: "file", kinds: of(MIB / 4, "table", "json"), isFirst: true },
  { route: "/verify/many.csv", field: "file", kinds: of(MIB / 4, "table", "json") },
  { route: "/organizations/:organizationId/activities", kinds: of(2 * MIB, "json"), isFirst: true },
  { route: "/requests/:token/answers.json", kinds: of(MIB, "json"), isFirst: true },
  { route: "/webhooks/stripe", kinds: of(MIB, "json"), isFirst: true },
];

function of(bytes: number, ...kinds: Kind[]): Partial<Record<Kind, number>> {
  return Object.fromEntries(kinds.map((kind) => [kind, bytes]));
}

interface Weighed {
  route: string;
  who: string;
  /** The largest body that was accepted. */
  bytes: number;
  milliseconds: number;
  what: string;
}

describe("expensive input", () => {
  let server: TestServer;
  let tenant: OwnTenant;
  let routes: RouteOfMap[];
  let ids: Record<string, string>;
  const weighed = new Map<string, Weighed>();
  let count = 0;

  beforeAll(async () => {
    server = await startServer("PostgreSQL", { JOB_PROCESSES: "on" });
    tenant = await makeOwnTenant(server, "Quillfeather");
    routes = await readRouteMap();
    const random = [
      "versionId",
      "draftId",
      "planOrderId",
      "exportId",
      "quoteId",
      "orderId",
      "copyId",
      "invoiceId",
      "paymentId",
      "creditNoteId",
    ];
    const others = Object.fromEntries(random.map((name) => [name, randomUUID()]));
    ids = { ...NEUTRAL, ...others, sha256: "0".repeat(64), ...tenant.ids, reportNumber: tenant.reportNumber };
  });
  afterAll(() => server?.remove());

  /** Measures a request. Expensive ones are repeated four times, because the process also does other work. */
  async function weigh(
    { route, who, visitor }: { route: string; who: string; visitor: Visitor },
    { method, path, asked }: { method: string; path: string; asked: HostileRequest },
  ) {
    const plain = () => costOf(visitor, method === "POST" ? "GET" : method, path, PLAIN[route] ?? {});
    const first = await costOf(visitor, method, path, asked);
    let { milliseconds } = first;
    for (let again = 0; again < 4 && milliseconds > MOST_MILLISECONDS; again += 1)
      milliseconds = Math.min(milliseconds, (await costOf(visitor, method, path, asked)).milliseconds);
    // Printing a document is expensive for any permitted reader, whatever its query.
    if (milliseconds > MOST_MILLISECONDS)
      milliseconds -= Math.min((await plain()).milliseconds, (await plain()).milliseconds);
    const name = `${method} ${route}, ${who}`;
    const before = weighed.get(name) ?? { route: `${method} ${route}`, who, bytes: 0, milliseconds: -1, what: "" };
    const bytes = Math.max(before.bytes, first.status === 413 ? 0 : Buffer.byteLength(asked.body ?? ""));
    weighed.set(
      name,
      milliseconds > before.milliseconds ? { ...before, bytes, milliseconds, what: asked.what } : { ...before, bytes },
    );
  }

  async function costOf(
    visitor: Visitor,
    method: string,
    path: string,
    { search, headers = {}, body }: Partial<HostileRequest>,
  ) {
    // Each request has its own client address, so that no rate limit hides the work to measure.
    visitor.address = `127.${1 + (count >> 14)}.${(count >> 7) & 127}.${2 + (count & 127)}`;
    count += 1;
    const cookie = [visitor.cookie, headers.cookie ?? ""].filter((one) => one !== "").join("; ");
    const before = server.readCpu();
    const address = search === undefined ? path : `${path}${path.includes("?") ? "&" : "?"}${search}`;
    const sent = { headers: { ...headers, ...(cookie !== "" && { cookie }) }, ...(body !== undefined && { body }) };
    const { status } = await visitor.request(method, address, sent);
    return { milliseconds: server.readCpu() - before, status };
  }

  /** What hashing the same bytes costs on this machine at this moment. */
  function hashingOf(bytes: Uint8Array): number {
    const costs = Array.from({ length: 3 }, () => {
      const before = process.cpuUsage();
      createHash("sha256").update(bytes).digest();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    });
    return Math.min(...costs);
  }

  function expectCheap(atLeast: number) {
    const all = [...weighed.values()].sort((a, b) => b.milliseconds - a.milliseconds);
    if (process.env.HOSTILE_TABLE) {
      const row = ({ route, who, bytes, milliseconds, what }: Weighed) =>
        `| ${route} | ${who} | ${bytes} | ${Math.round(milliseconds)} | ${what} |`;
      console.info(
        ["| Route | Who | Bytes taken | CPU ms | By |", "|---|---|---|---|---|", ...all.map(row)].join("\n"),
      );
    }
    expect(all.length).toBeGreaterThanOrEqual(atLeast);
    expect(all.filter(({ milliseconds }) => milliseconds > MOST_MILLISECONDS)).toEqual([]);
    weighed.clear();
  }

  it("costs little on every page and file, with and without an account", async () => {
    for (const [who, signedIn] of [
      ["nobody", new Visitor(server)],
      ["owner", tenant.owner],
    ] as const) {
      for (const [turn, route] of routes.entries()) {
        const visitor = endsSession(route) && who === "owner" ? await anotherSession() : signedIn;
        const path = fillPattern(route.pattern, ids);
        const fields = formFieldsOf((await visitor.get(path)).text);
        for (const asked of hostileReads(fields, turn))
          await weigh({ route: route.pattern, who, visitor }, { method: "GET", path, asked });
        if (!route.hasAction) continue;
        for (const [at, asked] of hostileActs(fields, turn).entries()) {
          // The script of the pages requests data instead of a page, and that answer is serialized in another way.
          const asksData = (turn + at) % 2 === 1;
          const address = `${asksData ? dataAddress(path) : path}${route.isIndex ? "?index" : ""}`;
          await weigh({ route: route.pattern, who, visitor }, { method: "POST", path: address, asked });
        }
        expect((await tenant.owner.get("/account")).status, `the owner is signed in after ${route.pattern}`).toBe(200);
      }
    }
    expectCheap(2 * new Set(routes.map(({ pattern }) => pattern)).size);
  }, 3_600_000);

  const endsSession = ({ pattern }: RouteOfMap) => pattern === "/sign-out";

  const dataAddress = (path: string) => (path === "/" ? "/_root.data" : `${path}.data`);

  async function anotherSession(): Promise<Visitor> {
    const visitor = new Visitor(server);
    await signIn(visitor, tenant.person);
    return visitor;
  }

  it("costs little in every operation of the API, with and without a key", async () => {
    const key = await makeKey(tenant.owner, tenant.ids.organizationId, { reach: "tenant" });
    for (const [who, headers] of [
      ["nobody", {}],
      ["key", { authorization: `Bearer ${key}` }],
    ] as const) {
      for (const [turn, operation] of OPERATIONS.entries()) {
        const { path, request } = questionOf(operation, tenant.ids);
        const names = [...Object.keys(operation.query?.shape ?? {}), ...formFieldsOf("").typed];
        const own = { origin: "", ...headers, ...("headers" in request ? request.headers : {}) };
        const reads = hostileReads({ typed: names, given: {}, intents: [] }, turn);
        const most = (operation.maxBytes ?? API_BYTES) - 1000;
        const bodies = [
          ["quotes", `{"${'\\"'.repeat(most / 2)}`],
          ["levels", `{"a":`.repeat(most / 5)],
          ["names", `{${Array.from({ length: most / 12 }, (_, at) => `"${1_000_000 + at}":1`).join(",")}}`],
          ["numbers", `[${"1".repeat(most)}]`],
          ["texts", hostileJson(operation.example.body ?? {}, most, turn)],
          ["more texts", hostileJson(operation.example.body ?? {}, most, turn + 5)],
        ] as const;
        const acts = operation.body ? bodies.map(([what, body]) => ({ what, body, headers: JSON_TYPE })) : [];
        for (const asked of [...reads, ...acts]) {
          const visitor = new Visitor(server);
          const whole = { ...asked, headers: { ...own, ...("headers" in asked ? asked.headers : {}) } };
          await weigh(
            { route: `${API_ROOT}${operation.path}`, who, visitor },
            { method: operation.method, path: `${API_ROOT}${path}`, asked: whole },
          );
        }
      }
    }
    expectCheap(2 * new Set(OPERATIONS.map(({ method, path }) => method + path)).size);
  }, 3_600_000);

  it("costs little per byte in a file of the maximum size that a route accepts", async () => {
    const base = `/organizations/${tenant.ids.organizationId}`;
    const { link } = await askForData(tenant.owner, base, { ...tenant.ids, word: "Quillfeather" });
    const values = { ...ids, token: link.split("/").at(-1)! };
    const dear: unknown[] = [];
    for (const { route, field, kinds, isFirst, fields = {} } of TAKERS) {
      const path = fillPattern(route, values);
      const parts = Object.entries(fields).map(([name, body]) => ({ name, body }));
      for (const [kind, bytes] of Object.entries(kinds)) {
        const files: readonly HostileFile[] = HOSTILE_FILES[kind as Kind];
        for (const { what, name, make } of isFirst ? files : files.slice(0, 1)) {
          const content = make(bytes);
          const asked = field
            ? multipart([...parts, { name: field, fileName: name, body: content }])
            : { body: content };
          const allowed = MOST_MILLISECONDS + MOST_HASHES * hashingOf(content);
          let cost = await costOf(tenant.owner, "POST", path, { headers: JSON_TYPE, ...asked });
          const { status } = cost;
          for (let again = 0; again < 4 && cost.milliseconds > allowed; again += 1)
            cost = await costOf(tenant.owner, "POST", path, { headers: JSON_TYPE, ...asked });
          const { milliseconds } = cost;
          const fact = { route, what, bytes: content.length, status, milliseconds, allowed: Math.round(allowed) };
          if (process.env.HOSTILE_TABLE) console.info(JSON.stringify(fact));
          expect(status, JSON.stringify(fact)).toBeLessThan(500);
          if (milliseconds > allowed) dear.push(fact);
        }
      }
    }
    expect(dear).toEqual([]);
  }, 3_600_000);

  it("costs little in the address", async () => {
    const visitor = new Visitor(server);
    const paths: [string, string][] = [
      ["many parts", "/a".repeat(7000)],
      ["many empty parts", "/".repeat(12_000)],
      ["one long part", `/verify/${"a".repeat(12_000)}`],
      ["escapes", "/%CC%81".repeat(1500)],
      ["escapes in a part", `/verify/${"%CC%81".repeat(150)}`],
      ["many tiles", `/log/tile${"/x".repeat(6000)}`],
      ["an operation with many parts", `/api/v1${"/a".repeat(6000)}`],
      [
        "links",
        `/__manifest?version=${await versionOf(visitor)}${Array.from({ length: 900 }, (_, at) => `&p=/${at}`).join("")}`,
      ],
      ["data of many routes", `/verify.data?_routes=${"a,".repeat(6000)}`],
    ];
    for (const [what, path] of paths)
      await weigh({ route: path.slice(0, 20), who: "nobody", visitor }, { method: "GET", path, asked: { what } });
    expectCheap(7);
  }, 600_000);

  /** The build id that a page sends when it asks for the routes of its links. */
  async function versionOf(visitor: Visitor): Promise<string> {
    const page = (await visitor.get("/sign-in")).text;
    const script = /\/assets\/manifest-([\w-]+)\.js/.exec(page)?.[1];
    expect(script, "a page names its build").toBeDefined();
    return script!;
  }
});
