import { afterEach, expect, it } from "vitest";
import { startRun } from "#app/runs/calculation.server.ts";
import { configureRuns, estimateRun, isBeyond } from "#app/runs/run-estimate.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { growOrganization } from "#tests/support/grow-organization.ts";
import { asOwner } from "#tests/support/owner.ts";
import { makeCompany } from "#tests/support/sample-company.ts";

onEachEngine(
  "the estimate of a run",
  (engine) => {
    afterEach(() => configureRuns({ isEmbedded: false, memoryMib: 1024 }));

    it("is for the heap of the single process if the database is embedded", async () => {
      const { actor, inventory } = await makeCompany(engine.doors);
      const estimate = () =>
        engine.doors.withTenant(actor, (tx) => estimateRun(tx, actor.organizationId, inventory.period));
      const own = await estimate();
      expect(own).toMatchObject({ records: 0, sources: 0, single: 0, limitMib: 1024, seconds: 0 });
      configureRuns({ isEmbedded: true, memoryMib: 64 });
      const embedded = await estimate();
      expect(embedded.memoryMib).toBeGreaterThan(own.memoryMib);
      expect(embedded.limitMib).not.toBe(64);
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
