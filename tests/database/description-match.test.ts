import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { dimensionOf, type UnitCode } from "#app/carbon/unit/unit.ts";
import { latestInventory } from "#app/organization/inventory.server.ts";
import { listEmissionSources, removeEmissionSource } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { forgetMatch, listRemembered, rememberMatch } from "#app/records/description-match.server.ts";
import { commitImport } from "#app/records/import/commit-import.server.ts";
import { performCheck, startCheck } from "#app/records/import/import-check.server.ts";
import { getDraft } from "#app/records/import/import-draft.server.ts";
import { listDescriptions, listUsedMatches } from "#app/records/import/import-view.server.ts";
import { checkOpenRows, readForgottenAgain } from "#app/records/import/mend-rows.server.ts";
import { benchOf } from "#app/records/import/rework-rows.server.ts";
import { takeImportFile } from "#app/records/import/take-import-file.server.ts";
import { loadMatchContext, matchWithCandidates, suggestFactors } from "#app/sources/factor-match.server.ts";
import { addSourceFromFactor } from "#app/sources/source-from-factor.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { incoming, makeImportRoom } from "#tests/support/import-file.ts";
import { makeCompany } from "#tests/support/sample-company.ts";

const HEAD = "facility,source,period,quantity,unit";
const fileOf = (...lines: string[]) => `${[HEAD, ...lines].join("\n")}\n`;

onEachEngine(
  "matching descriptions",
  (engine) => {
    const inTenant = <T>(actor: Actor, work: Parameters<typeof engine.doors.withTenant<T>>[1]) =>
      engine.doors.withTenant(actor, work);
    const room = makeImportRoom();
    /** The descriptions of a draft at this moment. */
    const look = (actor: Actor, draftId: string) =>
      inTenant(actor, async (tx) => {
        const bench = await benchOf(tx, await getDraft(tx, actor.organizationId, draftId));
        const descriptions = await listDescriptions(tx, bench);
        return { draftId, counts: bench.draft.counts, descriptions, remembered: await listUsedMatches(tx, draftId) };
      });
    const check = async (actor: Actor, content: string) => {
      const inventory = await inTenant(actor, (tx) => latestInventory(tx, actor.organizationId));
      const taken = await takeImportFile(engine.doors, actor, room, {
        file: incoming(content, "ledger.csv"),
        inventoryId: inventory!.id,
      });
      if (!taken.ok) throw new Error(taken.failure.code);
      const jobId = await inTenant(actor, (tx) => startCheck(tx, actor, taken.draftId));
      await performCheck(engine.doors, room, { ...actor, jobId });
      return look(actor, taken.draftId);
    };
    const sourceNamed = (actor: Actor, en: string) =>
      inTenant(actor, async (tx) => {
        const sources = await listEmissionSources(tx, actor.organizationId);
        return sources.find(({ name }) => name.en === en)!;
      });
    const ledger = fileOf(
      "Plant A,一月电费,2025-01,100,kWh",
      "Plant A,一月电费,2025-02,90,kWh",
      "Plant A,柴油,2025-01,5,L",
    );

    it("collects descriptions without a source, and imports none of their rows", async () => {
      const { actor } = await makeCompany(engine.doors);
      const { draftId, descriptions, remembered, counts } = await check(actor, ledger);
      expect(descriptions.map(({ text, unit, rows }) => [text, unit, rows])).toEqual([
        ["一月电费", "kWh", 2],
        ["柴油", "L", 1],
      ]);
      expect(remembered).toEqual([]);
      expect(counts).toMatchObject({ add: 0, person: 3 });
      await expect(commitImport(engine.doors, actor, draftId)).rejects.toMatchObject({ code: "conflict" });
    });

    it("offers the organization's source first, then the library, each with confidence and reason", async () => {
      const { actor } = await makeCompany(engine.doors);
      const [power, diesel] = await inTenant(actor, async (tx) => {
        const context = await loadMatchContext(tx, actor.organizationId, "zh");
        const [facility] = await listFacilities(tx, actor.organizationId);
        const match = async (text: string, unit: string) =>
          (await matchWithCandidates(tx, context, facility!, { text, unit })).candidates;
        return [await match("一月电费", "kWh"), await match("柴油", "L")];
      });
      expect(power?.[0]).toMatchObject({ confidence: "high", target: { kind: "source", name: { en: "Electricity" } } });
      expect(power?.[0]?.reasons.map(({ kind }) => kind)).toContain("synonym");
      expect(diesel?.[0]?.target).toMatchObject({ kind: "factor", category: "mobile_combustion", unit: "L" });
      expect(diesel?.every(({ confidence }) => confidence !== "high")).toBe(true);
    });

    it.each([
      ["焦炉煤气", "Nm3", /Coke oven gas/],
      ["LNG", "t", /LNG/],
      ["LNG", "Nm3", null],
      ["LPG", "t", /LPG/],
      ["diesel", "t", /Diesel/],
      ["blast furnace gas", "Nm3", /Blast furnace gas/],
    ])("offers %s in %s through a heating value of the same fuel only", async (text, unit, fuel) => {
      const { actor } = await makeCompany(engine.doors);
      const offers = await inTenant(actor, async (tx) => {
        const context = await loadMatchContext(tx, actor.organizationId, "en");
        const [facility] = await listFacilities(tx, actor.organizationId);
        return (await matchWithCandidates(tx, context, facility!, { text, unit })).candidates.flatMap(({ target }) =>
          target.kind === "factor" ? [target] : [],
        );
      });
      const through = offers.filter(({ viaName }) => viaName !== null);
      expect(fuel === null || through.some(({ viaName }) => fuel.test(viaName!.en))).toBe(true);
      const thing = (name: string) => name.split(" · ").at(-1);
      expect(through.filter(({ name, viaName }) => thing(name.en) !== thing(viaName!.en))).toEqual([]);
      expect(offers.filter((one) => one.unit !== unit && dimensionOf(one.unit as UnitCode) !== "mass")).toEqual([]);
    });

    it("applies saved matches to the next file, shows them, and deletes them on request", async () => {
      const { actor } = await makeCompany(engine.doors);
      const power = await sourceNamed(actor, "Electricity");
      const { facilityId } = power;
      const { draftId } = await check(actor, ledger);
      const made = await inTenant(actor, async (tx) => {
        const offer = { facilityId, name: "柴油", category: "stationary_combustion", unit: "L", via: "" };
        const source = await addSourceFromFactor(tx, actor, { ...offer, factor: "uk-desnz.1_101_1011_8" });
        await rememberMatch(tx, actor, { facilityId, text: "一月电费", unit: "kWh", sourceId: power.id });
        return source;
      });
      expect(made.name).toEqual({ en: "", zh: "柴油" });
      // A saved match also applies to the open rows.
      await checkOpenRows(engine.doors, actor, draftId);
      const known = await look(actor, draftId);
      expect(known).toMatchObject({ descriptions: [], counts: { add: 3, person: 0 } });
      expect(known.remembered).toMatchObject([{ text: "一月电费", unit: "kwh", rows: 2, sourceId: power.id }]);
      // The same words with another unit have no match.
      expect((await check(actor, fileOf("Plant A,一月电费,2025-03,1,MWh"))).descriptions).toHaveLength(1);
      expect((await check(actor, fileOf("Plant A, 一月电费 ,2025-03,1,ＫＷｈ"))).remembered).toHaveLength(1);
      const { matchId } = known.remembered[0]!;
      await inTenant(actor, (tx) => forgetMatch(tx, actor, matchId));
      await readForgottenAgain(engine.doors, actor, draftId, matchId);
      expect((await look(actor, draftId)).counts).toMatchObject({ add: 1, person: 2 });
      expect((await check(actor, fileOf("Plant A,一月电费,2025-03,1,kWh"))).descriptions).toHaveLength(1);
    });

    it("states what a line is and what is needed, and offers nothing for a payment without emissions", async () => {
      const { actor } = await makeCompany(engine.doors);
      const [fuelCard, wages] = await inTenant(actor, async (tx) => {
        const context = await loadMatchContext(tx, actor.organizationId, "zh");
        const [facility] = await listFacilities(tx, actor.organizationId);
        const match = (text: string, unit: string) => matchWithCandidates(tx, context, facility!, { text, unit });
        return [await match("加油卡充值", "元"), await match("12月工资", "元")];
      });
      expect(fuelCard?.reading).toMatchObject({ category: "mobile_combustion", isNothing: false });
      expect(fuelCard?.reading.needs).toContain("physical_quantity");
      expect(wages).toEqual({ reading: { category: null, isNothing: true, needs: [] }, candidates: [] });
    });

    it("offers what the organization chose for a line of the same thing, and never what another tenant chose", async () => {
      const { actor } = await makeCompany(engine.doors);
      const { actor: other } = await makeCompany(engine.doors);
      const match = (whose: Actor, text: string) =>
        inTenant(whose, async (tx) => {
          const context = await loadMatchContext(tx, whose.organizationId, "zh");
          const power = context.sources.find(({ name }) => name.en === "Electricity")!;
          const facility = context.facilities.find(({ id }) => id === power.facilityId)!;
          // The choices of the first organization are asked for by both.
          const chosen = await listRemembered(tx, actor.organizationId);
          return (await matchWithCandidates(tx, context, facility, { text, unit: "升", chosen })).candidates;
        });
      const isChosen = (candidates: Awaited<ReturnType<typeof match>>) =>
        candidates.some(({ reasons }) => reasons.some(({ kind }) => kind === "chosen"));
      expect(isChosen(await match(actor, "0号柴油 货车"))).toBe(false);
      const sourceId = await inTenant(actor, async (tx) => {
        const { facilityId } = (await listEmissionSources(tx, actor.organizationId)).find(
          ({ name }) => name.en === "Electricity",
        )!;
        const offer = { facilityId, name: "柴油", category: "mobile_combustion", unit: "L", via: "" };
        const source = await addSourceFromFactor(tx, actor, { ...offer, factor: "uk-desnz.1_101_1011_8" });
        await rememberMatch(tx, actor, { facilityId, text: "柴油（叉车）", unit: "升", sourceId: source.id });
        return source.id;
      });
      const [first] = await match(actor, "0号柴油 货车");
      expect(first?.target).toMatchObject({ kind: "source", id: sourceId });
      expect(first?.reasons).toMatchObject([{ kind: "chosen", typed: "柴油(叉车)" }]);
      expect(isChosen(await match(actor, "汽油"))).toBe(false);
      expect(isChosen(await match(other, "0号柴油 货车"))).toBe(false);
    });

    it("replaces a match, and removes it with its source", async () => {
      const { actor } = await makeCompany(engine.doors);
      const [power, gas] = [await sourceNamed(actor, "Electricity"), await sourceNamed(actor, "Natural gas")];
      const say = (sourceId: string) =>
        inTenant(actor, (tx) =>
          rememberMatch(tx, actor, { facilityId: power.facilityId, text: "账单", unit: "", sourceId }),
        );
      await say(power.id);
      if (gas.facilityId === power.facilityId) await say(gas.id);
      const list = () => inTenant(actor, (tx) => listRemembered(tx, actor.organizationId));
      expect(await list()).toHaveLength(1);
      const last = (await list())[0]!.sourceId;
      await inTenant(actor, (tx) => removeEmissionSource(tx, actor, last));
      expect(await list()).toEqual([]);
    });

    it("keeps to the tenant", async () => {
      const { actor } = await makeCompany(engine.doors);
      const { actor: other } = await makeCompany(engine.doors);
      const power = await sourceNamed(actor, "Electricity");
      const said = { facilityId: power.facilityId, text: "电费", unit: "kWh", sourceId: power.id };
      await inTenant(actor, (tx) => rememberMatch(tx, actor, said));
      const [{ id } = { id: "" }] = await inTenant(actor, (tx) => listRemembered(tx, actor.organizationId));
      expect(await inTenant(other, (tx) => listRemembered(tx, actor.organizationId))).toEqual([]);
      for (const work of [
        () => inTenant(other, (tx) => forgetMatch(tx, other, id)),
        () => inTenant(other, (tx) => rememberMatch(tx, other, said)),
        () => inTenant(actor, (tx) => forgetMatch(tx, actor, randomUUID())),
      ]) {
        await expect(work()).rejects.toMatchObject({ code: "not_found" });
      }
      const offer = {
        name: "x",
        category: "stationary_combustion",
        unit: "L",
        factor: "uk-desnz.1_101_1011_8",
        via: "",
      };
      const foreign = inTenant(other, (tx) =>
        addSourceFromFactor(tx, other, { ...offer, facilityId: power.facilityId }),
      );
      await expect(foreign).rejects.toMatchObject({ code: "not_found" });
    });

    it("suggests sources by synonyms and one for the facility's grid, and none without a unit conversion", async () => {
      const { actor } = await makeCompany(engine.doors);
      const power = await sourceNamed(actor, "Electricity");
      const suggest = (query: string, unit = "") =>
        inTenant(actor, async (tx) => {
          const context = await loadMatchContext(tx, actor.organizationId, "zh");
          return suggestFactors(tx, context, { query, unit, facilityId: power.facilityId });
        });
      const found = await suggest("电费", "kWh");
      expect(found.sources.map(({ name }) => name.en)).toEqual(["Electricity"]);
      expect(found.factors.filter(({ factor }) => factor === "grid_average")).toHaveLength(1);
      expect((await suggest("柴油", "L")).factors[0]).toMatchObject({
        unit: "L",
        category: "mobile_combustion",
        scope: 1,
      });
      const tonnes = (await suggest("柴油", "t")).factors.find(
        ({ factor }) => factor === "cn-ndrc-industry-fuels.diesel",
      );
      expect(tonnes).toMatchObject({ unit: "t", via: "cn-ndrc-industry-fuels-ncv.diesel" });
      const offer = { facilityId: power.facilityId, name: "x", category: "stationary_combustion", via: "" };
      const wrong = inTenant(actor, (tx) =>
        addSourceFromFactor(tx, actor, { ...offer, unit: "t.km", factor: "uk-desnz.1_101_1011_8" }),
      );
      await expect(wrong).rejects.toMatchObject({ code: "invalid" });
    });
  },
  "factor library",
);
