import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { addOwnVersion, getOwnFactor, listOwnFactors, takeOwnStep } from "#app/factors/own/own-factor.server.ts";
import { compareVersions, type OwnFactorContent } from "#app/factors/own/own-factor-content.ts";
import { addEmissionSource } from "#app/places/emission-source.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { compareWithNow, getRun, getSelection } from "#app/runs/calculation.server.ts";
import { resolveFactorChoice } from "#app/sources/source-factor.server.ts";
import { listTrail } from "#app/trail/audit-trail-list.server.ts";
import { NO_TRAIL_FILTER } from "#app/trail/filter.ts";
import { type Engine, onEachEngine } from "#tests/support/engines.ts";
import { addColleague, makeTenant } from "#tests/support/make-tenant.ts";
import { makeCompany, runNow, YEAR } from "#tests/support/sample-company.ts";

const ALLOY: OwnFactorContent = {
  nameEn: "Sample alloy",
  nameZh: "示例合金",
  category: "purchased_goods_services",
  region: "",
  unit: "t",
  heatBasis: null,
  validFrom: "2025-01-01",
  validTo: "2025-12-31",
  figures: { gases: { CO2: "8.2" } },
  source: { title: "Supplier declaration", publisher: "Sample Metals", url: "", page: "page 2" },
  licence: "Supplier's consent",
  evidence: "declaration.pdf",
  dataKind: "average",
  uncertainty: "5",
  note: "",
};

type Tx = Parameters<Parameters<Engine["doors"]["withTenant"]>[1]>[0];

onEachEngine(
  "custom factors",
  (engine) => {
    const inTenant = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => engine.doors.withTenant(actor, work);
    const write = (actor: Actor, content: OwnFactorContent, factorId: string | null = null) =>
      inTenant(actor, (tx) => addOwnVersion(tx, actor, factorId, content));
    type Version = Awaited<ReturnType<typeof write>>;
    const step = (actor: Actor, version: Version, state: Parameters<typeof takeOwnStep>[3]["state"], reason = "") =>
      inTenant(actor, (tx) => takeOwnStep(tx, actor, version, { state, reason }));
    const statesOf = async (actor: Actor, factorId: string) =>
      (await inTenant(actor, (tx) => getOwnFactor(tx, actor.organizationId, factorId))).versions.map(
        ({ version, state }) => [version, state],
      );

    const makeColleague = (actor: Actor) => addColleague(engine.doors, actor, "reviewer");

    it("are used after approval by another person, with their origin in the calculation", async () => {
      const { actor, inventory } = await makeCompany(engine.doors);
      const second = await makeColleague(actor);
      const alloy = await write(actor, ALLOY);
      expect(alloy.factorId).toMatch(/^own-[0-9a-f]{12}$/);
      const [plant] = await inTenant(actor, (tx) => listFacilities(tx, actor.organizationId));
      const choose = () =>
        inTenant(actor, (tx) =>
          resolveFactorChoice(tx, {
            organizationId: actor.organizationId,
            facility: plant!,
            category: "purchased_goods_services",
            unit: "kg",
            factor: alloy.factorId,
            useResidual: false,
            via: "",
          }),
        );
      expect(await choose()).toMatchObject({ ok: false, fault: "factor_not_approved" });
      expect(await step(actor, alloy, "proposed")).toBeNull();
      expect(await choose()).toMatchObject({ ok: false, fault: "factor_not_approved" });
      expect(await step(actor, alloy, "approved")).toBe("own_work");
      expect(await step(second, alloy, "approved", "compared with the declaration")).toBeNull();
      expect(await choose()).toEqual({ ok: true, selection: { factorId: alloy.factorId } });

      await recordAlloy(actor, plant!.id, alloy.factorId);
      const runId = await runNow(engine.doors, actor, inventory);
      const { document } = await inTenant(actor, (tx) => getRun(tx, actor.organizationId, runId));
      expect(document.results?.totals?.co2eKg).toBe("16.4");
      expect(document.factors).toMatchObject([
        {
          id: alloy.factorId,
          version: "1",
          publisher: "Sample Metals",
          source: { title: "Supplier declaration", cell: "page 2", licence: "Supplier's consent" },
        },
      ]);
      const actions = (
        await inTenant(actor, (tx) => listTrail(tx, actor.organizationId, NO_TRAIL_FILTER, { limit: 50 }))
      ).map(({ action }) => action);
      expect(actions).toEqual(
        expect.arrayContaining(["own_factor.written", "own_factor.proposed", "own_factor.approved"]),
      );
    });

    it("are replaced by a newer approved version only when a user confirms it", async () => {
      const { actor, inventory } = await makeCompany(engine.doors);
      const second = await makeColleague(actor);
      const first = await approve(actor, second, await write(actor, ALLOY));
      const [plant] = await inTenant(actor, (tx) => listFacilities(tx, actor.organizationId));
      await recordAlloy(actor, plant!.id, first.factorId);
      const runId = await runNow(engine.doors, actor, inventory);
      const run = await inTenant(actor, (tx) => getRun(tx, actor.organizationId, runId));
      const next = await write(actor, { ...ALLOY, figures: { gases: { CO2: "7.9" } } }, first.factorId);
      const movesNow = async () =>
        (await inTenant(actor, (tx) => compareWithNow(tx, actor.organizationId, run))).moves.map(({ from, to }) => [
          from.version,
          to?.version,
        ]);
      expect(await movesNow()).toEqual([]);
      await approve(actor, second, next);
      expect(await statesOf(actor, first.factorId)).toEqual([
        [2, "approved"],
        [1, "superseded"],
      ]);
      expect(await movesNow()).toEqual([["1", "2"]]);
      const again = await runNow(engine.doors, actor, inventory);
      const [why] = await inTenant(actor, (tx) => getSelection(tx, again, "a1"));
      expect(why?.candidates.map(({ reference, why }) => [reference, why])).toEqual([
        [`${first.factorId}@2`, null],
        [`${first.factorId}@1`, "newer_edition"],
      ]);
      // After the withdrawal, the earlier approved version is in use again. The existing calculation is unchanged.
      expect(await step(actor, next, "withdrawn")).toBe("reason_missing");
      expect(await step(actor, next, "withdrawn", "The supplier corrected it.")).toBeNull();
      expect(await statesOf(actor, first.factorId)).toEqual([
        [2, "withdrawn"],
        [1, "approved"],
      ]);
      const kept = await inTenant(actor, (tx) => getRun(tx, actor.organizationId, again));
      expect(kept.document.results?.totals?.co2eKg).toBe("15.8");
    });

    it("follow their steps in order, each once", async () => {
      const actor = await makeTenant(engine.doors);
      const second = await makeColleague(actor);
      const version = await write(actor, ALLOY);
      expect(await step(second, version, "approved")).toBe("step_out_of_order");
      expect(await step(actor, version, "withdrawn", "x")).toBe("step_out_of_order");
      expect(await step(actor, version, "proposed")).toBeNull();
      expect(await step(actor, version, "proposed")).toBe("step_out_of_order");
      expect(await step(second, version, "rejected")).toBe("reason_missing");
      expect(await step(second, version, "rejected", "The page is missing.")).toBeNull();
      expect(await step(second, version, "approved")).toBe("step_out_of_order");
      const next = await write(actor, { ...ALLOY, validTo: "2026-12-31" }, version.factorId);
      await step(actor, next, "proposed");
      const third = await approve(actor, second, await write(actor, ALLOY, version.factorId));
      expect(await step(second, next, "approved")).toBe("newer_approved");
      expect(await statesOf(actor, third.factorId)).toEqual([
        [3, "approved"],
        [2, "proposed"],
        [1, "rejected"],
      ]);
    });

    it("are rejected by the database if the author approves or a step is skipped", async () => {
      const actor = await makeTenant(engine.doors);
      const second = await makeColleague(actor);
      const { versionId } = await write(actor, ALLOY);
      const insert = (row: object) =>
        inTenant(actor, (tx) =>
          tx
            .insertInto("own_factor_step")
            .values({
              tenant_id: actor.tenantId,
              version_id: versionId,
              step: 2,
              state: "approved",
              after: "proposed",
              author_id: actor.userId,
              reason: "",
              created_by: second.userId,
              ...row,
            })
            .execute(),
        );
      const propose = { step: 1, state: "proposed", after: null, created_by: actor.userId };
      await expect(insert({})).rejects.toThrow(/foreign key/);
      await insert(propose);
      await expect(insert({ created_by: actor.userId })).rejects.toThrow(/decided_by_another/);
      // The author can't be different from the creator of the version either.
      await expect(insert({ created_by: actor.userId, author_id: second.userId })).rejects.toThrow(/foreign key/);
      await expect(insert({ step: 3, state: "withdrawn", after: "approved", reason: "x" })).rejects.toThrow(
        /foreign key/,
      );
      await expect(insert({ step: 1, state: "approved", after: null })).rejects.toThrow(/check constraint/);
      await expect(insert({ state: "rejected" })).rejects.toThrow(/check constraint/);
      await insert({});
      await expect(insert({})).rejects.toThrow(/duplicate key/);
      for (const table of ["own_factor_version", "own_factor_step"]) {
        for (const change of [`delete from ${table}`, `update ${table} set created_by = 'x'`]) {
          await expect(inTenant(actor, (tx) => sql.raw(change).execute(tx))).rejects.toThrow(/permission denied/);
        }
      }
    });

    it("belong to one organization of one tenant", async () => {
      const [own, other] = [await makeTenant(engine.doors), await makeTenant(engine.doors)];
      const second = await makeColleague(own);
      const alloy = await approve(own, second, await write(own, ALLOY));
      expect(await inTenant(other, (tx) => listOwnFactors(tx, own.organizationId))).toEqual([]);
      for (const organizationId of [own.organizationId, other.organizationId]) {
        await expect(inTenant(other, (tx) => getOwnFactor(tx, organizationId, alloy.factorId))).rejects.toMatchObject({
          code: "not_found",
        });
        const foreign = { ...other, organizationId };
        await expect(inTenant(other, (tx) => addOwnVersion(tx, foreign, alloy.factorId, ALLOY))).rejects.toMatchObject({
          code: "not_found",
        });
        await expect(
          inTenant(other, (tx) => takeOwnStep(tx, foreign, alloy, { state: "withdrawn", reason: "x" })),
        ).rejects.toMatchObject({
          code: "not_found",
        });
      }
      const facility = {
        id: "",
        name: { en: "", zh: "" },
        country: "CN",
        subdivision: "",
        gridRegion: "CN",
        consolidationShare: "1",
      };
      const choice = {
        facility,
        category: "waste",
        unit: "t",
        factor: alloy.factorId,
        useResidual: false,
        via: "",
      } as const;
      expect(
        await inTenant(other, (tx) => resolveFactorChoice(tx, { ...choice, organizationId: other.organizationId })),
      ).toMatchObject({ fault: "factor_not_approved" });
    });

    it("can be compared version by version", async () => {
      const actor = await makeTenant(engine.doors);
      const { factorId } = await write(actor, ALLOY);
      await write(actor, { ...ALLOY, figures: { co2e: "9", co2eGwpSet: "AR6" }, licence: "New licence" }, factorId);
      const { versions } = await inTenant(actor, (tx) => getOwnFactor(tx, actor.organizationId, factorId));
      expect(compareVersions(versions[1]!.content, versions[0]!.content).map(({ field }) => field)).toEqual([
        "basis",
        "figures",
        "gwpSet",
        "licence",
      ]);
    });

    async function approve(author: Actor, second: Actor, version: Version): Promise<Version> {
      await step(author, version, "proposed");
      expect(await step(second, version, "approved")).toBeNull();
      return version;
    }

    async function recordAlloy(actor: Actor, facilityId: string, factorId: string): Promise<void> {
      await inTenant(actor, async (tx) => {
        await addEmissionSource(tx, actor, {
          facilityId,
          nameEn: "Alloy",
          nameZh: "",
          scope: 3,
          category: "purchased_goods_services",
          unit: "t",
          factorSelection: { factorId },
          uncertainty: null,
        });
        const entry = {
          facility: "Plant A",
          source: "Alloy",
          period: "2025-03",
          quantity: "2",
          unit: "t",
          dataQuality: "",
          evidence: "",
          note: "",
        };
        await saveActivities(tx, actor, YEAR, [{ kind: "add", recordId: randomUUID(), entry }]);
      });
    }
  },
  "factor library",
);
