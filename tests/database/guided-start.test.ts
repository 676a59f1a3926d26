import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { openInventory } from "#app/organization/inventory.server.ts";
import { listEmissionSources } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { getDisclosures } from "#app/report/disclosure/disclosure.server.ts";
import { NO_STATEMENTS } from "#app/report/disclosure/statements.ts";
import { listTasks } from "#app/review/task.server.ts";
import { selectFactorsForSources } from "#app/sources/factor-selection.server.ts";
import type { Answers } from "#app/start/answers.ts";
import { createStart, findProposedTexts, listStarts, undoStart } from "#app/start/guided-start.server.ts";
import { propose } from "#app/start/propose.server.ts";
import { SHIPPED_KINDS, SHIPPED_TRADES } from "#app/start/shipped-trades.ts";
import { readTrades } from "#app/start/trade-template.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { YEAR } from "#tests/support/sample-company.ts";

const { trades, kinds } = readTrades(SHIPPED_KINDS, SHIPPED_TRADES);
const PERIOD = { start: "2025-01-01", end: "2025-12-31" };

onEachEngine(
  "guided start",
  (engine) => {
    type Tx = Parameters<Parameters<typeof engine.doors.withTenant>[1]>[0];
    const inTenant = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => engine.doors.withTenant(actor, work);

    async function makeOwner(): Promise<Actor> {
      const actor = await makeTenant(engine.doors);
      await inTenant(actor, (tx) => openInventory(tx, actor, PERIOD));
      return actor;
    }

    const answersFor = (...sites: Answers["sites"]): Answers => ({
      trade: "machining",
      sites,
      uses: [],
      asker: "Acme GmbH",
      dueOn: "2026-03-31",
    });
    const SUZHOU = { name: "Suzhou plant", country: "CN", subdivision: "CN-JS" };
    const at = (country: string, subdivision = "") => ({ name: `Plant ${country}`, country, subdivision });
    const askedOf = (answers: Answers) => {
      const trade = trades.find(({ id }) => id === answers.trade)!;
      return { answers, trade, kinds, today: "2026-01-15" };
    };
    const create = (actor: Actor, answers: Answers, isTicked: (key: string) => boolean = () => true) =>
      inTenant(actor, (tx) =>
        createStart(tx, actor, {
          ...askedOf(answers),
          choiceOf: (key) => ({ isTicked: isTicked(key), factor: "" }),
          ownerId: actor.userId,
          note: "For Acme GmbH",
        }),
      );
    const placesOf = (actor: Actor) =>
      inTenant(actor, async (tx) => ({
        facilities: await listFacilities(tx, actor.organizationId),
        sources: await listEmissionSources(tx, actor.organizationId),
      }));

    it("creates facilities, sources whose factors a run selects, a task and texts to confirm", async () => {
      const actor = await makeOwner();
      await create(actor, answersFor(SUZHOU));
      const { facilities, sources } = await placesOf(actor);
      expect(facilities).toMatchObject([{ gridRegion: "CN-JS", name: { en: "Suzhou plant", zh: "" } }]);
      expect(sources.length).toBeGreaterThan(20);
      // The Chinese factor is per GJ. A billed volume is at 20 °C, so the entry of a record converts it, and no property does.
      expect(sources.find(({ name }) => name.en === "Natural gas")).toMatchObject({
        unit: "GJ",
        factorSelection: { factorId: "cn-gbt-32151-22-fuels.natural-gas" },
      });
      await inTenant(actor, async (tx) => {
        const { bySource } = await selectFactorsForSources(tx, actor.organizationId, { period: PERIOD });
        const failed = sources.filter(({ id }) => !bySource[id]!.ok);
        expect(failed.map(({ name }) => name.en)).toEqual([]);
        const [task, ...others] = await listTasks(tx, actor.organizationId);
        expect([task?.dueOn, task?.note, others]).toEqual(["2026-03-31", "For Acme GmbH", []]);
        const monthly = sources.filter(({ recordsEvery }) => recordsEvery === "month");
        expect(task!.cells).toHaveLength(12 * monthly.length);
        expect((await findProposedTexts(tx, actor.organizationId))?.purpose.zh).toContain("Acme GmbH");
      });
    });

    it("states nothing in the report before a person saves a proposed text", async () => {
      const actor = await makeOwner();
      await create(actor, answersFor(SUZHOU));
      await inTenant(actor, async (tx) => {
        const inventory = await openInventory(tx, actor, PERIOD);
        const stated = await getDisclosures(tx, actor.organizationId, inventory.id);
        expect([stated.version, stated.statements]).toEqual([0, NO_STATEMENTS]);
      });
    });

    it("proposes an official grid average of the place, or states that electricity needs a factor", async () => {
      const actor = await makeOwner();
      const sites = [SUZHOU, at("DE"), at("US", "US-OH"), at("VN"), at("IN")];
      const proposal = await inTenant(actor, (tx) => propose(tx, actor.organizationId, askedOf(answersFor(...sites))));
      const found = proposal.sites.map(({ sources }) => {
        const power = sources.find(({ kind }) => kind.id === "electricity")!;
        return [power.state, power.factors.map(({ region }) => region).join()];
      });
      expect(found).toEqual([
        ["proposed", "CN-JS"],
        ["proposed", "DE"],
        ["proposed", "US-EGRID-RFCW"],
        ["needed", ""],
        ["needed", ""],
      ]);
      for (const { facility, sources } of proposal.sites) {
        for (const { factors } of sources) {
          for (const { region, isSubstitute } of factors) {
            const isOfPlace = region === null || region.startsWith(facility.country);
            expect([facility.country, region, isSubstitute]).toEqual([facility.country, region, !isOfPlace]);
          }
        }
      }
    });

    it("adds only what is missing when it runs again", async () => {
      const actor = await makeOwner();
      await create(actor, answersFor(SUZHOU), (key) => !key.endsWith("-steel"));
      const before = await placesOf(actor);
      expect(await create(actor, answersFor(SUZHOU), (key) => !key.endsWith("-steel"))).toBeNull();
      await create(actor, answersFor({ ...SUZHOU, name: "SUZHOU PLANT" }, at("DE")), (key) => key.endsWith("-steel"));
      const after = await placesOf(actor);
      expect(after.facilities.map(({ name }) => name.en)).toEqual(["Suzhou plant", "Plant DE"]);
      expect(after.sources.length).toBe(before.sources.length + 2);
    });

    it("is undone in one go, with its task, and can be created again", async () => {
      const actor = await makeOwner();
      const id = await create(actor, answersFor(SUZHOU));
      expect(await inTenant(actor, (tx) => undoStart(tx, actor, id!, "Undone."))).toBe(0);
      expect(await placesOf(actor)).toEqual({ facilities: [], sources: [] });
      await inTenant(actor, async (tx) => {
        expect((await listTasks(tx, actor.organizationId)).map(({ state }) => state)).toEqual(["cancelled"]);
        expect(await findProposedTexts(tx, actor.organizationId)).toBeNull();
      });
      await create(actor, answersFor(SUZHOU));
      expect((await placesOf(actor)).facilities).toHaveLength(1);
    });

    it("keeps sources with records and their facility when it is undone", async () => {
      const actor = await makeOwner();
      const id = await create(actor, answersFor(SUZHOU));
      const entry = { ...EMPTY_ENTRY, facility: "Suzhou plant", source: "Purchased electricity" };
      const record = { ...entry, quantity: "5", unit: "kWh", period: "2025-02" };
      const add = { kind: "add" as const, recordId: randomUUID(), entry: record };
      await inTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [add]));
      expect(await inTenant(actor, (tx) => undoStart(tx, actor, id!, "Undone."))).toBe(2);
      const { facilities, sources } = await placesOf(actor);
      expect([facilities.length, sources.map(({ name }) => name.en)]).toEqual([1, ["Purchased electricity"]]);
    });

    it("is not seen and not undone by another tenant", async () => {
      const [actor, stranger] = [await makeOwner(), await makeOwner()];
      const id = await create(actor, answersFor(SUZHOU));
      await inTenant(stranger, async (tx) => {
        expect(await listStarts(tx, actor.organizationId)).toEqual([]);
        await expect(undoStart(tx, stranger, id!, "Undone.")).rejects.toMatchObject({ code: "not_found" });
      });
    });
  },
  "factor library",
);
