import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { SAMPLE_FACILITIES, SAMPLE_POLICY, SAMPLE_SOURCES } from "#app/cli/sample-organization.ts";
import { canonicalJson } from "#app/encoding/canonical-json.ts";
import { openInventory } from "#app/organization/inventory.server.ts";
import { addEmissionSource, listEmissionSources } from "#app/places/emission-source.server.ts";
import { addFacility, listFacilities } from "#app/places/facility/facility.server.ts";
import { listActivities } from "#app/records/activity.server.ts";
import { commitImport } from "#app/records/import/commit-import.server.ts";
import { importAtOnce } from "#app/records/import/import-at-once.server.ts";
import { performCheck, startCheck } from "#app/records/import/import-check.server.ts";
import { getDraft } from "#app/records/import/import-draft.server.ts";
import {
  listUnknownFacilities,
  placesOfDraft,
  planFacility,
  planSource,
  unplan,
} from "#app/records/import/import-places.server.ts";
import { listDescriptions } from "#app/records/import/import-view.server.ts";
import { checkOpenRows, checkRowsOfSources, fixCell } from "#app/records/import/mend-rows.server.ts";
import { benchOf } from "#app/records/import/rework-rows.server.ts";
import { takeImportFile } from "#app/records/import/take-import-file.server.ts";
import { undoImport } from "#app/records/import/undo-import.server.ts";
import { getRun } from "#app/runs/calculation.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { incoming, makeImportRoom } from "#tests/support/import-file.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { runNow, YEAR } from "#tests/support/sample-company.ts";
import { stateFactorPolicy } from "#tests/support/save-now.ts";

const SAMPLE = readFileSync(new URL("../../public/samples/activities-2025.csv", import.meta.url), "utf8");
const HEAD = "facility,source,period,quantity,unit";
const csv = (...rows: string[]) => `${[HEAD, ...rows].join("\r\n")}\r\n`;
const PLANT = { country: "CN", subdivision: "CN-JS", gridRegion: "CN-JS", consolidationShare: "1" };
const POWER = { factor: "grid_average", via: "", category: "purchased_electricity", unit: "kWh" };

onEachEngine(
  "facilities and sources that a file names",
  (engine) => {
    const room = makeImportRoom();
    const inTenant = <T>(actor: Actor, work: Parameters<typeof engine.doors.withTenant<T>>[1]) =>
      engine.doors.withTenant(actor, work);
    async function make() {
      const actor = await makeTenant(engine.doors);
      const inventory = await inTenant(actor, async (tx) => {
        await stateFactorPolicy(tx, actor, SAMPLE_POLICY);
        return openInventory(tx, actor, YEAR);
      });
      const draft = (id: string) => inTenant(actor, (tx) => getDraft(tx, actor.organizationId, id));
      const checked = async (content: string) => {
        const taken = await takeImportFile(engine.doors, actor, room, {
          file: incoming(content),
          inventoryId: inventory.id,
        });
        if (!taken.ok) throw new Error(taken.failure.code);
        const jobId = await inTenant(actor, (tx) => startCheck(tx, actor, taken.draftId));
        await performCheck(engine.doors, room, { ...actor, jobId });
        return taken.draftId;
      };
      const unknown = (id: string) =>
        inTenant(actor, async (tx) => {
          const found = await getDraft(tx, actor.organizationId, id);
          return listUnknownFacilities(tx, found, await placesOfDraft(tx, found));
        });
      const descriptions = (id: string) =>
        inTenant(actor, async (tx) =>
          listDescriptions(tx, await benchOf(tx, await getDraft(tx, actor.organizationId, id))),
        );
      const place = async (id: string, nameEn: string, nameZh = "", rest = PLANT) => {
        await inTenant(actor, (tx) => planFacility(tx, actor, id, { nameEn, nameZh, ...rest }));
        await checkOpenRows(engine.doors, actor, id);
      };
      const mean = async (id: string, text: string, offer: typeof POWER) => {
        const [said] = (await descriptions(id)).filter((one) => one.text === text);
        await inTenant(actor, (tx) => planSource(tx, actor, id, { said: said!, meant: offer }));
        await checkOpenRows(engine.doors, actor, id);
      };
      const commit = (id: string) => commitImport(engine.doors, actor, id);
      const undo = (id: string) => inTenant(actor, (tx) => undoImport(tx, actor, id, { corrected: "take" }));
      const places = () =>
        inTenant(actor, async (tx) => ({
          facilities: (await listFacilities(tx, actor.organizationId)).map(({ name }) => name.en || name.zh),
          sources: (await listEmissionSources(tx, actor.organizationId)).map(({ name }) => name.en || name.zh),
        }));
      return { actor, inventory, draft, checked, unknown, descriptions, place, mean, commit, undo, places };
    }

    /** The lines of the company's inventory. */
    const linesOf = async (company: Pick<Awaited<ReturnType<typeof make>>, "actor" | "inventory">) => {
      const runId = await runNow(engine.doors, company.actor, company.inventory);
      const { document } = await inTenant(company.actor, (tx) => getRun(tx, company.actor.organizationId, runId));
      const resultOf = new Map(document.results!.lines.map(({ activity, ...result }) => [activity, result]));
      const lines = document.activities.map(({ id, category, period }) => ({ category, period, ...resultOf.get(id)! }));
      return lines.sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
    };

    it("are created with the shipped sample in an empty organization, and its figures are those of the sample company", async () => {
      const company = await make();
      const id = await company.checked(SAMPLE);
      expect((await company.draft(id)).counts).toMatchObject({ add: 0, person: 324 });
      const unknown = await company.unknown(id);
      expect(unknown.map(({ text }) => text).sort()).toEqual(
        Object.values(SAMPLE_FACILITIES)
          .map((one) => one.nameEn)
          .sort(),
      );
      for (const { nameEn, ...rest } of Object.values(SAMPLE_FACILITIES)) {
        await company.place(id, nameEn, "", { ...rest, subdivision: "" });
      }
      expect(await company.descriptions(id)).toHaveLength(SAMPLE_SOURCES.length);
      for (const { facility, nameEn, category, unit, factor } of SAMPLE_SOURCES) {
        const said = (await company.descriptions(id)).find(({ text }) => text === nameEn);
        // Another description with the same words is already assigned to the source.
        if (!said) throw new Error(`${facility}: ${nameEn}`);
        const offer = { factor: factor.factorId ?? "grid_average", via: factor.via?.[0] ?? "", category, unit };
        await inTenant(company.actor, (tx) => planSource(tx, company.actor, id, { said, meant: offer }));
        await checkOpenRows(engine.doors, company.actor, id);
      }
      expect((await company.draft(id)).counts).toMatchObject({ add: 324, person: 0 });
      expect(await company.places()).toEqual({ facilities: [], sources: [] });
      expect(await company.commit(id)).toEqual({ ok: true });
      const records = await inTenant(company.actor, (tx) => listActivities(tx, company.actor.organizationId, YEAR));
      expect(records).toHaveLength(324);

      const sample = await make();
      await inTenant(sample.actor, async (tx) => {
        const ids = new Map<string, string>();
        for (const [key, facility] of Object.entries(SAMPLE_FACILITIES)) {
          ids.set(key, (await addFacility(tx, sample.actor, facility)).id);
        }
        for (const { facility, factor, uncertainty: _, ...source } of SAMPLE_SOURCES) {
          const input = { ...source, facilityId: ids.get(facility)!, factorSelection: factor, uncertainty: null };
          await addEmissionSource(tx, sample.actor, input);
        }
      });
      await importAtOnce(engine.doors, sample.actor, room, {
        file: incoming(SAMPLE),
        inventoryId: sample.inventory.id,
      });
      const lines = await linesOf(company);
      // The machine tools use prices of 2022. The sample company pins that release, but factor suggestions don't.
      const rest = (await linesOf(sample)).filter(({ category }) => category !== "capital_goods");
      expect(rest).toHaveLength(312);
      expect(lines).toEqual(rest);
    });

    it("compare by normalized names, and similar names are suggested but never merged", async () => {
      const { actor, checked, unknown, descriptions, draft } = await make();
      await inTenant(actor, (tx) => addFacility(tx, actor, { nameEn: "Suzhou Plant", nameZh: "苏州１号厂", ...PLANT }));
      const id = await checked(
        csv(
          "ｓｕｚｈｏｕ　plant,Power,2025-01,1,kWh",
          "苏州1号厂,电,2025-01,２,kWh",
          ",,,,",
          "Suzhou Plnat,Power,2025-01,3,kWh",
          "苏州2号厂,电,2025-01,4,kWh",
        ),
      );
      const found = await unknown(id);
      expect(found.map(({ text, near }) => [text, near.map(({ name }) => name.en)])).toEqual([
        ["Suzhou Plnat", ["Suzhou Plant"]],
        ["苏州2号厂", []],
      ]);
      expect((await descriptions(id)).map(({ text, rows }) => [text, rows])).toEqual([
        ["Power", 1],
        ["电", 1],
      ]);
      expect((await draft(id)).counts).toMatchObject({ add: 0, person: 4 });
    });

    it("are removed by an undo if nothing else uses them, and can be imported again", async () => {
      const { actor, checked, place, mean, commit, undo, places } = await make();
      const rows = csv("苏州一厂,电费,2025-01,10,kWh", "苏州一厂,电费,2025-02,11,kWh");
      const bringIn = async (content: string) => {
        const id = await checked(content);
        await place(id, "", "苏州一厂");
        await mean(id, "电费", POWER);
        expect(await commit(id)).toEqual({ ok: true });
        return id;
      };
      const first = await bringIn(rows);
      expect(await places()).toEqual({ facilities: ["苏州一厂"], sources: ["电费"] });
      await undo(first);
      expect(await places()).toEqual({ facilities: [], sources: [] });
      const second = await bringIn(rows);
      await inTenant(actor, async (tx) => {
        const [facility] = await listFacilities(tx, actor.organizationId);
        const [source] = await listEmissionSources(tx, actor.organizationId);
        const { id: _, name, ...rest } = source!;
        await addEmissionSource(tx, actor, {
          ...rest,
          facilityId: facility!.id,
          nameEn: "Other meter",
          nameZh: name.en,
        });
      });
      await undo(second);
      expect(await places()).toEqual({ facilities: ["苏州一厂"], sources: ["Other meter"] });
    });

    it("are the existing ones if someone created them in the meantime", async () => {
      const { actor, checked, place, mean, commit, places, draft } = await make();
      const id = await checked(csv("Plant B,Power,2025-01,10,kWh"));
      await place(id, "Plant B");
      await mean(id, "Power", POWER);
      await inTenant(actor, (tx) => addFacility(tx, actor, { nameEn: "plant  b", nameZh: "", ...PLANT }));
      expect(await commit(id)).toEqual({ ok: true });
      expect(await places()).toEqual({ facilities: ["plant  b"], sources: ["Power"] });
      expect((await draft(id)).state).toBe("done");
    });

    it("can be removed again, and corrections stay when rows are checked after a source was added", async () => {
      const { actor, checked, place, mean, draft, descriptions } = await make();
      const id = await checked(csv("Plant B,Power,2025-01,1O,kWh", "Plant B,Gas,2025-02,11,kWh"));
      await place(id, "Plant B");
      await mean(id, "Power", POWER);
      await fixCell(engine.doors, actor, id, { number: 1, field: "quantity", text: "10", raw: "1O", isForAll: false });
      expect((await draft(id)).counts).toMatchObject({ add: 1, person: 1 });
      await mean(id, "Gas", { ...POWER, factor: "uk-desnz.1_100_1004_6", category: "stationary_combustion" });
      expect((await draft(id)).counts).toMatchObject({ add: 2, person: 0 });
      const { sources } = (await draft(id)).places;
      const gas = sources.find(({ name }) => name.en === "Gas")!;
      const gone = await inTenant(actor, (tx) => unplan(tx, actor, id, gas.id));
      await checkRowsOfSources(engine.doors, actor, id, gone);
      expect((await draft(id)).counts).toMatchObject({ add: 1, person: 1 });
      expect((await descriptions(id)).map(({ text }) => text)).toEqual(["Gas"]);
    });
  },
  "factor library",
);
