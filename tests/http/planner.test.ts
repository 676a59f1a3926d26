import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { OPERATIONS } from "#app/api/operations.server.ts";
import { makeKey, Program } from "#tests/support/api.ts";
import { questionOf } from "#tests/support/api-probe.ts";
import { growOrganization } from "#tests/support/grow-organization.ts";
import { multiplyRows } from "#tests/support/multiply-rows.ts";
import { askForData, makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { asOwner } from "#tests/support/owner.ts";
import { type PostgresServer, startPostgres } from "#tests/support/postgres.ts";
import { readPlans } from "#tests/support/read-plans.ts";
import { NEUTRAL, searchOf } from "#tests/support/route-address.ts";
import { fillPattern, readRouteMap } from "#tests/support/route-map.ts";
import { startServerOn, type TestServer } from "#tests/support/server.ts";
import { sellAs } from "#tests/support/trade-tenant.ts";
import { type JoinedVerifier, joinAsVerifier } from "#tests/support/verifier.ts";
import type { Version } from "#tests/support/versions.ts";
import { Visitor } from "#tests/support/visitor.ts";

/** A table with this many rows or more grows with use and must not be read in full. */
const MANY = 1000;

/** Records of an organization whose list must not be sorted in full for one page. */
const LARGE = 20_000;

/** Tables that may be read in full by a matching statement. */
const WHOLE: { table: string; statement: RegExp; reason: string }[] = [
  {
    table: "emission_factor",
    statement: /json_agg\(json_build_array\("emission_factor"\."id"/,
    reason: "the library is the same for all tenants; a process reads it once into the index of its search",
  },
  {
    table: "factor_status_change",
    statement: /select count\(\*\)(::int)? from factor_status_change/,
    reason: "the library is the same for all tenants; its changes are counted to notice a new one",
  },
  {
    table: "administrator_notice",
    statement: /delete from administrator_notice n using user_account/,
    reason: "mails that wait: each sweep takes what is due, and what remains is at most a day old",
  },
  {
    table: "notice",
    statement: /from notice n join user_account u .* where n\.mailed_at is null/s,
    reason: "notices that wait for the daily summary: what remains is at most a day old",
  },
];

/** The median of the N newest records of a source requires a sort. The records are found in the order of an index. */
const OF_THE_NEWEST = /percentile_disc.*\border by r\.period_start desc.*\blimit\b/is;

/** What is open in a year sums its kept counts. Its limits pick a newest row, and end no list. */
const OF_THE_COUNTS = /\bcounted as materialized\b/;

/** The log comes from another process. A busy machine only makes the wait longer. */
const WAIT = { timeout: 60_000 };

/** Queries of the database catalogue, once per process. */
const OF_THE_SERVER = /^(pg_|kysely_)/;

describe("the query planner", () => {
  let folder: string;
  let postgres: PostgresServer;
  let server: TestServer;
  let own: OwnTenant;
  let verifier: JoinedVerifier;
  /** The link of a data request, for a recipient without an account. */
  let requestLink: string;
  let quoteToken: string;
  let portalToken: string;
  let program: Program;
  let log = "";
  let counts: Map<string, number>;

  beforeAll(async () => {
    folder = mkdtempSync(join(inject("runFolder"), "plans-"));
    const settings = ["log_line_prefix=@@", "session_preload_libraries=auto_explain"];
    const onLog = (text: string) => {
      log += text;
    };
    const version = inject("engine") as Version;
    postgres = await startPostgres(folder, { version, settings, onLog });
    server = await startServerOn(postgres.ownerUrl);
    own = await makeOwnTenant(server, "Quillfeather", "31");
    verifier = await joinAsVerifier(server, own, "Quillfeather");
    const { organizationId, inventoryId, sourceId } = own.ids;
    const asked = { inventoryId, sourceId, word: "Quillfeather" };
    requestLink = (await askForData(own.owner, `/organizations/${organizationId}`, asked)).link;
    program = new Program(server, await makeKey(own.owner, organizationId));
    await server.stop();
    const { tenantId } = own.ids;
    const sold = await sellAs(server.ownerUrl, {
      tenantId,
      email: own.person.email,
      client: "Quillfeather Buyer GmbH",
    });
    Object.assign(own.ids, sold, { copyId: tenantId });
    ({ quoteToken, portalToken } = sold);
    await asOwner(server.ownerUrl, async (db) => {
      counts = await multiplyRows(db, { tenantId, rows: 60, tenants: 80 });
      // The copied mails would be printed and sent one by one during the test, each with its file in the log.
      await sql`update client_mail set state = 'no_address', settled_at = clock_timestamp() where state = 'waiting'`.execute(
        db,
      );
      await sql`analyze client_mail`.execute(db);
      // Before PostgreSQL 16 the module does not log parameters, and the setting's name is refused.
      if (Number(version) >= 16) {
        await sql`alter database postgres set auto_explain.log_parameter_max_length = 0`.execute(db);
      }
      // As on SSDs, so that the planner chooses by whether an index fits and not by small differences in cost.
      await sql`alter database postgres set random_page_cost = 1.1`.execute(db);
      for (const setting of ["log_min_duration = 0", "log_nested_statements = on", "log_format = json"]) {
        await sql.raw(`alter database postgres set auto_explain.${setting}`).execute(db);
      }
    });
    await server.start();
  });
  afterAll(async () => {
    await server?.stop();
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Requests every page of the tenant and other answers of the server. @returns the answers */
  async function askEverything(): Promise<Map<string, number>> {
    const { tenantId } = own.ids;
    const ids = {
      ...NEUTRAL,
      versionId: tenantId,
      draftId: tenantId,
      planOrderId: tenantId,
      exportId: tenantId,
      ...own.ids,
    };
    const answers = new Map<string, number>();
    for (const route of await readRouteMap()) {
      if (route.isFrame || route.pattern === "/sign-out") continue;
      const values = { ...ids, reportNumber: own.reportNumber };
      const search = new URLSearchParams(searchOf(route, values));
      // A copied file has no bytes, so an archive of files breaks off after everything was read.
      const answer = await own.owner.get(`${fillPattern(route.pattern, values)}?${search}`).catch(() => null);
      answers.set(route.pattern, answer?.status ?? 200);
    }
    return answers;
  }

  /** Requests the pages of a pattern that other users than the owner open. @returns the answers */
  async function askAs(visitor: Visitor, of: RegExp, changes: Record<string, string>): Promise<Map<string, number>> {
    const ids = { ...NEUTRAL, ...own.ids, reportNumber: own.reportNumber, ...changes };
    const answers = new Map<string, number>();
    for (const route of await readRouteMap()) {
      if (route.isFrame || !of.test(route.pattern)) continue;
      const answer = await visitor.get(fillPattern(route.pattern, ids)).catch(() => null);
      answers.set(route.pattern, answer?.status ?? 200);
    }
    return answers;
  }

  /** Runs every query of the API, and makes the change of each example. */
  async function askProgram(): Promise<Map<string, number>> {
    const answers = new Map<string, number>();
    for (const operation of OPERATIONS) {
      const { path, request } = questionOf(operation, own.ids);
      answers.set(operation.id, (await program.send(operation.method.toUpperCase(), path, request)).status);
    }
    return answers;
  }

  /** Statements that read a growing table in full, with the table. */
  function findWholeReads(text: string): string[] {
    const faults = readPlans(text).flatMap(({ statement, nodes }) =>
      nodes
        .filter((node) => node["Node Type"] === "Seq Scan")
        .map((node) => node["Relation Name"]!)
        .filter((table) => !OF_THE_SERVER.test(table) && (counts.get(table) ?? 0) >= MANY)
        .filter((table) => !WHOLE.some((one) => one.table === table && one.statement.test(statement)))
        .map((table) => `${table}: ${statement.replace(/\s+/g, " ").slice(0, 400)}`),
    );
    return [...new Set(faults)].sort();
  }

  /** Statements that sort a full list and then show a part of it. */
  function findWholeSorts(text: string): string[] {
    return readPlans(text)
      .filter(
        ({ statement }) =>
          /\blimit\b/i.test(statement) && !OF_THE_NEWEST.test(statement) && !OF_THE_COUNTS.test(statement),
      )
      .filter(({ nodes }) => nodes.some((node) => node["Node Type"] === "Sort" && node["Plan Rows"] >= LARGE / 100))
      .map(({ statement, nodes }) => {
        const plan = nodes.map((node) => `${node["Node Type"]} ${node["Relation Name"] ?? ""} ${node["Plan Rows"]}`);
        return `${statement.replace(/\s+/g, " ")}\n${plan.join("\n")}`;
      });
  }

  it("reads no table in full that grows with tenants or records, on any page", async () => {
    log = "";
    const answers = await askEverything();
    expect([...answers].filter(([, status]) => status >= 500)).toEqual([]);
    expect([...answers.values()].filter((status) => status === 200).length).toBeGreaterThan(80);
    expect(readPlans(log).length).toBeGreaterThan(250);
    // The test is meaningful only if most tables are large.
    expect([...counts.values()].filter((count) => count >= MANY).length).toBeGreaterThan(60);
    expect(findWholeReads(log)).toEqual([]);
  });

  it("reads no table in full for programs, verifiers, clients and visitors without an account", async () => {
    log = "";
    const guest = new Visitor(server);
    const asked = {
      program: await askProgram(),
      verifier: await askAs(verifier.visitor, /^\/assurance\//, { engagementId: verifier.engagementId }),
      requests: await askAs(guest, /^\/requests\//, { token: requestLink.split("/").at(-1)! }),
      quotes: await askAs(guest, /^\/quotes\//, { token: quoteToken }),
      portal: await askAs(guest, /^\/clients\//, { token: portalToken }),
      strangers: await askAs(guest, /^\/(verify|log|status|keys|factors|\.well-known)\b/, {}),
    };
    for (const [who, answers] of Object.entries(asked)) {
      const statuses = [...answers];
      expect(
        statuses.filter(([, status]) => status >= 500),
        who,
      ).toEqual([]);
      // Most of them really open.
      const opened = statuses.filter(([, status]) => status < 400).length;
      expect(opened, `${who}: ${JSON.stringify(statuses)}`).toBeGreaterThanOrEqual(Math.min(2, statuses.length / 2));
    }
    expect(findWholeReads(log)).toEqual([]);
  });

  it("sorts no full list of a large organization: pages in both directions follow an index", async () => {
    const { organizationId, inventoryId } = own.ids;
    await asOwner(server.ownerUrl, (db) => growOrganization(db, own.ids, LARGE));
    log = "";
    const base = `/organizations/${organizationId}`;
    for (const list of ["activities", "review/records?state=", "evidence", "evidence/lacking"]) {
      const first = await own.owner.get(`${base}/${list}`);
      const next = first.text.match(/href="([^"]*after=[^"]*)"/)?.[1]?.replaceAll("&amp;", "&");
      expect(next, list).toBeDefined();
      expect((await own.owner.get(next!)).status, list).toBe(200);
    }
    const collection = `${base}/inventories/${inventoryId}/activities`;
    const first = await program.send("GET", collection, { query: { limit: "10" } });
    const second = await program.send("GET", collection, { query: { limit: "10", cursor: first.json.next } });
    expect(second.json.items).toHaveLength(10);
    await expect.poll(() => readPlans(log).length, WAIT).toBeGreaterThan(40);
    expect(findWholeSorts(log)).toEqual([]);
    await asOwner(server.ownerUrl, (db) => sql`drop index activity_record_of_entry`.execute(db));
    await program.send("GET", collection, { query: { limit: "10" } });
    await expect.poll(() => findWholeSorts(log).join(), WAIT).toContain("recorded_at");
  });

  it("detects a page that lost its index", async () => {
    await asOwner(server.ownerUrl, (db) => sql`drop index session_of_user`.execute(db));
    log = "";
    await own.owner.get("/account");
    await expect.poll(() => findWholeReads(log).join(), WAIT).toContain("session: ");
  });
});
