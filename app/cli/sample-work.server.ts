import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import type { Actor } from "#app/access/actor.server.ts";
import { createTenant, findMembership } from "#app/access/membership.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { REPORT_LOCALES, type ReportLocale } from "#app/encoding/report-locale.ts";
import { env } from "#app/environment/env.server.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { spool } from "#app/files/spool.server.ts";
import { getJob } from "#app/jobs/job.server.ts";
import { issuerKeys } from "#app/log/keys/issuer.server.ts";
import { type Inventory, listInventories, openInventory } from "#app/organization/inventory.server.ts";
import { addOrganization, changeOrganization, listOrganizationsOfUser } from "#app/organization/organization.server.ts";
import { addEmissionSource } from "#app/places/emission-source.server.ts";
import { addFacility } from "#app/places/facility/facility.server.ts";
import { importAtOnce } from "#app/records/import/import-at-once.server.ts";
import { stateDisclosures } from "#app/report/disclosure/disclosure.server.ts";
import { getReport, issueReport, listReports, type Report } from "#app/report/report.server.ts";
import { stateBaseYear } from "#app/runs/base-year/base-year.server.ts";
import { latestRun, startRun } from "#app/runs/calculation.server.ts";
import { stateFactorPolicy } from "#app/sources/policy/factor-policy.server.ts";
import { toEarlierYear } from "./sample/earlier-year.ts";
import { coverSample } from "./sample-instruments.server.ts";
import { SAMPLE_FACILITIES, SAMPLE_ORGANIZATION, SAMPLE_POLICY, SAMPLE_SOURCES } from "./sample-organization.ts";
import { SAMPLE_BASE_YEAR, SAMPLE_EARLIER_OUTPUT, sampleStatements } from "./sample-statements.ts";

const RECORDS = new URL("../../public/samples/activities-2025.csv", import.meta.url);
const YEAR = { start: "2025-01-01", end: "2025-12-31" };
const EARLIER = { start: "2024-01-01", end: "2024-12-31" };

export type Say = (line: string) => void;

/** The sample tenant with its company, facilities, sources and two years of records. An existing one stays as it is. */
export async function makeSampleOrganization(owner: { userId: string }, say: Say): Promise<Actor> {
  const { withSystem, withTenant } = await doors();
  const [known] = await withSystem((tx) => listOrganizationsOfUser(tx, owner.userId));
  if (known) return findActor(owner, known.id);
  say("making the sample company, its facilities and sources");
  const tenantId = await withSystem((tx) =>
    createTenant(tx, { name: SAMPLE_ORGANIZATION.nameEn, kind: "company", userId: owner.userId }),
  );
  const author = { tenantId, userId: owner.userId, source: "command_line" as const };
  const made = await withTenant(author, async (tx) => {
    const organization = await addOrganization(tx, author, { ...SAMPLE_ORGANIZATION, isSample: true });
    const actor: Actor = { ...author, organizationId: organization.id, role: "owner" };
    await changeOrganization(tx, actor, SAMPLE_ORGANIZATION);
    await stateFactorPolicy(tx, actor, { ...SAMPLE_POLICY, basedOn: 0 });
    const inventory = await openInventory(tx, actor, YEAR);
    const earlier = await openInventory(tx, actor, EARLIER);
    const facilityIds = new Map<string, string>();
    const sources = [];
    for (const [key, facility] of Object.entries(SAMPLE_FACILITIES)) {
      facilityIds.set(key, (await addFacility(tx, actor, facility)).id);
    }
    for (const { facility, factor, ...source } of SAMPLE_SOURCES) {
      const facilityId = facilityIds.get(facility)!;
      sources.push(await addEmissionSource(tx, actor, { ...source, facilityId, factorSelection: factor }));
    }
    const change = sampleStatements(sources);
    await stateDisclosures(tx, actor, { inventoryId: inventory.id, basedOn: 0, change });
    const before = { ...change, intensity: { ...change.intensity, quantity: SAMPLE_EARLIER_OUTPUT } };
    await stateDisclosures(tx, actor, { inventoryId: earlier.id, basedOn: 0, change: before });
    return { actor, sources, inventoryId: inventory.id, earlierId: earlier.id };
  });
  const records = await readFile(RECORDS, "utf8");
  const before = toEarlierYear(records, { from: "2025", to: "2024" });
  const { actor, inventoryId, earlierId } = made;
  await importRecords(actor, { name: "activities-2024.csv", text: before, inventoryId: earlierId }, say);
  await importRecords(actor, { name: "activities-2025.csv", text: records, inventoryId }, say);
  await withTenant(actor, (tx) => coverSample(tx, actor, made));
  return actor;
}

async function importRecords(
  actor: Actor,
  { name, text, inventoryId }: { name: string; text: string; inventoryId: string },
  say: Say,
): Promise<void> {
  const room = await evidenceRoom();
  const file = await spool(room.spoolFolder, Readable.from([Buffer.from(text)]));
  const named = { ...file, name, isTooLarge: false };
  const done = await importAtOnce(await doors(), actor, room, { file: named, inventoryId });
  if (!done.ok) throw new Error(`the sample records have errors: ${JSON.stringify(done)}`);
  say(`imported ${done.counts.add} activity records from ${named.name}`);
}

async function findActor({ userId }: { userId: string }, organizationId: string): Promise<Actor> {
  const { withSystem } = await doors();
  const membership = await withSystem((tx) => findMembership(tx, userId, organizationId));
  if (!membership) throw new Error("the sample account is no member of its organization any more");
  return { userId, organizationId, source: "command_line", ...membership };
}

/** The sample's inventories, the later year first. */
export async function listSampleYears(actor: Actor): Promise<[later: Inventory, earlier: Inventory]> {
  const [later, earlier] = await (await doors()).withTenant(actor, (tx) => listInventories(tx, actor.organizationId));
  if (!later || !earlier) throw new Error("the sample company was made by an older version: use an empty DATA_DIR");
  return [later, earlier];
}

/**
 * Calculates both years and issues their reports, that of the later one in all languages, unless done before. The
 * earlier year is the base year.
 *
 * @returns the later report
 */
export async function issueSampleReports(actor: Actor, say: Say): Promise<Report> {
  const [later, earlier] = await listSampleYears(actor);
  const base = await findReport(actor, earlier);
  if (!base) {
    const runId = await calculate(actor, earlier, say);
    const policy = { runId, ...SAMPLE_BASE_YEAR, basedOn: 0 };
    await (await doors()).withTenant(actor, (tx) => stateBaseYear(tx, actor, policy));
    say("issuing the report of the base year");
    await issue(actor, runId, ["both"]);
  }
  const known = await findReport(actor, later);
  if (known) return known;
  const runId = await calculate(actor, later, say);
  say("issuing the report in English, Chinese and both");
  return issue(actor, runId, REPORT_LOCALES);
}

async function findReport(actor: Actor, { period }: Inventory): Promise<Report | undefined> {
  const reports = await (await doors()).withTenant(actor, (tx) => listReports(tx, actor.organizationId));
  return reports.find((report) => report.period.start === period.start);
}

async function issue(actor: Actor, runId: string, locales: readonly ReportLocale[]): Promise<Report> {
  const { withTenant } = await doors();
  const { origin } = await issuerKeys();
  const issuer = { publicUrl: env().publicUrl, logOrigin: origin };
  const request = { runId, locales, now: new Date().toISOString() };
  const result = await withTenant(actor, (tx) => issueReport(tx, actor, issuer, request));
  if (!result.ok) throw new Error(`the report can't be issued: ${JSON.stringify(result.blockers)}`);
  await waitFor(actor, result.jobId);
  return withTenant(actor, (tx) => getReport(tx, actor.organizationId, result.reportId));
}

/** @returns the id of a run without issues */
async function calculate(actor: Actor, { id, period }: Inventory, say: Say): Promise<string> {
  const { withTenant } = await doors();
  const known = await withTenant(actor, (tx) => latestRun(tx, actor.organizationId, id));
  if (known && known.issueCount === 0) return known.id;
  say(`calculating the inventory of ${period.start.slice(0, 4)}`);
  await waitFor(actor, await withTenant(actor, (tx) => startRun(tx, actor, id)));
  const run = await withTenant(actor, (tx) => latestRun(tx, actor.organizationId, id));
  const issues = run?.document.results?.issues ?? [];
  if (!run || issues.length > 0) throw new Error(`the run has issues: ${JSON.stringify(issues.slice(0, 5))}`);
  say(`calculated ${run.lineCount} records`);
  return run.id;
}

const POLL_MILLISECONDS = 100;

async function waitFor(actor: Actor, jobId: string): Promise<void> {
  const { withTenant } = await doors();
  for (;;) {
    const job = await withTenant(actor, (tx) => getJob(tx, actor.organizationId, jobId));
    if (job.state === "done") return;
    if (job.state === "failed") throw new Error(`${job.kind} failed: ${job.failure}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
}
