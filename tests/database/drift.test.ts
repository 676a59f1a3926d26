import { randomUUID } from "node:crypto";
import { type Kysely, sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { assessDrifts, decideDrift, loadDrifts } from "#app/report/drift/drift.server.ts";
import { getPublishedFile } from "#app/report/verification.server.ts";
import { getRun, listRuns } from "#app/runs/calculation.server.ts";
import { type Doors, openDoors } from "#db/doors.ts";
import { type Engine, onEachEngine } from "#tests/support/engines.ts";
import { asOwner } from "#tests/support/owner.ts";
import { issueNow, makeCompany, makeKeys, runNow, YEAR } from "#tests/support/sample-company.ts";

const HOTEL = "uk-desnz.29_600_4009_13";
const NCV = "cn-ndrc-industry-fuels-ncv.natural-gas";

/** Adds a newer release of one factor for the year of the sample with another value, as an import would. */
async function release(
  db: Kysely<unknown>,
  {
    id,
    edition,
    correctionOf,
    importedAt,
    publishedOn = "2026-11-01",
    change,
  }: {
    id: string;
    edition: string;
    correctionOf?: string;
    importedAt?: string;
    publishedOn?: string;
    change: (document: Record<string, unknown>) => object;
  },
): Promise<void> {
  const { rows } = await sql<{ version: string; dataset_id: string; document: Record<string, unknown> }>`
    select version, dataset_id, document from emission_factor
    where id = ${id} and coalesce(valid_from <= '2025-12-31', true) order by valid_from desc nulls last limit 1`.execute(
    db,
  );
  const { version, dataset_id, document } = rows[0]!;
  const next = JSON.stringify({ ...document, version: edition, ...change(document) });
  await sql`insert into factor_dataset
    select (jsonb_populate_record(d, jsonb_build_object('edition', ${edition}::text, 'correction_of', ${correctionOf ?? null}::text,
      'published_on', ${publishedOn}::text, 'imported_at', coalesce(${importedAt ?? null}::timestamptz, clock_timestamp()), 'status', 'active'))).*
    from factor_dataset d where id = ${dataset_id} and edition = ${version}`.execute(db);
  await sql`insert into emission_factor
    select (jsonb_populate_record(f, jsonb_build_object('version', ${edition}::text, 'published_on', ${publishedOn}::text, 'document', ${next}::jsonb))).*
    from emission_factor f where id = ${id} and version = ${version}`.execute(db);
}

/** An embedded database can be opened by one process at a time, so the doors are closed first. */
async function releaseNow(engine: Engine, what: Parameters<typeof release>[1]): Promise<void> {
  await engine.doors.close();
  await asOwner(engine.ownerUrl, (db) => release(db, what));
  engine.doors = await openDoors(engine.url);
}

async function companyWithReport(doors: Doors) {
  const company = await makeCompany(doors);
  const { actor, inventory } = company;
  const add = (source: string, quantity: string, unit: string) => ({
    kind: "add" as const,
    recordId: randomUUID(),
    entry: { ...EMPTY_ENTRY, facility: "Plant A", source, period: "2025-03", quantity, unit },
  });
  await doors.withTenant(actor, (tx) =>
    saveActivities(tx, actor, YEAR, [add("Hotel nights", "100", "room_night"), add("Natural gas", "1000", "Nm3")]),
  );
  const runId = await runNow(doors, actor, inventory);
  const issued = await issueNow(doors, await makeKeys(), actor, { runId });
  if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
  return { ...company, runId, reportId: issued.reportId };
}

const driftsOf = async (doors: Doors, actor: Actor) =>
  assessDrifts(await doors.withTenant(actor, (tx) => loadDrifts(tx, actor.organizationId)));

onEachEngine(
  "the drift of an issued report",
  (engine) => {
    it("is empty while no release is newer than the run", async () => {
      const { actor } = await companyWithReport(engine.doors);
      expect(await engine.doors.withTenant(actor, (tx) => loadDrifts(tx, actor.organizationId))).toEqual([]);
    });

    it("shows a newer release line by line and changes nothing, and keeps a decision about it until the next release", async () => {
      const { actor, runId, reportId, inventory } = await companyWithReport(engine.doors);
      const read = () => engine.doors.withTenant(actor, (tx) => getRun(tx, actor.organizationId, runId));
      const before = await read();
      await releaseNow(engine, {
        id: HOTEL,
        edition: "2025-test",
        change: () => ({ co2e: "60", gases: undefined, gasesCo2e: undefined, gasesGwp: undefined, co2eGwpSet: "AR5" }),
      });
      const [drift] = await driftsOf(engine.doors, actor);
      // 100 nights from 53.5 to 60 kg.
      expect(drift).toMatchObject({
        reportIds: [reportId],
        percent: "8.65",
        bridge: { difference: { co2eKg: "650", co2eKgMarketBased: "650" } },
        replaced: [{ to: `${HOTEL}@2025-test`, isCorrection: false, lineCount: 1 }],
        unresolved: [],
        decision: null,
      });
      expect(drift!.bridge!.sources.filter(({ effects }) => Object.keys(effects).length > 0)).toMatchObject([
        { description: { en: "Hotel nights" }, effects: { factor: { co2eKg: "650" } } },
      ]);
      expect(await read()).toEqual(before);
      expect(
        await engine.doors.withTenant(actor, (tx) => listRuns(tx, actor.organizationId, inventory.id, { limit: 10 })),
      ).toHaveLength(1);

      await engine.doors.withTenant(actor, (tx) =>
        decideDrift(tx, actor, drift!, { reportId, decision: "dismissed", reason: "Below the threshold." }),
      );
      expect((await driftsOf(engine.doors, actor))[0]!.decision).toMatchObject({ decision: "dismissed", runId: null });

      await releaseNow(engine, {
        id: NCV,
        edition: "2015-corrected",
        correctionOf: `cn-ndrc-industry-fuels-ncv@${before.document.factors.find(({ id }) => id === NCV)!.version}`,
        change: () => ({ value: "400" }),
      });
      const [next] = await driftsOf(engine.doors, actor);
      expect(next!.decision).toBeNull();
      expect(next!.replaced.map(({ to, isCorrection }) => [to, isCorrection])).toContainEqual([
        `${NCV}@2015-corrected`,
        true,
      ]);
      await engine.doors.withTenant(actor, (tx) =>
        decideDrift(tx, actor, next!, { reportId, decision: "new_run", reason: "To be issued again." }),
      );
      const [decided] = await driftsOf(engine.doors, actor);
      expect(decided!.decision).toMatchObject({ decision: "new_run", reason: "To be issued again." });
      expect(decided!.decision!.runId).not.toBeNull();
      expect(await read()).toEqual(before);
      const numbers = decided!.numbers;
      expect(
        (await engine.doors.withPublic((tx) => getPublishedFile(tx, { number: numbers[0]! }))).pdf.length,
      ).toBeGreaterThan(1000);
    });

    it("treats an import during the calculation as newer, by what the run found and not by timestamps", async () => {
      const { actor, runId } = await companyWithReport(engine.doors);
      await releaseNow(engine, {
        id: HOTEL,
        edition: "2025-while-it-read",
        // Like an import that began before the run and was committed after the run had read.
        importedAt: "2020-01-01",
        publishedOn: "2026-11-02",
        change: () => ({ co2e: "61", gases: undefined, gasesCo2e: undefined, gasesGwp: undefined, co2eGwpSet: "AR5" }),
      });
      const [drift] = await driftsOf(engine.doors, actor);
      expect(drift).toMatchObject({ runId, replaced: [{ to: `${HOTEL}@2025-while-it-read` }] });
    });

    it("is not visible to another tenant", async () => {
      const one = await companyWithReport(engine.doors);
      const { actor } = await makeCompany(engine.doors);
      await releaseNow(engine, { id: HOTEL, edition: "2025-other", change: () => ({}) });
      expect(await engine.doors.withTenant(actor, (tx) => loadDrifts(tx, one.actor.organizationId))).toEqual([]);
    });
  },
  "factor library",
);
