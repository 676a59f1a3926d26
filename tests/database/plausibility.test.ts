import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { allocate } from "#app/instruments/allocation.server.ts";
import { addInstrument } from "#app/instruments/instrument.server.ts";
import { openInventory } from "#app/organization/inventory.server.ts";
import { addFacility } from "#app/places/facility/facility.server.ts";
import { loadPlausibility } from "#app/plausibility/load-plausibility.server.ts";
import { findImplausible } from "#app/plausibility/plausibility.ts";
import { getDisclosures, stateDisclosures } from "#app/report/disclosure/disclosure.server.ts";
import type { DisclosureStatements } from "#app/report/disclosure/statements.ts";
import type { TenantTx } from "#db/doors.ts";
import { addRecord } from "#tests/support/add-record.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeCompany } from "#tests/support/sample-company.ts";

/** Serial numbers that no other test uses: the register is one for the installation. */
const certificates = (quantity: string) => ({
  type: "green_power_trade",
  registry: "Sample registry",
  serials: { first: `P${process.pid}A0001`, last: `P${process.pid}A0009` },
  contract: "",
  plant: "Sample wind farm",
  technology: "wind" as const,
  country: "CN",
  generation: { start: "2025-01-01", end: "2025-06-30" },
  quantity,
  unit: "MWh" as const,
  kgPerUnit: { CO2: "0" },
  cancelledOn: "2026-01-20",
  beneficiary: "Sample Works",
  statementFileId: null,
});

async function state(tx: TenantTx, actor: Actor, inventoryId: string, change: Partial<DisclosureStatements>) {
  const { version } = await getDisclosures(tx, actor.organizationId, inventoryId);
  await stateDisclosures(tx, actor, { inventoryId, basedOn: version, change });
}

onEachEngine(
  "plausibility checks",
  (engine) => {
    const inTenant = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);

    it("read the records, certificates and answers of the year", async () => {
      const { actor, inventory, sources } = await makeCompany(engine.doors);
      const { organizationId } = actor;
      const sourceId = sources.electricity!.id;
      const findings = () =>
        inTenant(actor, async (tx) => findImplausible(await loadPlausibility(tx, organizationId, inventory)));
      const kinds = async () => (await findings()).map(({ kind }) => kind);

      await inTenant(actor, async (tx) => {
        await addRecord(tx, actor, { sourceId, month: "2025-01", quantity: "2000" });
        const added = await addInstrument(tx, actor, certificates("9"));
        if ("faults" in added) throw new Error(JSON.stringify(added));
        const request = { instrumentId: added.id, sourceId, inventoryId: inventory.id, quantity: "1.5" };
        expect(await allocate(tx, actor, request)).toMatchObject({ quantity: "1.5", left: "7.5" });
      });
      // 2 MWh used, 1.5 of them covered, 7.5 of 9 MWh left.
      expect(await findings()).toContainEqual(
        expect.objectContaining({ kind: "certificates_above_use", left: "7.5", uncovered: "0.5" }),
      );
      expect(await kinds()).toContain("no_upstream");

      const { id: warehouse } = await inTenant(actor, (tx) =>
        addFacility(tx, actor, {
          nameEn: "Warehouse",
          nameZh: "仓库",
          country: "CN",
          gridRegion: "CN-JS",
          consolidationShare: "1",
        }),
      );
      // The company has answered for every facility.
      expect(await kinds()).not.toContain("no_electricity");
      await inTenant(actor, (tx) => state(tx, actor, inventory.id, { completeness: {} }));
      expect(await kinds()).toContain("no_electricity");
      const text = { en: "", zh: "" };
      const none = { state: "not_applicable", reason: "no_activity", why: text, tonnes: "", basis: text } as const;
      await inTenant(actor, (tx) =>
        state(tx, actor, inventory.id, { completeness: { purchased_electricity: { [warehouse]: none } } }),
      );
      expect(await kinds()).not.toContain("no_electricity");
    });

    it("compare the electricity of two whole years per unit of output", async () => {
      const { actor, inventory, sources } = await makeCompany(engine.doors);
      const { organizationId } = actor;
      const sourceId = sources.electricity!.id;
      const earlier = await inTenant(actor, (tx) =>
        openInventory(tx, actor, { start: "2024-01-01", end: "2024-12-31" }),
      );
      const output = {
        per: { en: "tonne of castings", zh: "吨铸件" },
        quantity: "10",
        source: { en: "Books", zh: "账册" },
      };
      await inTenant(actor, async (tx) => {
        for (let month = 1; month <= 12; month += 1) {
          const name = String(month).padStart(2, "0");
          await addRecord(tx, actor, { sourceId, month: `2025-${name}`, quantity: "3000" });
          await addRecord(tx, actor, { sourceId, month: `2024-${name}`, quantity: "2000" });
        }
        for (const { id } of [inventory, earlier]) await state(tx, actor, id, { intensity: output });
      });
      const found = await inTenant(actor, async (tx) =>
        findImplausible(await loadPlausibility(tx, organizationId, inventory)),
      );
      expect(found).toContainEqual({
        kind: "energy_per_output",
        per: { en: "tonne of castings", zh: "吨铸件" },
        now: "3600",
        before: "2400",
        change: "50.0",
      });
    });
  },
  "factor library",
);
