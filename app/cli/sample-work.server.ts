import { createReadStream } from "node:fs";
import type { Actor } from "#app/access/actor.server.ts";
import { createTenant, findMembership } from "#app/access/membership.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { REPORT_LOCALES } from "#app/encoding/report-locale.ts";
import { env } from "#app/environment/env.server.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { spool } from "#app/files/spool.server.ts";
import { getJob } from "#app/jobs/job.server.ts";
import { issuerKeys } from "#app/log/keys/issuer.server.ts";
import { latestInventory, openInventory } from "#app/organization/inventory.server.ts";
import { addOrganization, changeOrganization, listOrganizationsOfUser } from "#app/organization/organization.server.ts";
import { addEmissionSource } from "#app/places/emission-source.server.ts";
import { addFacility } from "#app/places/facility/facility.server.ts";
import { importAtOnce } from "#app/records/import/import-at-once.server.ts";
import { stateDisclosures } from "#app/report/disclosure/disclosure.server.ts";
import { getReport, issueReport, listReports } from "#app/report/report.server.ts";
import { stateBaseYear } from "#app/runs/base-year/base-year.server.ts";
import { latestRun, startRun } from "#app/runs/calculation.server.ts";
import { stateFactorPolicy } from "#app/sources/policy/factor-policy.server.ts";
import type { SampleAccount } from "./sample-account.server.ts";
import { coverSample } from "./sample-instruments.server.ts";
import { SAMPLE_FACILITIES, SAMPLE_ORGANIZATION, SAMPLE_POLICY, SAMPLE_SOURCES } from "./sample-organization.ts";
import { SAMPLE_BASE_YEAR, sampleStatements } from "./sample-statements.ts";

const RECORDS = new URL("../../public/samples/activities-2025.csv", import.meta.url);
const YEAR = { start: "2025-01-01", end: "2025-12-31" };

type Say = (line: string) => void;

/** The sample tenant with its company, facilities, sources and year of records. An existing one is left unchanged. */
export async function makeSampleOrganization(account: SampleAccount, say: Say): Promise<Actor> {
  const { withSystem, withTenant } = await doors();
  const [known] = await withSystem((tx) => listOrganizationsOfUser(tx, account.userId));
  if (known) return findActor(account, known.id);
  say("making the sample company, its facilities and sources");
  const tenantId = await withSystem((tx) =>
    createTenant(tx, { name: SAMPLE_ORGANIZATION.nameEn, kind: "company", userId: account.userId }),
  );
  const author = { tenantId, userId: account.userId, source: "command_line" as const };
  const made = await withTenant(author, async (tx) => {
    const organization = await addOrganization(tx, author, { ...SAMPLE_ORGANIZATION, isSample: true });
    const actor: Actor = { ...author, organizationId: organization.id, role: "owner" };
    await changeOrganization(tx, actor, SAMPLE_ORGANIZATION);
    await stateFactorPolicy(tx, actor, { ...SAMPLE_POLICY, basedOn: 0 });
    const inventory = await openInventory(tx, actor, YEAR);
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
    return { actor, sources, inventoryId: inventory.id };
  });
  await importRecords(made.actor, made.inventoryId, say);
  await withTenant(made.actor, (tx) => coverSample(tx, made.actor, made));
  return made.actor;
}

async function importRecords(actor: Actor, inventoryId: string, say: Say): Promise<void> {
  const room = await evidenceRoom();
  const file = await spool(room.spoolFolder, createReadStream(RECORDS));
  const named = { ...file, name: "activities-2025.csv", isTooLarge: false };
  const done = await importAtOnce(await doors(), actor, room, { file: named, inventoryId });
  if (!done.ok) throw new Error(`the sample records have errors: ${JSON.stringify(done)}`);
  say(`imported ${done.counts.add} activity records from ${named.name}`);
}

async function findActor(account: SampleAccount, organizationId: string): Promise<Actor> {
  const { withSystem } = await doors();
  const membership = await withSystem((tx) => findMembership(tx, account.userId, organizationId));
  if (!membership) throw new Error("the sample account is no member of its organization any more");
  return { userId: account.userId, organizationId, source: "command_line", ...membership };
}

/** Calculates the inventory and issues the report in all languages, unless done before. @returns its number */
export async function issueSampleReport(actor: Actor, say: Say): Promise<string> {
  const { withTenant } = await doors();
  const [issued] = await withTenant(actor, (tx) => listReports(tx, actor.organizationId));
  if (issued) return issued.number;
  const run = await calculate(actor, say);
  await withTenant(actor, (tx) => stateBaseYear(tx, actor, { runId: run.id, ...SAMPLE_BASE_YEAR, basedOn: 0 }));
  say("issuing the report in English, Chinese and both");
  const { publicUrl } = env();
  const { origin } = await issuerKeys();
  const request = { runId: run.id, locales: REPORT_LOCALES, now: new Date().toISOString() };
  const result = await withTenant(actor, (tx) => issueReport(tx, actor, { publicUrl, logOrigin: origin }, request));
  if (!result.ok) throw new Error(`the report can't be issued: ${JSON.stringify(result.blockers)}`);
  await waitFor(actor, result.jobId);
  return (await withTenant(actor, (tx) => getReport(tx, actor.organizationId, result.reportId))).number;
}

async function calculate(actor: Actor, say: Say) {
  const { withTenant } = await doors();
  const inventory = await withTenant(actor, (tx) => latestInventory(tx, actor.organizationId));
  const known = await withTenant(actor, (tx) => latestRun(tx, actor.organizationId, inventory!.id));
  if (known && known.issueCount === 0) return known;
  say("calculating the inventory");
  await waitFor(actor, await withTenant(actor, (tx) => startRun(tx, actor, inventory!.id)));
  const run = await withTenant(actor, (tx) => latestRun(tx, actor.organizationId, inventory!.id));
  const issues = run?.document.results?.issues ?? [];
  if (!run || issues.length > 0) throw new Error(`the run has issues: ${JSON.stringify(issues.slice(0, 5))}`);
  say(`calculated ${run.lineCount} records`);
  return run;
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
