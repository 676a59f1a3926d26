import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { convertBillRows, offerBillConversions } from "#app/evidence/waiting-bills.server.ts";
import { addEmissionSource } from "#app/places/emission-source.server.ts";
import { listActivities } from "#app/records/activity.server.ts";
import { commitImport } from "#app/records/import/commit-import.server.ts";
import { convertRows, offerConversions } from "#app/records/import/convert-rows.server.ts";
import { performCheck, startCheck } from "#app/records/import/import-check.server.ts";
import { getDraft } from "#app/records/import/import-draft.server.ts";
import type { ConversionView } from "#app/records/import/import-view.ts";
import { decideRows, undoFix } from "#app/records/import/mend-rows.server.ts";
import { benchOf } from "#app/records/import/rework-rows.server.ts";
import { takeImportFile } from "#app/records/import/take-import-file.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { incoming, makeImportRoom } from "#tests/support/import-file.ts";
import { makeCompany, YEAR } from "#tests/support/sample-company.ts";

const FILE = [
  "facility,source,period,quantity,unit,note",
  "Plant A,Billed gas,2025-01,3120,m³,meter 7",
  "Plant A,Billed gas,2025-02,0.2,万立方米,",
  "Plant A,Billed gas,2025-03,50,L of beer,",
].join("\n");

onEachEngine(
  "units of an import",
  (engine) => {
    const room = makeImportRoom();
    async function check(
      { nameEn, factorId } = { nameEn: "Billed gas", factorId: "cn-gbt-32151-22-fuels.natural-gas" },
      text = FILE,
    ) {
      const { actor, inventory, sources } = await makeCompany(engine.doors);
      await engine.doors.withTenant(actor, (tx) =>
        addEmissionSource(tx, actor, {
          facilityId: sources.gas!.facilityId,
          nameEn,
          nameZh: "",
          uncertainty: null,
          scope: 1,
          category: "stationary_combustion",
          unit: "GJ",
          factorSelection: { factorId },
        }),
      );
      const taken = await takeImportFile(engine.doors, actor, room, {
        file: incoming(text, "gas.csv"),
        inventoryId: inventory.id,
      });
      if (!taken.ok) throw new Error(taken.failure.code);
      const jobId = await engine.doors.withTenant(actor, (tx) => startCheck(tx, actor, taken.draftId));
      await performCheck(engine.doors, room, { ...actor, jobId });
      const look = () =>
        engine.doors.withTenant(actor, async (tx) => {
          const draft = await getDraft(tx, actor.organizationId, taken.draftId);
          return { counts: draft.counts, offers: await offerConversions(tx, await benchOf(tx, draft), "en") };
        });
      return { actor, draftId: taken.draftId, look };
    }

    it("are converted by a published value for all rows at once, with the original amount in the note", async () => {
      const { actor, draftId, look } = await check();
      const before = await look();
      expect(before.counts).toMatchObject({ add: 0, person: 3 });
      expect(before.offers).toMatchObject([{ from: "m3", reference: expect.stringContaining("natural-gas") }]);
      const [{ reference, from }] = before.offers as [ConversionView];

      await convertRows(engine.doors, actor, draftId, { reference: "other@1", from, locale: "en" });
      expect((await look()).counts).toMatchObject({ add: 0, person: 3 });
      await convertRows(engine.doors, actor, draftId, { reference, from, locale: "en" });
      // A unit that no published value converts stays open.
      expect(await look()).toMatchObject({ counts: { add: 2, person: 1 }, offers: [] });
      await decideRows(engine.doors, actor, draftId, {
        rows: { code: "unit_unknown" },
        decision: "leave_out",
        note: "x",
      });
      await commitImport(engine.doors, actor, draftId);
      const records = await engine.doors.withTenant(actor, (tx) => listActivities(tx, actor.organizationId, YEAR));
      // 389.31 GJ for 10,000 m³.
      expect(records.map(({ quantity, unit }) => [quantity, unit])).toEqual([
        ["121.46472", "GJ"],
        ["77.862", "GJ"],
      ]);
      expect(records[0]!.note).toMatch(/^meter 7 .*3,120/);
    });

    it("are as in the file again after one undo", async () => {
      const { actor, draftId, look } = await check();
      const [{ reference, from }] = (await look()).offers as [ConversionView];
      await convertRows(engine.doors, actor, draftId, { reference, from, locale: "en" });
      const editId = await engine.doors.withTenant(actor, async (tx) => {
        const rows = await tx.selectFrom("import_row").select("edits").where("import_id", "=", draftId).execute();
        const ids = rows.flatMap(({ edits }) => ((edits ?? []) as { id: string }[]).map(({ id }) => id));
        expect([ids.length, new Set(ids).size]).toEqual([6, 1]);
        return ids[0]!;
      });
      await undoFix(engine.doors, actor, draftId, editId);
      expect(await look()).toMatchObject({ counts: { add: 0, person: 3 }, offers: [{ reference, from }] });
    });

    it("are converted from litres with the density of UK fuel, as an assumption that the note states", async () => {
      const { actor, draftId, look } = await check(
        { nameEn: "Truck diesel", factorId: "cn-ndrc-industry-fuels.diesel" },
        "facility,source,period,quantity,unit,note\nPlant A,Truck diesel,2025-01,1000,升,0号柴油\n",
      );
      const before = await look();
      expect(before.counts).toMatchObject({ add: 0, person: 1 });
      const [offer] = before.offers as [ConversionView];
      expect(offer).toMatchObject({ from: "L", why: expect.stringMatching(/0\.8307 kg\/L.*2\.66155.*3203\.91143/s) });
      await convertRows(engine.doors, actor, draftId, { reference: offer.reference, from: offer.from, locale: "en" });
      await commitImport(engine.doors, actor, draftId);
      const [record] = await engine.doors.withTenant(actor, (tx) => listActivities(tx, actor.organizationId, YEAR));
      // 1,000 L × 0.8307 kg/L × 43.33 GJ/t
      expect(record).toMatchObject({ quantity: "35.994231", unit: "GJ", dataQuality: "calculated" });
      expect(record!.note).toMatch(/^0号柴油 .*0\.8307 kg\/L/s);
    });

    it("of a bill are converted like those of a file, with their data quality", async () => {
      const { actor, inventory, sources } = await makeCompany(engine.doors);
      const place = {
        facilityId: sources.gas!.facilityId,
        nameZh: "",
        uncertainty: null,
        scope: 1,
        unit: "GJ",
      } as const;
      const source = await engine.doors.withTenant(actor, (tx) =>
        addEmissionSource(tx, actor, {
          ...place,
          nameEn: "Truck diesel",
          category: "stationary_combustion",
          factorSelection: { factorId: "cn-ndrc-industry-fuels.diesel" },
        }),
      );
      const cells = { period: "2025-01", quantity: "1000", unit: "升", dataQuality: "measured", note: "Bill 1" };
      const row = { recordId: randomUUID(), sourceId: source.id, ...cells };
      const asked = { organizationId: actor.organizationId, inventoryId: inventory.id, locale: "en" as const };
      await engine.doors.withTenant(actor, async (tx) => {
        const [offer] = await offerBillConversions(tx, asked, [row]);
        expect(offer).toMatchObject({ from: "L" });
        const [converted] = await convertBillRows(tx, asked, [row], offer!);
        expect(converted).toMatchObject({ quantity: "35.994231", unit: "GJ", dataQuality: "calculated" });
        expect(converted!.note).toMatch(/^Bill 1 .*0\.8307 kg\/L/s);
        expect(await convertBillRows(tx, asked, [row], { reference: "other@1", from: "L" })).toEqual([row]);
      });
    });
  },
  "factor library",
);
