import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { allocate, listAllocations, releaseAllocations, sumAllocations } from "#app/instruments/allocation.server.ts";
import type { InstrumentContent } from "#app/instruments/contractual-instrument.ts";
import {
  addInstrument,
  getInstrument,
  listInstruments,
  withdrawInstrument,
} from "#app/instruments/instrument.server.ts";
import { stateVintageWindow } from "#app/instruments/vintage-window.server.ts";
import { addEmissionSource } from "#app/places/emission-source.server.ts";
import { addFacility } from "#app/places/facility/facility.server.ts";
import { getRun } from "#app/runs/calculation.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { addRecord } from "#tests/support/add-record.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { issueNow, makeCompany, makeKeys, runNow } from "#tests/support/sample-company.ts";

/** Serial numbers that no other test uses: the register is one for the installation. */
let series = 0;
const certificates = (extra: Partial<InstrumentContent> = {}): InstrumentContent => {
  series += 1;
  return {
    type: "green_power_trade",
    registry: "Sample registry",
    serials: { first: `S${process.pid}X${series}A0001`, last: `S${process.pid}X${series}A0003` },
    contract: "",
    plant: "Sample wind farm",
    technology: "wind",
    country: "CN",
    generation: { start: "2025-01-01", end: "2025-06-30" },
    quantity: "3",
    unit: "MWh",
    kgPerUnit: { CO2: "0" },
    cancelledOn: "2026-01-20",
    beneficiary: "Sample Works",
    statementFileId: null,
    ...extra,
  };
};

onEachEngine(
  "contractual instruments",
  (engine) => {
    const inTenant = <T>(actor: Actor, work: (tx: TenantTx) => Promise<T>) => engine.doors.withTenant(actor, work);

    /** A company with three months of electricity: 1,000, 2,000 and 500.5 kWh. */
    async function makeMeter() {
      const { actor, inventory, sources } = await makeCompany(engine.doors);
      const sourceId = sources.electricity!.id;
      await inTenant(actor, async (tx) => {
        for (const [month, quantity] of [
          ["2025-01", "1000"],
          ["2025-02", "2000"],
          ["2025-03", "500.5"],
        ] as const)
          await addRecord(tx, actor, { sourceId, month, quantity });
      });
      return { actor, inventory, sources, sourceId };
    }

    const add = async (actor: Actor, content = certificates()): Promise<string> => {
      const added = await inTenant(actor, (tx) => addInstrument(tx, actor, content));
      if ("faults" in added) throw new Error(JSON.stringify(added));
      return added.id;
    };

    it("cover records in the order of their days, and a calculation takes what they convey", async () => {
      const { actor, inventory, sourceId } = await makeMeter();
      const instrumentId = await add(actor);
      const request = { instrumentId, sourceId, inventoryId: inventory.id };
      const first = await inTenant(actor, (tx) => allocate(tx, actor, { ...request, quantity: "1.25" }));
      expect(first).toEqual({ records: 2, quantity: "1.25", left: "1.75" });
      const second = await inTenant(actor, (tx) => allocate(tx, actor, { ...request, quantity: null }));
      expect(second).toEqual({ records: 1, quantity: "1.75", left: "0" });
      const allocations = await inTenant(actor, (tx) => listAllocations(tx, actor.organizationId, instrumentId));
      expect(allocations.map(({ quantity, record }) => [record?.period.start, quantity])).toEqual([
        ["2025-01-01", "1"],
        ["2025-02-01", "0.25"],
        ["2025-02-01", "1.75"],
      ]);

      const runId = await runNow(engine.doors, actor, inventory);
      const { document } = await inTenant(actor, (tx) => getRun(tx, actor.organizationId, runId));
      expect(document.vintage).toEqual({ start: "2024-07-01", end: "2026-03-31" });
      const factor = document.factors.find(({ id }) => id === "instrument-1");
      expect(factor).toMatchObject({
        instrument: { quantity: "3", unit: "MWh", cancelledOn: "2026-01-20", market: "CN" },
      });
      const { issues, totals } = document.results!;
      expect(issues).toEqual([]);
      // 500.5 of 3,500.5 kWh stay with the grid or its residual mix.
      const claimed = document.activities.flatMap(({ market }) => market?.instruments ?? []);
      expect(claimed.map(({ quantity }) => quantity).sort()).toEqual(["0.25", "1", "1.75"]);
      expect(totals!.scope2.marketBased).not.toBe(totals!.scope2.locationBased);
    });

    it("are refused where they would be claimed twice: by sum, and by serial in the whole installation", async () => {
      const { actor, inventory, sourceId } = await makeMeter();
      const content = certificates();
      const instrumentId = await add(actor, content);
      const request = { instrumentId, sourceId, inventoryId: inventory.id };
      await inTenant(actor, (tx) => allocate(tx, actor, { ...request, quantity: "3" }));
      expect(await inTenant(actor, (tx) => allocate(tx, actor, { ...request, quantity: null }))).toEqual({
        fault: "nothing_left",
      });
      // Past the service, the database refuses it.
      const [covered] = await inTenant(actor, (tx) => listAllocations(tx, actor.organizationId, instrumentId));
      await expect(
        inTenant(actor, (tx) =>
          tx
            .insertInto("instrument_allocation")
            .values({
              tenant_id: actor.tenantId,
              organization_id: actor.organizationId,
              instrument_id: instrumentId,
              record_id: covered!.recordId,
              quantity: "0.000000000001",
              created_by: actor.userId,
            })
            .execute(),
        ),
      ).rejects.toThrow("instrument_claimed_twice");

      const { actor: stranger } = await makeCompany(engine.doors);
      const { first } = content.serials!;
      for (const claimant of [actor, stranger]) {
        const again = {
          ...content,
          registry: "SAMPLE REGISTRY",
          serials: { first: first.toLowerCase(), last: first },
          quantity: "1",
        };
        expect(await inTenant(claimant, (tx) => addInstrument(tx, claimant, again))).toEqual({
          faults: { serialFirst: "claimed_twice" },
        });
      }
      expect(await inTenant(stranger, (tx) => listInstruments(tx, stranger.organizationId))).toEqual([]);
      await expect(
        inTenant(stranger, (tx) => getInstrument(tx, stranger.organizationId, instrumentId)),
      ).rejects.toThrow("not_found");
    });

    it("can be withdrawn while they cover nothing, which frees their certificates", async () => {
      const { actor, inventory, sourceId } = await makeMeter();
      const content = certificates();
      const id = await add(actor, content);
      await inTenant(actor, (tx) =>
        allocate(tx, actor, { instrumentId: id, sourceId, inventoryId: inventory.id, quantity: "1" }),
      );
      const withdraw = () => inTenant(actor, (tx) => withdrawInstrument(tx, actor, { id, reason: "wrong numbers" }));
      expect(await withdraw()).toBe("still_allocated");
      const [one] = await inTenant(actor, (tx) => listAllocations(tx, actor.organizationId, id));
      await inTenant(actor, (tx) => releaseAllocations(tx, actor, { instrumentId: id, allocationIds: [one!.id] }));
      expect((await inTenant(actor, (tx) => sumAllocations(tx, actor.organizationId))).get(id)).toBeUndefined();
      expect(await withdraw()).toBeNull();
      expect(await withdraw()).toBe("already_withdrawn");
      expect(
        await inTenant(actor, (tx) =>
          allocate(tx, actor, { instrumentId: id, sourceId, inventoryId: inventory.id, quantity: "1" }),
        ),
      ).toEqual({ fault: "withdrawn" });
      expect(await add(actor, content)).not.toBe(id);
    });

    it("stay allocated while a report that uses them is in force", async () => {
      const { actor, inventory, sourceId } = await makeMeter();
      const instrumentId = await add(actor);
      await inTenant(actor, (tx) =>
        allocate(tx, actor, { instrumentId, sourceId, inventoryId: inventory.id, quantity: "1" }),
      );
      const runId = await runNow(engine.doors, actor, inventory);
      expect(await issueNow(engine.doors, await makeKeys(), actor, { runId })).toMatchObject({ ok: true });
      const [one] = await inTenant(actor, (tx) => listAllocations(tx, actor.organizationId, instrumentId));
      await expect(
        inTenant(actor, (tx) => releaseAllocations(tx, actor, { instrumentId, allocationIds: [one!.id] })),
      ).rejects.toMatchObject({ details: { reason: "allocation_reported" } });
    });

    it("are held to the window that the organization saved, by page, database and calculation", async () => {
      const { actor, inventory, sourceId } = await makeMeter();
      const early = await add(actor, certificates({ generation: { start: "2024-12-01", end: "2024-12-31" } }));
      const request = { sourceId, inventoryId: inventory.id, quantity: "1" };
      const cover = (instrumentId: string) =>
        inTenant(actor, (tx) => allocate(tx, actor, { ...request, instrumentId }));
      expect(await cover(early)).toMatchObject({ quantity: "1" });
      const state = (monthsBefore: number, basedOn: number) =>
        inTenant(actor, (tx) => stateVintageWindow(tx, actor, { monthsBefore, monthsAfter: 0, basedOn }));
      await state(0, 0);
      expect(await cover(early)).toEqual({ fault: "vintage" });
      const [allocation] = await inTenant(actor, (tx) => listAllocations(tx, actor.organizationId, early));
      const insert = () =>
        inTenant(actor, (tx) =>
          tx
            .insertInto("instrument_allocation")
            .values({
              tenant_id: actor.tenantId,
              organization_id: actor.organizationId,
              instrument_id: early,
              record_id: allocation!.recordId,
              quantity: "0.5",
              created_by: actor.userId,
            })
            .execute(),
        );
      await expect(insert()).rejects.toThrow("instrument_vintage");
      const runId = await runNow(engine.doors, actor, inventory);
      const { document } = await inTenant(actor, (tx) => getRun(tx, actor.organizationId, runId));
      expect(document.vintage).toEqual({ start: "2025-01-01", end: "2025-12-31" });
      expect(document.results!.issues.map(({ code }) => code)).toEqual(["instrument_vintage"]);
      await state(1, 1);
      await insert();
      await expect(state(7, 2)).rejects.toThrow("months_before");
    });

    it("do not cover a meter of another market, another vintage or without energy", async () => {
      const { actor, inventory, sources, sourceId } = await makeMeter();
      const london = await inTenant(actor, async (tx) => {
        const office = await addFacility(tx, actor, {
          nameEn: "London office",
          nameZh: "",
          country: "GB",
          gridRegion: "GB",
          consolidationShare: "1",
        });
        const source = await addEmissionSource(tx, actor, {
          facilityId: office.id,
          nameEn: "Office electricity",
          nameZh: "",
          scope: 2,
          category: "purchased_electricity",
          unit: "kWh",
          factorSelection: { method: "grid_average" },
          uncertainty: null,
        });
        await addRecord(tx, actor, { sourceId: source.id, month: "2025-01", quantity: "10" });
        return source.id;
      });
      const steam = await inTenant(actor, (tx) =>
        addEmissionSource(tx, actor, {
          facilityId: sources.gas!.facilityId,
          nameEn: "Steam",
          nameZh: "",
          scope: 2,
          category: "purchased_steam",
          unit: "GJ",
          factorSelection: {},
          uncertainty: null,
        }),
      );
      const instrumentId = await add(actor);
      const old = await add(actor, certificates({ generation: { start: "2024-06-30", end: "2024-12-31" } }));
      const faultOf = (id: string, meter: string) =>
        inTenant(actor, (tx) =>
          allocate(tx, actor, { instrumentId: id, sourceId: meter, inventoryId: inventory.id, quantity: null }),
        );
      expect(await faultOf(instrumentId, london)).toEqual({ fault: "other_market" });
      expect(await faultOf(old, sourceId)).toEqual({ fault: "vintage" });
      expect(await faultOf(instrumentId, sources.gas!.id)).toEqual({ fault: "source_not_energy" });
      expect(await faultOf(instrumentId, steam.id)).toEqual({ fault: "source_not_electricity" });
    });

    it.each<[fault: Record<string, string>, extra: Partial<InstrumentContent>]>([
      [{ cancelledOn: "not_cancelled" }, { cancelledOn: null }],
      [{ cancelledOn: "date_future" }, { cancelledOn: "2999-01-01" }],
      [{ quantity: "serials_too_few" }, { quantity: "3.001" }],
      [{ serialLast: "serials_no_range" }, { serials: { first: "A1", last: "B2" } }],
      [{ country: "country_other_market" }, { country: "GB" }],
      [{ registry: "registry_missing" }, { registry: "" }],
      [{ ch4: "biomass_gases", n2o: "biomass_gases", biogenicCo2: "biomass_gases" }, { technology: "biomass" }],
      [{ contract: "contract_missing" }, { type: "direct_line", serials: null, registry: "" }],
    ])("are refused with %j", async (faults, extra) => {
      const { actor } = await makeCompany(engine.doors);
      expect(await inTenant(actor, (tx) => addInstrument(tx, actor, certificates(extra)))).toEqual({ faults });
    });
  },
  "factor library",
);
