import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { ActivityEntry } from "#app/carbon/entry/activity-entry.ts";
import { addEmissionSource } from "#app/places/emission-source.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { getRun, isRunCurrent, listRuns, startRun } from "#app/runs/calculation.server.ts";
import { performRun } from "#app/runs/calculation-run.server.ts";
import { coverMeter } from "#tests/support/cover-meter.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeCompany, runNow, YEAR } from "#tests/support/sample-company.ts";

const entry = (
  source: string,
  period: string,
  { quantity, unit, ...more }: Partial<ActivityEntry> & { quantity: string; unit: string },
) => ({
  kind: "add" as const,
  recordId: randomUUID(),
  entry: {
    facility: "Plant A",
    source,
    period,
    quantity,
    unit,
    dataQuality: "",
    evidence: "",
    note: "",
    ...more,
  },
});

onEachEngine(
  "a calculation run",
  (engine) => {
    it("gives the exact figures of the published factors, with both methods of scope 2", async () => {
      const { actor, inventory, sources } = await makeCompany(engine.doors);
      await engine.doors.withTenant(actor, async (tx) => {
        await saveActivities(tx, actor, YEAR, [
          entry("Electricity", "2025-03", { quantity: "1000", unit: "kWh" }),
          entry("Natural gas", "2025-03", { quantity: "1000", unit: "Nm3" }),
          entry("Hotel nights", "2025-03", { quantity: "3", unit: "间夜" }),
        ]);
        const meter = { sourceId: sources.electricity!.id, inventoryId: inventory.id };
        await coverMeter(tx, actor, { ...meter, quantity: "400" });
      });
      const run = await runNow(engine.doors, actor, inventory);
      const { document, issueCount } = await engine.doors.withTenant(actor, (tx) =>
        getRun(tx, actor.organizationId, run),
      );
      expect(issueCount).toBe(0);
      const byActivity = Object.fromEntries(
        document.results!.lines.map((line) => [
          document.activities.find(({ id }) => id === line.activity)!.description?.en,
          line,
        ]),
      );
      // Jiangsu 2023: 0.5827 kg/kWh. The rest of 600 kWh uses the national residual factor of 0.6096.
      expect(byActivity.Electricity).toMatchObject({ co2eKg: "582.7", co2eKgMarketBased: "365.76" });
      // 1,000 Nm3 × 0.038931 GJ × 15.3 kg C × 99 % × 44/12, exactly.
      expect(byActivity["Natural gas"]?.co2eKg).toBe("2162.188809");
      expect(byActivity["Hotel nights"]?.co2eKg).toBe("160.5");
      expect(document.results!.disclosures).toContainEqual(expect.objectContaining({ code: "factor_not_valid" }));
    });

    it("reports a missing factor as an issue of each source that needs it, and gives no totals", async () => {
      const { actor, inventory, sources } = await makeCompany(engine.doors);
      await engine.doors.withTenant(actor, async (tx) => {
        const { id: _, ...hotel } = sources.hotel!;
        for (const nameEn of ["Nothing known", "Nothing either"]) {
          await addEmissionSource(tx, actor, {
            facilityId: hotel.facilityId,
            nameEn,
            nameZh: "未知",
            scope: 3,
            category: "waste",
            unit: "t",
            factorSelection: { factorId: "no-such-factor" },
            uncertainty: null,
          });
        }
        await saveActivities(tx, actor, YEAR, [
          entry("Hotel nights", "2025-01", { quantity: "1", unit: "room_night" }),
          entry("Nothing known", "2025-01", { quantity: "1", unit: "t" }),
          entry("Nothing either", "2025-01", { quantity: "1", unit: "t" }),
        ]);
      });
      const run = await runNow(engine.doors, actor, inventory);
      const stored = await engine.doors.withTenant(actor, (tx) => getRun(tx, actor.organizationId, run));
      expect(stored.issueCount).toBe(2);
      expect(stored.co2eKg).toBeNull();
      expect(stored.document.results).not.toHaveProperty("totals");
      const issues = stored.document.results!.issues.map(({ code, detail }) => `${code} of ${detail?.source}`);
      expect(issues.sort()).toEqual(["factor_missing of Nothing either", "factor_missing of Nothing known"]);
    });

    it("is calculated once even if its job is delivered twice", async () => {
      const { actor, inventory } = await makeCompany(engine.doors);
      await engine.doors.withTenant(actor, (tx) =>
        saveActivities(tx, actor, YEAR, [entry("Hotel nights", "2025-01", { quantity: "1", unit: "room_night" })]),
      );
      const jobId = await engine.doors.withTenant(actor, (tx) => startRun(tx, actor, inventory.id));
      const payload = { tenantId: actor.tenantId, userId: actor.userId, jobId };
      await performRun(engine.doors, payload);
      await performRun(engine.doors, payload);
      const runs = await engine.doors.withTenant(actor, (tx) =>
        listRuns(tx, actor.organizationId, inventory.id, { limit: 10 }),
      );
      expect(runs).toHaveLength(1);
    });

    it("stays unchanged when records change, and is marked as outdated", async () => {
      const { actor, inventory } = await makeCompany(engine.doors);
      const save = (quantity: string) =>
        engine.doors.withTenant(actor, (tx) =>
          saveActivities(tx, actor, YEAR, [entry("Hotel nights", "2025-01", { quantity, unit: "room_night" })]),
        );
      await save("1");
      const id = await runNow(engine.doors, actor, inventory);
      const read = () => engine.doors.withTenant(actor, (tx) => getRun(tx, actor.organizationId, id));
      const before = await read();
      const isCurrent = () => engine.doors.withTenant(actor, (tx) => isRunCurrent(tx, actor.organizationId, before));
      expect(await isCurrent()).toBe(true);
      await save("2");
      expect(await isCurrent()).toBe(false);
      expect((await read()).documentText).toBe(before.documentText);
    });
  },
  "factor library",
);
