import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { openIssuerKeys } from "#app/log/keys/issuer-keys.server.ts";
import { checkLog, latestCheckpoint, signPendingCheckpoint } from "#app/log/log.server.ts";
import { addOrganization } from "#app/organization/organization.server.ts";
import { parseReportNumber } from "#app/proof/report-number.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { issueMany, type ManyRequest } from "#tests/support/issue-many.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { hotelNights } from "#tests/support/sample-activity.ts";
import { fillCompany, PUBLIC_URL, runNow, YEAR } from "#tests/support/sample-company.ts";
import { IS_ALL } from "#tests/support/versions.ts";

const PROGRAM = fileURLToPath(new URL("../support/issue-many.ts", import.meta.url));
const LOCALES = ["en", "zh", "both"] as const;
/**
 * The size of the race: organizations of one issuer, runs of each, languages, and aborted requests. A thousand requests
 * take minutes of four processes, so only the full test run uses that many.
 */
const SIZES = {
  PostgreSQL: { organizations: IS_ALL ? 84 : 9, runs: 4, givenUp: IS_ALL ? 130 : 26, processes: 4 },
  PGlite: { organizations: 2, runs: 3, givenUp: 6, processes: 1 },
};

/** Time limit for a busy machine. Nothing here depends on the time. */
const RACE_MILLISECONDS = 600_000;

onEachEngine(
  "the numbers of reports",
  (engine) => {
    const dataDir = mkdtempSync(join(tmpdir(), "truetonne-numbers-"));
    const keys = openIssuerKeys(dataDir, PUBLIC_URL, "2026-01-01T00:00:00.000Z");

    /** Adds an organization with runs of the same data, each of which is reported in every language. */
    async function addRuns(owner: Actor, name: string, count: number): Promise<{ actor: Actor; runIds: string[] }> {
      const made = await engine.doors.withTenant(owner, (tx) =>
        addOrganization(tx, owner, {
          nameEn: name,
          nameZh: name,
          consolidationApproach: "operational_control",
          gwpSet: "AR6",
        }),
      );
      const { actor, inventory } = await fillCompany(engine.doors, { ...owner, organizationId: made.id });
      await engine.doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [hotelNights("3")]));
      const runId = await runNow(engine.doors, actor, inventory);
      const copies = await engine.doors.withTenant(actor, async (tx) => {
        return sql<{ id: string }>`
          insert into calculation_run (id, tenant_id, organization_id, inventory_id, engine_version, inputs_hash,
            result_hash, document, record_ids, places, issue_count, line_count, co2e_kg, co2e_kg_market_based, library, read_after,
            status_changes, created_by)
          select gen_random_uuid(), tenant_id, organization_id, inventory_id, engine_version, inputs_hash,
            result_hash, document, record_ids, places, issue_count, line_count, co2e_kg, co2e_kg_market_based, library,
            read_after, status_changes, created_by
          from calculation_run r, generate_series(2, ${count}::int) where r.id = ${runId}
          returning id`.execute(tx);
      });
      return { actor, runIds: [runId, ...copies.rows.map(({ id }) => id)] };
    }

    function issueElsewhere(requests: ManyRequest[]): Promise<(string | null)[]> {
      const child = spawn(process.execPath, [PROGRAM], { stdio: ["pipe", "pipe", "inherit"] });
      let output = "";
      child.stdout.setEncoding("utf8").on("data", (part: string) => {
        output += part;
      });
      child.stdin.end(JSON.stringify({ url: engine.url, dataDir, requests }));
      return new Promise((resolve, reject) => {
        child.on("close", (code) =>
          code === 0 ? resolve(JSON.parse(output)) : reject(new Error(`ended with ${code}`)),
        );
      });
    }

    it(
      "are 1 to N without a gap or a duplicate when requests of several processes race and some are aborted",
      async () => {
        const { organizations, runs, givenUp, processes } = SIZES[engine.name];
        const owner = await makeTenant(engine.doors);
        const all: ManyRequest[] = [];
        for (let at = 0; at < organizations; at += 1) {
          const { actor, runIds } = await addRuns(owner, `Sample Works ${at + 1}`, runs);
          const now = "2026-03-01T08:00:00.000Z";
          for (const runId of runIds) {
            for (const locale of LOCALES) all.push({ actor, runId, locales: [locale], now, isGivenUp: false });
          }
        }
        const step = Math.floor(all.length / givenUp);
        const requests = all.flatMap((one, at) => (at % step === 0 ? [{ ...one, isGivenUp: true }, one] : [one]));
        await keys;
        const started = performance.now();
        const shares = Array.from({ length: processes }, (_, share) =>
          requests.filter((_one, at) => at % processes === share),
        );
        const numbers = (
          await Promise.all(
            engine.name === "PGlite"
              ? shares.map((share) => issueMany(engine.doors, dataDir, share))
              : shares.map((share) => issueElsewhere(share)),
          )
        ).flat();
        const seconds = ((performance.now() - started) / 1000).toFixed(1);
        console.log(`${engine.name}: ${requests.length} requests from ${processes} processes in ${seconds} s`);
        const issued = numbers.filter((number) => number !== null);
        expect(issued).toHaveLength(all.length);
        expect(numbers.filter((number) => number === null).length).toBeGreaterThanOrEqual(givenUp);
        const serials = issued.map((number) => {
          const parsed = parseReportNumber(number);
          if (!parsed.ok) throw new Error(number);
          return parsed.parts.serial;
        });
        expect(serials.toSorted((a, b) => a - b)).toEqual(Array.from({ length: all.length }, (_, at) => at + 1));
        expect(new Set(issued).size).toBe(all.length);
        await expectLeaves(issued);
        await expectOneCurrent(organizations);
      },
      RACE_MILLISECONDS,
    );

    /** Exactly one version per organization and language is current, whichever was published first. */
    async function expectOneCurrent(chains: number): Promise<void> {
      const { rows } = await engine.doors.withPublic((tx) =>
        sql<{ count: number }>`select count(*)::int as count from published_report p
          where not exists (select 1 from statement s where s.number = p.number and s.kind = 'supersede')`.execute(tx),
      );
      expect(rows[0]!.count).toBe(chains);
    }

    /** Each number has one leaf for its issue below a checkpoint, and the log is complete. */
    async function expectLeaves(numbers: string[]): Promise<void> {
      await engine.doors.withSystem(async (tx) =>
        signPendingCheckpoint(tx, (await keys).log, "2026-03-02T00:00:00.000Z"),
      );
      const checkpoint = await engine.doors.withPublic(latestCheckpoint);
      const leaves = await engine.doors.withPublic((tx) =>
        tx.selectFrom("log_leaf").select("index").orderBy("index").execute(),
      );
      const issues = await engine.doors.withPublic((tx) =>
        tx.selectFrom("statement").select("number").where("kind", "=", "issue").execute(),
      );
      expect(leaves.map(({ index }) => index)).toEqual(Array.from({ length: checkpoint!.size }, (_, at) => at));
      for (const number of numbers) expect(issues.filter((issue) => issue.number === number)).toHaveLength(1);
      await engine.doors.withSystem(async (tx) => checkLog(tx, (await keys).log.kept));
    }

    it("start again each year in UTC, by the time of the request", async () => {
      const owner = await makeTenant(engine.doors);
      const { actor, runIds } = await addRuns(owner, "Year's End", 2);
      const times = ["2026-12-31T23:59:59.999Z", "2027-01-01T00:00:00.000Z"];
      const requests = runIds.flatMap((runId, run) =>
        LOCALES.map(
          (locale, at): ManyRequest => ({
            actor,
            runId,
            locales: [locale],
            now: times[(run + at) % 2]!,
            isGivenUp: false,
          }),
        ),
      );
      const numbers = await issueMany(engine.doors, dataDir, requests);
      const places = numbers.map((number, at) => {
        const parsed = parseReportNumber(number!);
        if (!parsed.ok) throw new Error(number!);
        expect(String(parsed.parts.year)).toBe(requests[at]!.now.slice(0, 4));
        return `${parsed.parts.year}-${parsed.parts.serial}`;
      });
      expect(places.toSorted()).toEqual(["2026-1", "2026-2", "2026-3", "2027-1", "2027-2", "2027-3"]);
    });
  },
  "factor library",
);
