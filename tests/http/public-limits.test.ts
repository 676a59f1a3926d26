import { createHash, randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OPERATIONS } from "#app/api/operations.server.ts";
import { fillPattern, readRouteMap } from "#tests/support/route-map.ts";
import { startServer, type TestServer } from "#tests/support/server.ts";
import { Visitor } from "#tests/support/visitor.ts";
import { withinWindow } from "#tests/support/within-window.ts";

const NUMBER = "GHG-2025-0123-4567-89AB";
const VALUES = {
  reportNumber: NUMBER,
  /** A different value for each request, because a response is cached for a second. */
  get sha256() {
    return createHash("sha256").update(randomUUID()).digest("hex");
  },
  documentHash: "b".repeat(64),
  factorId: "cn-diesel",
  get identityId() {
    return randomUUID();
  },
  issuerId: "5f0c2b7e-9a41-4d3e-8c56-0e1f7a2b9d84",
  token: "a".repeat(43),
};

/** Routes without an account that look something up from the caller's input, and the limit that counts them. */
const LIMITED: Record<string, { step: string; search?: string; method?: "POST" }> = {
  "/factors": { step: "search", search: "?q=diesel" },
  "/factors/export.csv": { step: "search", search: "?q=diesel" },
  "/factors/:factorId": { step: "search" },
  "/verify": { step: "look-up", search: `?number=${NUMBER}` },
  "/verify/:reportNumber": { step: "look-up" },
  "/verify/:reportNumber/assurance/:documentHash": { step: "look-up" },
  "/verify/by-hash/:sha256": { step: "look-up" },
  "/verify/:reportNumber/watch": { step: "look-up" },
  "/verify/:reportNumber/feed.xml": { step: "look-up" },
  "/watch/:token": { step: "watch-link" },
  "/watch/:token/stop": { step: "watch-link", method: "POST" },
  "/notifications/stop/:token": { step: "watch-link" },
  "/notifications/stop/:token/stop": { step: "watch-link", method: "POST" },
  "/verify/many": { step: "look-up-list", method: "POST" },
  "/verify/many.csv": { step: "look-up-list", method: "POST" },
  "/verifiers": { step: "look-up" },
  "/keys/:identityId/did.json": { step: "look-up" },
  "/keys/:identityId/jwks.json": { step: "look-up" },
  "/verifiers/export.csv": { step: "list-file" },
  "/issuers/:issuerId": { step: "look-up" },
  "/issuers/:issuerId/export.csv": { step: "list-file" },
  "/log": { step: "look-up", search: "?hash=00" },
  "/log/export.csv": { step: "list-file" },
  "/invitations/:token": { step: "look-up" },
  "/requests/:token": { step: "data-request" },
  "/quotes/:token": { step: "quote" },
  "/clients/:token": { step: "quote" },
};

const KEPT_READY = "one look-up by the whole number, whose answer is kept ready for everyone";
/** Other routes without an account that have a parameter, and why they need no limit. */
const UNLIMITED: Record<string, string> = {
  "/verify/:reportNumber/report.pdf": KEPT_READY,
  "/verify/:reportNumber/evidence.json": KEPT_READY,
  "/verify/:reportNumber/bundle.zip": KEPT_READY,
  "/log/tile/*": KEPT_READY,
  "/status/:name": KEPT_READY,
  "/status/:name/:list": KEPT_READY,
  "/*": "looks nothing up",
  "/api/v1/*": "each operation without a key is limited; see below",
};

const WITH_ACCOUNT = /^\/(organizations|tenants|assurance|account|engagements|support|webhooks)(\/|$)/;
const WINDOW_SECONDS = 900;
const OVER = 1_000_000;

describe("routes without an account that look something up", () => {
  let server: TestServer;
  let owner: pg.Client;
  beforeAll(async () => {
    server = await startServer("PostgreSQL");
    owner = new pg.Client({ connectionString: server.ownerUrl });
    await owner.connect();
  });
  afterAll(async () => {
    await owner?.end();
    await server?.remove();
  });

  async function ask(visitor: Visitor, pattern: string) {
    const { search = "", method } = LIMITED[pattern] ?? {};
    const address = fillPattern(pattern, VALUES) + search;
    return method ? visitor.post(address, { numbers: NUMBER }) : visitor.get(address);
  }

  /** What the route answers to a caller who has used up this limit. */
  async function askOverLimit(step: string, send: (visitor: Visitor) => ReturnType<typeof ask>) {
    return withinWindow(WINDOW_SECONDS, () =>
      withinWindow(60, async () => {
        const visitor = new Visitor(server);
        const first = await send(visitor);
        const { rowCount } = await owner.query("update rate_limit set hits = $1 where key like $2", [
          OVER,
          `${step}-caller:%`,
        ]);
        return { first, rowCount, second: await send(visitor) };
      }),
    );
  }

  it("are each listed with their limit, or with a reason for none", async () => {
    const open = (await readRouteMap()).filter(
      ({ pattern, isFrame }) => !isFrame && !WITH_ACCOUNT.test(pattern) && /[:*]/.test(pattern),
    );
    const known = [...Object.keys(LIMITED), ...Object.keys(UNLIMITED)];
    const below = (pattern: string) => /^\/(requests|quotes|clients)\/:token\//.test(pattern);
    expect(open.map(({ pattern }) => pattern).filter((pattern) => !below(pattern) && !known.includes(pattern))).toEqual(
      [],
    );
  });

  it.each(Object.entries(LIMITED))(
    "refuses %s beyond its limit and states when to retry",
    async (pattern, { step }) => {
      const { first, rowCount, second } = await askOverLimit(step, (visitor) => ask(visitor, pattern));
      expect(first.status).not.toBe(429);
      expect(rowCount).toBeGreaterThan(0);
      expect([second.status, Number(second.headers.get("retry-after")) > 0]).toEqual([429, true]);
    },
  );

  it("refuse the upload of a contract copy beyond its own limit", async () => {
    const file = { field: "file", name: "signed.pdf", bytes: "" };
    const { first, rowCount, second } = await askOverLimit("quote-copy", (visitor) =>
      visitor.upload(`/quotes/${VALUES.token}`, { intent: "upload_copy", signedBy: "both" }, file),
    );
    expect([first.status, second.status]).toEqual([404, 429]);
    expect(rowCount).toBeGreaterThan(0);
  });

  it.each(OPERATIONS.filter(({ door }) => door === "public").map(({ method, path }) => [method, path]))(
    "refuses %s %s of the API beyond its limit",
    async (method, path) => {
      const address = `/api/v1${path!.replaceAll(/\{(\w+)\}/g, (_, name: string) => VALUES[name as keyof typeof VALUES] ?? "x")}`;
      const body = method === "POST" ? { body: "{}", headers: { "content-type": "application/json" } } : {};
      const { second } = await askOverLimit("look-up", (visitor) => visitor.request(method!, address, body));
      expect(second.status).toBe(429);
    },
  );
});
