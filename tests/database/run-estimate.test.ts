import { randomUUID } from "node:crypto";
import { getHeapStatistics } from "node:v8";
import { afterEach, expect, it } from "vitest";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { startRun } from "#app/runs/calculation.server.ts";
import { configureRuns, estimateRun, isBeyond } from "#app/runs/run-estimate.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { coverMeter } from "#tests/support/cover-meter.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { growOrganization } from "#tests/support/grow-organization.ts";
import { asOwner } from "#tests/support/owner.ts";
import { makeCompany, YEAR } from "#tests/support/sample-company.ts";

onEachEngine(
  "the estimate of a run",
  (engine) => {
    afterEach(() => configureRuns({ isEmbedded: false, memoryMib: 1024 }));

    it("is for the heap of this process if jobs have no separate processes", async () => {
      const { actor, inventory } = await makeCompany(engine.doors);
      const estimate = () =>
        engine.doors.withTenant(actor, (tx) => estimateRun(tx, actor.organizationId, inventory.period));
      const own = await estimate();
      expect(own).toMatchObject({ records: 0, sources: 0, single: 0, limitMib: 1024, seconds: 0 });
      configureRuns({ isEmbedded: true, memoryMib: null });
      const embedded = await estimate();
      expect(embedded.memoryMib).toBeGreaterThan(own.memoryMib);
      expect(embedded.limitMib).toBe(Math.floor(getHeapStatistics().heap_size_limit / 1024 ** 2));
      configureRuns({ isEmbedded: false, memoryMib: null });
      expect(await estimate()).toMatchObject({ memoryMib: own.memoryMib, limitMib: embedded.limitMib });
    });

    it("weighs each record that a certificate covers on its own", async () => {
      const { actor, inventory, sources } = await makeCompany(engine.doors);
      const sourceId = sources.electricity!.id;
      const power = { ...EMPTY_ENTRY, facility: "Plant A", source: "Electricity", quantity: "100", unit: "kWh" };
      const changes = ["2025-01", "2025-02", "2025-03"].map((period) => ({
        kind: "add" as const,
        recordId: randomUUID(),
        entry: { ...power, period },
      }));
      const estimate = await engine.doors.withTenant(actor, async (tx) => {
        expect(await saveActivities(tx, actor, YEAR, changes)).toMatchObject({ ok: true });
        await coverMeter(tx, actor, { sourceId, inventoryId: inventory.id, quantity: "150" });
        return estimateRun(tx, actor.organizationId, inventory.period);
      });
      expect(estimate).toMatchObject({ records: 3, sources: 1, single: 2 });
    });

    if (engine.name === "PGlite") return;
    it("counts the records, and refuses an oversized run by name before it begins", async () => {
      const { actor, inventory, sources } = await makeCompany(engine.doors);
      const { tenantId, organizationId } = actor;
      const ids = { tenantId, organizationId, sourceId: sources.hotel!.id };
      await asOwner(engine.ownerUrl, (db) => growOrganization(db, ids, 50_001));
      const inTenant = <T>(work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);
      const estimate = await inTenant((tx) => estimateRun(tx, organizationId, inventory.period));
      expect(estimate).toMatchObject({ records: 50_001, sources: 1, single: 0, limitMib: 1024 });
      expect(isBeyond(estimate)).toBe(false);
      configureRuns({ isEmbedded: false, memoryMib: 64 });
      await expect(inTenant((tx) => startRun(tx, actor, inventory.id))).rejects.toMatchObject({
        code: "conflict",
        details: { reason: "run_over_memory", records: 50_001, limitMib: 64 },
      });
    });
  },
  "factor library",
);
