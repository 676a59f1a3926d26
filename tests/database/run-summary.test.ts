import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { mergeKinds } from "#app/carbon/compiled/run-compiled.ts";
import { summarizeLines } from "#app/carbon/total/summary.ts";
import { openInventory } from "#app/organization/inventory.server.ts";
import { getOverview } from "#app/overview/overview.server.ts";
import { changeEmissionSource } from "#app/places/emission-source.server.ts";
import { type ActivityChange, saveActivities } from "#app/records/activity.server.ts";
import { listRecordGroups } from "#app/review/review-map.server.ts";
import { getRun, latestRunHead } from "#app/runs/calculation.server.ts";
import { wereInputsWritten } from "#app/runs/input-change.server.ts";
import { type Doors, openDoors } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { asOwner } from "#tests/support/owner.ts";
import { makeCompany, runNow, YEAR } from "#tests/support/sample-company.ts";

const entry = (source: string, period: string, quantity: string, unit: string) => ({
  facility: "Plant A",
  source,
  period,
  quantity,
  unit,
  dataQuality: "",
  evidence: "",
  note: "",
});

const add = (...values: Parameters<typeof entry>): ActivityChange => ({
  kind: "add",
  recordId: randomUUID(),
  entry: entry(...values),
});

const save = async (doors: Doors, actor: Actor, ...changes: ActivityChange[]) => {
  const saved = await doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, changes));
  if (!saved.ok) throw new Error(JSON.stringify(saved));
  return saved.records;
};

/** Two scopes. One record covers several months that can't be separated. */
const RECORDS = [
  add("Natural gas", "2025-03", "1000", "Nm3"),
  add("Electricity", "2025-01-15/2025-04-03", "1234.567", "kWh"),
  add("Electricity", "2025-05", "0.1", "kWh"),
];

onEachEngine(
  "the sums of a run",
  (engine) => {
    const overview = (actor: Actor) =>
      engine.doors.withTenant(actor, (tx) => getOverview(tx, actor.organizationId, null));

    it("are stored with it, equal to the engine's sums of the document", async () => {
      const { actor, inventory, sources } = await makeCompany(engine.doors);
      await save(engine.doors, actor, ...RECORDS);
      const runId = await runNow(engine.doors, actor, inventory);
      const { document } = await engine.doors.withTenant(actor, (tx) => getRun(tx, actor.organizationId, runId));
      const { result, kgBySource } = await overview(actor);
      const { totals } = document.results!;
      expect(result?.totals).toEqual({
        co2eKg: totals!.co2eKg,
        co2eKgMarketBased: totals!.co2eKgMarketBased,
        byScope: totals!.byScope,
      });
      const months = summarizeLines(mergeKinds(document).linesOfMonths, ["month"]);
      const told = result!.months.filter(({ total }) => total !== "0").map(({ month, total }) => [month, total]);
      expect(told).toEqual(months.map(({ keys, co2eKg }) => [keys[0], co2eKg]));
      expect(result!.months[2]!.byScope[1]).toBe("2162.188809");
      expect(kgBySource.get(sources.gas!.id)).toBe("2162.188809");
      expect(kgBySource.has(sources.hotel!.id)).toBe(false);
    });

    it("are read without reading the document", async () => {
      const { actor, inventory } = await makeCompany(engine.doors);
      await save(engine.doors, actor, ...RECORDS);
      await runNow(engine.doors, actor, inventory);
      const kept = await overview(actor);
      await engine.doors.close();
      await asOwner(engine.ownerUrl, async (db) => {
        await sql`alter table calculation_run disable trigger frozen`.execute(db);
        await sql`update calculation_run set document = '' where tenant_id = ${actor.tenantId}`.execute(db);
        await sql`alter table calculation_run enable trigger frozen`.execute(db);
      });
      engine.doors = await openDoors(engine.url);
      expect(await overview(actor)).toEqual(kept);
    });

    it("are reported as outdated when data of the year changes, but not for data of another year", async () => {
      const { actor, inventory, sources } = await makeCompany(engine.doors);
      const isOutdated = async () =>
        engine.doors.withTenant(actor, async (tx) => {
          const run = (await latestRunHead(tx, actor.organizationId, inventory.id))!;
          const groups = await listRecordGroups(tx, actor.organizationId, YEAR);
          return wereInputsWritten(tx, actor.organizationId, run, groups);
        });
      const rerun = async () => {
        await runNow(engine.doors, actor, inventory);
        expect(await isOutdated()).toBe(false);
      };
      const [first] = await save(engine.doors, actor, ...RECORDS);
      await rerun();
      const next = { start: "2026-01-01", end: "2026-12-31" };
      await engine.doors.withTenant(actor, async (tx) => {
        await openInventory(tx, actor, next);
        await saveActivities(tx, actor, next, [add("Natural gas", "2026-03", "5", "Nm3")]);
      });
      expect(await isOutdated()).toBe(false);

      const { recordId, version } = first!;
      const corrected = entry("Natural gas", "2025-03", "1001", "Nm3");
      await save(engine.doors, actor, { kind: "correct", recordId, version, entry: corrected });
      expect(await isOutdated()).toBe(true);
      await rerun();
      await save(engine.doors, actor, { kind: "delete", recordId, version: version + 1, reason: "twice" });
      expect(await isOutdated()).toBe(true);
      await rerun();
      const { id, name: _, ...gas } = sources.gas!;
      await engine.doors.withTenant(actor, (tx) =>
        changeEmissionSource(tx, actor, { id }, { ...gas, nameEn: "Gas", nameZh: "天然气" }),
      );
      expect(await isOutdated()).toBe(true);
      await rerun();
    });
  },
  "factor library",
);
