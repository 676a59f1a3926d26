import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { addOrganization } from "#app/organization/organization.server.ts";
import { addEmissionSource, listEmissionSources } from "#app/places/emission-source.server.ts";
import { addFacility, listFacilities } from "#app/places/facility/facility.server.ts";
import { addTask, listTasks } from "#app/review/task.server.ts";
import { getFactorPolicy } from "#app/sources/policy/factor-policy.server.ts";
import {
  addPackage,
  changePackage,
  getPackage,
  listPackages,
  takePackageStep,
} from "#app/trade/package/package.server.ts";
import { applyPackage, previewApplication } from "#app/trade/package/package-application.server.ts";
import { listPackageClients } from "#app/trade/package/package-client.server.ts";
import { takeFromOrganization } from "#app/trade/package/package-taking.server.ts";
import { listTrail } from "#app/trail/audit-trail-list.server.ts";
import { NO_TRAIL_FILTER } from "#app/trail/filter.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { makeCompany } from "#tests/support/sample-company.ts";
import { actFor, engageConsultancy } from "#tests/support/sample-engagement.ts";

onEachEngine(
  "packages",
  (engine) => {
    type Tx = Parameters<Parameters<typeof engine.doors.withTenant>[1]>[0];
    const inTenant = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => engine.doors.withTenant(actor, work);
    const name = { en: "Factory", zh: "工厂" };

    /** A client with a task schedule and a source named after its plant, and a package created from it. */
    async function makePackage() {
      const { actor, sources } = await makeCompany(engine.doors);
      const packageId = await inTenant(actor, async (tx) => {
        const cells = ["2025-01", "2025-02", "2025-03"].map((month) => ({ sourceId: sources.gas!.id, month }));
        await addTask(tx, actor, { ownerId: actor.userId, dueOn: "2025-04-15", note: "Ask Mr Secret", cells });
        const { leftOut: _, ...content } = await takeFromOrganization(tx, actor.organizationId);
        const added = await addPackage(tx, actor, { name, ...content });
        if (!added.ok) throw new Error(JSON.stringify(added.faults));
        return added.packageId;
      });
      return { actor, packageId, pack: await inTenant(actor, (tx) => getPackage(tx, packageId)) };
    }

    /** Another organization of the same tenant, with a plant. */
    async function addClient(actor: Actor) {
      return inTenant(actor, async (tx) => {
        const rules = { consolidationApproach: "operational_control", gwpSet: "AR6" } as const;
        const { id } = await addOrganization(tx, actor, { nameEn: "Next Works", nameZh: "", ...rules });
        const client: Actor = { ...actor, organizationId: id };
        const place = { country: "CN", gridRegion: "CN-JS", consolidationShare: "1" };
        const plant = await addFacility(tx, client, { nameEn: "Hall", nameZh: "", ...place });
        return { client, plant };
      });
    }

    it("copies sources, schedule and policy of a client, and nothing that identifies or measures it", async () => {
      const { actor, sources } = await makeCompany(engine.doors);
      await inTenant(actor, async (tx) => {
        const [plant] = await listFacilities(tx, actor.organizationId);
        const rest = { facilityId: plant!.id, category: "stationary_combustion", unit: "Nm3", scope: 1 as const };
        await addEmissionSource(tx, actor, {
          ...rest,
          nameEn: "Plant A boiler of Sample Works",
          nameZh: "一厂锅炉",
          factorSelection: sources.gas!.factorSelection,
          uncertainty: { activity: "7.77", factor: "8.88" },
        });
        await addEmissionSource(tx, actor, {
          ...rest,
          nameEn: "Alloy",
          nameZh: "",
          uncertainty: null,
          factorSelection: { factorId: "own-0a1b2c3d4e5f" },
        });
        const cells = ["2025-01", "2025-02", "2025-03"].map((month) => ({ sourceId: sources.gas!.id, month }));
        await addTask(tx, actor, { ownerId: actor.userId, dueOn: "2025-04-15", note: "Ask Mr Secret", cells });
        const taken = await takeFromOrganization(tx, actor.organizationId);
        expect(taken.leftOut).toBe(1);
        expect(taken.sources.map(({ nameEn, task }) => [nameEn, task])).toEqual([
          ["Natural gas", { every: "quarter", dueDays: 15 }],
          ["boiler of", null],
          ["Electricity", null],
          ["Hotel nights", null],
        ]);
        expect(taken.policy).toMatchObject({ yearFallback: "latest_earlier", regionFallback: false });
        const text = JSON.stringify(taken);
        for (const own of ["Plant A", "一厂", "Sample Works", "示例工厂", "Secret", "7.77", actor.userId, plant!.id]) {
          expect(text).not.toContain(own);
        }
      });
    });

    it("adds what a client lacks once, while a second time adds and records nothing", async () => {
      const { actor, pack } = await makePackage();
      const { client, plant } = await addClient(actor);
      const choice = { facilityIds: [plant.id], year: 2026, ownerId: actor.userId, withPolicy: true };
      const seen = await inTenant(client, (tx) => previewApplication(tx, client.organizationId, pack, choice));
      expect(seen.rows.map(({ state }) => state.kind)).toEqual(["added", "added", "added"]);
      const first = await inTenant(client, (tx) => applyPackage(tx, client, pack, choice));
      expect([first.sources.length, first.tasks.length, first.hasPolicy]).toEqual([3, 4, true]);
      const after = () =>
        inTenant(client, async (tx) => ({
          sources: await listEmissionSources(tx, client.organizationId),
          tasks: (await listTasks(tx, client.organizationId)).map(({ dueOn, note }) => [dueOn, note]),
          policy: (await getFactorPolicy(tx, client.organizationId)).version,
          entries: await listTrail(
            tx,
            client.organizationId,
            { ...NO_TRAIL_FILTER, action: "package.applied" },
            { limit: 10 },
          ),
        }));
      const once = await after();
      expect(once.tasks.map(([day]) => day)).toEqual(["2026-04-15", "2026-07-15", "2026-10-15", "2027-01-15"]);
      expect(once.entries).toHaveLength(1);
      const second = await inTenant(client, (tx) => applyPackage(tx, client, pack, choice));
      expect(second).toEqual({ sources: [], tasks: [], hasPolicy: false });
      expect(await after()).toEqual(once);
    });

    it("recognizes a source by its name or its factor at the same facility and leaves it unchanged", async () => {
      const { actor, pack } = await makePackage();
      const [plant] = await inTenant(actor, (tx) => listFacilities(tx, actor.organizationId));
      const sources = pack.sources.map((one) =>
        one.nameEn === "Hotel nights" ? { ...one, nameEn: "Nights", nameZh: "" } : one,
      );
      const choice = { facilityIds: [plant!.id], year: 2025 };
      const seen = await inTenant(actor, (tx) =>
        previewApplication(tx, actor.organizationId, { ...pack, sources }, choice),
      );
      expect(seen.rows.map(({ state }) => state.kind)).toEqual(["there", "there", "there"]);
      // The first quarter already has a task.
      expect(seen.rows.find(({ source }) => source.task)?.due).toHaveLength(3);
    });

    it("stores numbered versions, and refuses stale forms and taken names", async () => {
      const { actor, packageId, pack } = await makePackage();
      const content = { name, sources: pack.sources.slice(0, 1), policy: null };
      const change = (basedOn: number, sources = content.sources) =>
        inTenant(actor, (tx) => changePackage(tx, actor, packageId, { basedOn, content: { ...content, sources } }));
      expect(await change(1)).toMatchObject({ ok: true, version: 2 });
      await expect(change(1)).rejects.toMatchObject({ code: "conflict" });
      const twice = await change(2, [...content.sources, ...content.sources]);
      expect(twice).toEqual({ ok: false, faults: [{ index: 1, field: "nameEn", fault: "name_taken" }] });
      const unknown = await change(2, [{ ...content.sources[0]!, factor: "no.such" }]);
      expect(unknown).toEqual({ ok: false, faults: [{ index: 0, field: "factor", fault: "factor_unknown" }] });
      const frozen = inTenant(actor, (tx) => tx.updateTable("package_version").set({ name_en: "x" }).execute());
      await expect(frozen).rejects.toThrow();
    });

    it("can't be applied once retired until it is reactivated", async () => {
      const { actor, packageId } = await makePackage();
      const step = (state: "retired" | "offered") =>
        inTenant(actor, (tx) => takePackageStep(tx, actor, packageId, state));
      await step("retired");
      const retired = await inTenant(actor, (tx) => getPackage(tx, packageId));
      const choice = { facilityIds: [], year: 2025, ownerId: null, withPolicy: false };
      await expect(inTenant(actor, (tx) => applyPackage(tx, actor, retired, choice))).rejects.toBeInstanceOf(AppError);
      await expect(step("retired")).rejects.toMatchObject({ code: "conflict" });
      await step("offered");
      expect(await inTenant(actor, listPackages)).toMatchObject([{ id: packageId, isRetired: false }]);
    });

    it("belongs to one workspace and can't be found from another, nor with its facilities and organizations", async () => {
      const { actor, packageId, pack } = await makePackage();
      const other = await makeCompany(engine.doors);
      const stranger = other.actor;
      await expect(inTenant(stranger, (tx) => getPackage(tx, packageId))).rejects.toMatchObject({ code: "not_found" });
      expect(await inTenant(stranger, listPackages)).toEqual([]);
      await expect(inTenant(stranger, (tx) => takeFromOrganization(tx, actor.organizationId))).rejects.toMatchObject({
        code: "not_found",
      });
      const [plant] = await inTenant(actor, (tx) => listFacilities(tx, actor.organizationId));
      const choice = { facilityIds: [plant!.id], year: 2025, ownerId: null, withPolicy: false };
      await expect(inTenant(stranger, (tx) => applyPackage(tx, stranger, pack, choice))).rejects.toMatchObject({
        code: "not_found",
      });
    });

    it("can be applied to a company that engaged the workspace, under the author that its audit trail knows", async () => {
      const { actor: consultant, pack } = await makePackage();
      const company = await makeTenant(engine.doors, "Engaging Works");
      const isOffered = async () =>
        (await listPackageClients(engine.doors, consultant)).some(({ id }) => id === company.organizationId);
      expect(await isOffered()).toBe(false);
      await engageConsultancy(engine.doors, company, consultant);
      expect(await isOffered()).toBe(true);
      const place = { country: "CN", gridRegion: "CN-JS", consolidationShare: "1" };
      const plant = await inTenant(company, (tx) => addFacility(tx, company, { nameEn: "Shed", nameZh: "", ...place }));
      const acting = (await actFor(engine.doors, consultant, company))!;
      const choice = { facilityIds: [plant.id], year: 2026, ownerId: company.userId, withPolicy: true };
      const applied = await inTenant(acting, (tx) => applyPackage(tx, acting, pack, choice));
      expect(applied.sources).toHaveLength(3);
      const entries = await inTenant(company, (tx) =>
        listTrail(tx, company.organizationId, { ...NO_TRAIL_FILTER, action: "package.applied" }, { limit: 10 }),
      );
      expect(entries).toHaveLength(1);
      expect(JSON.stringify(entries)).toContain(acting.userId);
    });
  },
  "factor library",
);
