import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { type ActivityEntry, EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { addEmissionSource, listEmissionSources } from "#app/places/emission-source.server.ts";
import { addFacility } from "#app/places/facility/facility.server.ts";
import { listActivities, saveActivities } from "#app/records/activity.server.ts";
import { commitImport } from "#app/records/import/commit-import.server.ts";
import { performCheck } from "#app/records/import/import-check.server.ts";
import { getDraft } from "#app/records/import/import-draft.server.ts";
import { undoImport } from "#app/records/import/undo-import.server.ts";
import { proposeUpstream } from "#app/records/upstream/propose.server.ts";
import { findUpstream } from "#app/records/upstream/upstream.server.ts";
import { standingOf } from "#app/records/upstream/upstream.ts";
import { getRun } from "#app/runs/calculation.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeImportRoom } from "#tests/support/import-file.ts";
import { makeCompany, runNow, YEAR } from "#tests/support/sample-company.ts";

onEachEngine(
  "category 3 from scopes 1 and 2",
  (engine) => {
    const room = makeImportRoom();
    const inTenant = <T>(actor: Actor, work: Parameters<typeof engine.doors.withTenant<T>>[1]) =>
      engine.doors.withTenant(actor, work);
    const offer = (actor: Actor) => inTenant(actor, (tx) => findUpstream(tx, actor.organizationId, YEAR));

    async function record(actor: Actor, entries: Partial<ActivityEntry>[]): Promise<void> {
      const changes = entries.map((entry) => ({
        kind: "add" as const,
        recordId: randomUUID(),
        entry: { ...EMPTY_ENTRY, dataQuality: "measured", ...entry },
      }));
      const saved = await inTenant(actor, (tx) => saveActivities(tx, actor, YEAR, changes));
      expect(saved).toMatchObject({ ok: true });
    }

    async function make() {
      const { actor, inventory } = await makeCompany(engine.doors);
      await inTenant(actor, async (tx) => {
        const works = await addFacility(tx, actor, {
          nameEn: "Leicester works",
          nameZh: "",
          country: "GB",
          gridRegion: "GB",
          consolidationShare: "1",
        });
        const rest = { facilityId: works.id, nameZh: "", uncertainty: null };
        await addEmissionSource(tx, actor, {
          ...rest,
          nameEn: "Gas, heating",
          scope: 1,
          category: "stationary_combustion",
          unit: "kWh",
          factorSelection: { factorId: "uk-desnz.1_100_1004_6" },
        });
        await addEmissionSource(tx, actor, {
          ...rest,
          nameEn: "Electricity",
          scope: 2,
          category: "purchased_electricity",
          unit: "kWh",
          factorSelection: { method: "grid_average" },
        });
      });
      await record(actor, [
        { facility: "Leicester works", source: "Gas, heating", period: "2025-01", quantity: "0.1", unit: "kWh" },
        {
          facility: "Leicester works",
          source: "Gas, heating",
          period: "2025-01",
          quantity: "0.2",
          unit: "kWh",
          dataQuality: "estimated",
        },
        { facility: "Leicester works", source: "Electricity", period: "2025-02", quantity: "1200", unit: "kWh" },
        { facility: "一厂", source: "外购电力", period: "2025-01", quantity: "12.5", unit: "MWh" },
        { facility: "一厂", source: "天然气", period: "2025-01", quantity: "10", unit: "Nm3" },
      ]);
      const propose = async (keys: string[]) => {
        const asked = { inventoryId: inventory.id, keys, language: "en" as const };
        const taken = await proposeUpstream(engine.doors, actor, room, asked);
        if (!taken.ok) return taken.failure.code;
        const { jobId } = await inTenant(actor, (tx) => getDraft(tx, actor.organizationId, taken.draftId));
        await performCheck(engine.doors, room, { ...actor, jobId: jobId! });
        return taken.draftId;
      };
      const draftOf = (id: string) => inTenant(actor, (tx) => getDraft(tx, actor.organizationId, id));
      return { actor, inventory, propose, draftOf };
    }

    it("is proposed where the library has a paired factor, with exact sums and the reason elsewhere", async () => {
      const { actor } = await make();
      const { proposals, without } = await offer(actor);
      expect(proposals.map(({ name, factorId, sums }) => [name.en, factorId, sums])).toEqual([
        ["Upstream of Gas, heating", "uk-desnz.11_100_1004_6", [{ quantity: "0.3", unit: "kWh" }]],
        [
          "Grid losses, Electricity",
          "cn-mee-electricity-footprint.td-with-losses",
          [{ quantity: "12.5", unit: "MWh" }],
        ],
        ["Upstream of generation, Electricity", "uk-desnz.15_917_4000_5", [{ quantity: "1200", unit: "kWh" }]],
        ["Grid losses, Electricity", "uk-desnz.13_402_4000_5", [{ quantity: "1200", unit: "kWh" }]],
        ["Upstream of grid losses, Electricity", "uk-desnz.15_918_4000_5", [{ quantity: "1200", unit: "kWh" }]],
      ]);
      expect(proposals.every((one) => standingOf(one) === "new" && one.alsoIn === null)).toBe(true);
      expect(without.map(({ name, why }) => [name.en, why])).toEqual([["Natural gas", "no_pair"]]);
    });

    it("becomes sources and records once the import is committed, and counts in a calculation", async () => {
      const { actor, inventory, propose, draftOf } = await make();
      const keys = (await offer(actor)).proposals.map(({ key }) => key);
      const draftId = await propose(keys);
      expect(await draftOf(draftId)).toMatchObject({ state: "checked", counts: { add: 5, person: 0 } });
      const before = await inTenant(actor, (tx) => listEmissionSources(tx, actor.organizationId));
      expect(before.filter(({ scope, category }) => scope === 3 && category === "fuel_energy_related")).toEqual([]);

      expect(await commitImport(engine.doors, actor, draftId)).toMatchObject({ ok: true });
      const records = await inTenant(actor, (tx) => listActivities(tx, actor.organizationId, YEAR));
      const sources = await inTenant(actor, (tx) => listEmissionSources(tx, actor.organizationId));
      const gas = sources.find(({ name }) => name.en === "Upstream of Gas, heating")!;
      expect(records.find(({ sourceId }) => sourceId === gas.id)).toMatchObject({
        quantity: "0.3",
        dataQuality: "estimated",
        evidence: "As for Gas, heating",
      });
      const run = await inTenant(actor, async (tx) =>
        getRun(tx, actor.organizationId, await runNow(engine.doors, actor, inventory)),
      );
      expect(run.document.results!.issues).toEqual([]);
      const lines = run.document.activities.filter(({ category }) => category === "fuel_energy_related");
      expect(lines.map(({ factor }) => factor.split("@")[0]).sort()).toEqual(
        [...new Set(keys.map((key) => key.split(":")[1]))].sort(),
      );
      expect((await offer(actor)).proposals.map(standingOf)).toEqual(Array(5).fill("same"));
      expect(await propose(keys)).toBe("file_again");
    });

    it("is prepared once, even if the button is pressed twice", async () => {
      const { actor, propose, draftOf } = await make();
      const keys = (await offer(actor)).proposals.map(({ key }) => key);
      const draftId = await propose(keys);
      const { places } = await draftOf(draftId);
      expect(await propose(keys)).toBe(draftId);
      expect(await draftOf(draftId)).toMatchObject({ state: "checked", places, counts: { add: 5, person: 0 } });
      expect(await commitImport(engine.doors, actor, draftId)).toMatchObject({ ok: true });
    });

    it("is gone when the import is undone", async () => {
      const { actor, propose } = await make();
      const draftId = await propose((await offer(actor)).proposals.map(({ key }) => key));
      await commitImport(engine.doors, actor, draftId);
      await inTenant(actor, (tx) => undoImport(tx, actor, draftId, { corrected: "keep" }));
      const sources = await inTenant(actor, (tx) => listEmissionSources(tx, actor.organizationId));
      expect(sources.filter(({ category }) => category === "fuel_energy_related")).toEqual([]);
      expect((await offer(actor)).proposals.map(standingOf)).toEqual(Array(5).fill("new"));
    });

    it("changes its records when those of scopes 1 and 2 have changed", async () => {
      const { actor, propose, draftOf } = await make();
      const find = async () =>
        (await offer(actor)).proposals.find(({ name }) => name.en === "Upstream of Gas, heating")!;
      await commitImport(engine.doors, actor, await propose([(await find()).key]));
      await record(actor, [
        { facility: "Leicester works", source: "Gas, heating", period: "2025-01", quantity: "4.7", unit: "kWh" },
        { facility: "Leicester works", source: "Gas, heating", period: "2025-03", quantity: "1", unit: "kWh" },
      ]);
      const found = await find();
      expect([standingOf(found), found.sums, found.recorded]).toEqual([
        "differs",
        [{ quantity: "6", unit: "kWh" }],
        [{ quantity: "0.3", unit: "kWh" }],
      ]);
      const draftId = await propose([found.key]);
      expect((await draftOf(draftId)).counts).toMatchObject({ add: 1, change: 1, skip: 0, person: 0 });
      await commitImport(engine.doors, actor, draftId);
      expect(standingOf(await find())).toBe("same");
    });

    it("names a source that has the factor already", async () => {
      const { actor } = await make();
      const [gas] = (await offer(actor)).proposals;
      await inTenant(actor, (tx) =>
        addEmissionSource(tx, actor, {
          facilityId: gas!.facilityId,
          nameEn: "Gas supply",
          nameZh: "",
          scope: 3,
          category: "fuel_energy_related",
          unit: "kWh",
          factorSelection: { factorId: gas!.factorId },
          uncertainty: null,
        }),
      );
      expect((await offer(actor)).proposals.map(({ alsoIn }) => alsoIn?.en ?? null)).toEqual([
        "Gas supply",
        ...Array(4).fill(null),
      ]);
    });
  },
  "factor library",
);
