import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { NO_FALLBACK } from "#app/carbon/factor/select-factor.ts";
import { changeEmissionSource } from "#app/places/emission-source.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { compareWithNow, getRun, getSelection } from "#app/runs/calculation.server.ts";
import { getFactorPolicy, listFactorPolicies, type PolicyStatement } from "#app/sources/policy/factor-policy.server.ts";
import { type FactorChoice, resolveFactorChoice } from "#app/sources/source-factor.server.ts";
import { openDoors } from "#db/doors.ts";
import { migrate } from "#db/migrate.ts";
import { type Engine, onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { makeCompany, runNow, YEAR } from "#tests/support/sample-company.ts";
import { stateFactorPolicy } from "#tests/support/save-now.ts";

const EARLIER: PolicyStatement = { ...NO_FALLBACK, yearFallback: "latest_earlier", reason: "Grid factors come late." };

const power = (quantity: string) => ({
  kind: "add" as const,
  recordId: randomUUID(),
  entry: {
    facility: "Plant A",
    source: "Electricity",
    period: "2025-03",
    quantity,
    unit: "kWh",
    dataQuality: "",
    evidence: "",
    note: "",
  },
});

onEachEngine(
  "the factor policy",
  (engine) => {
    const inTenant = <T>(
      actor: Actor,
      work: (tx: Parameters<Parameters<Engine["doors"]["withTenant"]>[1]>[0]) => Promise<T>,
    ) => engine.doors.withTenant(actor, work);

    it("is saved with date and author, and never edited", async () => {
      const actor = await makeTenant(engine.doors);
      const before = await inTenant(actor, (tx) => getFactorPolicy(tx, actor.organizationId));
      expect(before).toMatchObject({
        version: 0,
        yearFallback: "official_grid",
        regionFallback: false,
        statedAt: null,
      });
      await inTenant(actor, (tx) => stateFactorPolicy(tx, actor, EARLIER));
      const pinned = { ...EARLIER, pinnedEditions: { "cn-mee-grid": "2022" }, datasetPrecedence: ["own", "uk-desnz"] };
      await inTenant(actor, (tx) => stateFactorPolicy(tx, actor, pinned));
      const statements = await inTenant(actor, (tx) => listFactorPolicies(tx, actor.organizationId));
      expect(statements).toMatchObject([
        { version: 2, authorName: "Sample Person", pinnedEditions: { "cn-mee-grid": "2022" } },
        { version: 1, pinnedEditions: {}, reason: "Grid factors come late." },
      ]);
      for (const change of ["update factor_policy set reason = 'x'", "delete from factor_policy"]) {
        await expect(inTenant(actor, (tx) => sql.raw(change).execute(tx))).rejects.toThrow(/permission denied/);
      }
    });

    it("uses the latest earlier grid factors by default with disclosure, unless a policy is saved", async () => {
      const { actor, inventory } = await makeCompany(engine.doors);
      const stateYear = (yearFallback: PolicyStatement["yearFallback"]) =>
        inTenant(actor, (tx) => stateFactorPolicy(tx, actor, { ...NO_FALLBACK, yearFallback, reason: "" }));
      await inTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [power("1000")]));
      const resultsOf = async () => {
        const runId = await runNow(engine.doors, actor, inventory);
        return (await inTenant(actor, (tx) => getRun(tx, actor.organizationId, runId))).document;
      };
      await stateYear("none");
      expect((await resultsOf()).results?.issues).toMatchObject([{ code: "factor_missing" }]);
      await stateYear("official_grid");
      const { results, policy } = await resultsOf();
      expect(results?.issues).toEqual([]);
      expect(results?.totals?.co2eKg).not.toBe("0");
      expect(results?.disclosures.find(({ code }) => code === "factor_not_valid")).toMatchObject({
        detail: { factor: expect.stringMatching(/^cn-mee-grid\..+@2023$/), validTo: "2023-12-31" },
      });
      expect(JSON.stringify(policy)).toContain("latest earlier release");
    });

    it("rejects unknown releases and an unchanged policy", async () => {
      const actor = await makeTenant(engine.doors);
      const state = (change: Partial<PolicyStatement>) =>
        inTenant(actor, (tx) => stateFactorPolicy(tx, actor, { ...EARLIER, ...change }));
      expect(await state({ datasetPrecedence: ["nobody"] })).toMatchObject({ fault: "dataset_unknown" });
      expect(await state({ pinnedEditions: { "uk-desnz": "1999" } })).toMatchObject({ fault: "edition_unknown" });
      expect(await state({})).toMatchObject({ ok: true });
      expect(await state({ reason: "again" })).toMatchObject({ ok: false, fault: "nothing_changed" });
    });

    it("is not visible to another tenant", async () => {
      const [own, other] = [await makeTenant(engine.doors), await makeTenant(engine.doors)];
      await inTenant(own, (tx) => stateFactorPolicy(tx, own, EARLIER));
      expect(await inTenant(other, (tx) => listFactorPolicies(tx, own.organizationId))).toEqual([]);
      await expect(
        inTenant(other, (tx) => stateFactorPolicy(tx, { ...other, organizationId: own.organizationId }, EARLIER)),
      ).rejects.toMatchObject({ code: "not_found" });
    });

    it("is printed in the document, and the reasons are stored with the run", async () => {
      const { actor, inventory } = await makeCompany(engine.doors);
      await inTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [power("1000")]));
      const runId = await runNow(engine.doors, actor, inventory);
      const run = await inTenant(actor, (tx) => getRun(tx, actor.organizationId, runId));
      expect(run.document.policy).toMatchObject({ version: "1" });
      expect(run.document.policy?.text[0]?.en).toContain("latest earlier release");
      const [factor, residual] = await inTenant(actor, (tx) => getSelection(tx, runId, "a1"));
      expect(factor).toMatchObject({ role: "factor", outcome: "substituted", policyVersion: 1 });
      const found = factor!.candidates.map(({ reference, why }) => [reference, why]);
      expect(found[0]).toEqual(["cn-mee-grid.province.js@2023", null]);
      // The other averages of China, the emission-trading factor and the footprint each use another method.
      for (const id of ["national.residual@2023", "national.fossil@2023"]) {
        expect(found).toContainEqual([`cn-mee-grid.${id}`, "other_method"]);
      }
      expect(found).toContainEqual(["cn-mee-ets-grid.national@2022", "other_method"]);
      expect(found).toContainEqual(["cn-mee-grid.region.east@2023", "other_region"]);
      expect(found).toContainEqual(["cn-mee-grid.province.js@2022", "nearer_year"]);
      expect(residual?.candidates[0]).toMatchObject({ reference: "cn-mee-grid.national.residual@2023", why: null });
    });

    it("suggests a new run when a pin changes, and never rewrites the existing one", async () => {
      const { actor, inventory } = await makeCompany(engine.doors);
      await inTenant(actor, async (tx) => {
        await stateFactorPolicy(tx, actor, { ...EARLIER, pinnedEditions: { "cn-mee-grid": "2022" } });
        await saveActivities(tx, actor, YEAR, [power("1000")]);
      });
      const runId = await runNow(engine.doors, actor, inventory);
      const run = await inTenant(actor, (tx) => getRun(tx, actor.organizationId, runId));
      expect(run.document.factors.map(({ id, version }) => `${id}@${version}`)).toContain(
        "cn-mee-grid.province.js@2022",
      );
      expect((await inTenant(actor, (tx) => compareWithNow(tx, actor.organizationId, run))).isCurrent).toBe(true);
      await inTenant(actor, (tx) => stateFactorPolicy(tx, actor, EARLIER));
      const now = await inTenant(actor, (tx) => compareWithNow(tx, actor.organizationId, run));
      expect(now).toMatchObject({ isCurrent: false, isPolicyChanged: true });
      expect(now.moves.map(({ from, to, isEdition }) => [from.version, to?.version, isEdition])).toEqual([
        ["2022", "2023", true],
        ["2022", "2023", true],
      ]);
      const again = await inTenant(actor, (tx) => getRun(tx, actor.organizationId, runId));
      expect(again.documentText).toBe(run.documentText);
    });

    it("never uses factors of other methods as a grid average", async () => {
      const { actor, inventory, sources } = await makeCompany(engine.doors);
      const facility = {
        id: "",
        name: { en: "", zh: "" },
        country: "CN",
        subdivision: "",
        gridRegion: "CN-JS",
        consolidationShare: "1",
      };
      const choice: FactorChoice = {
        facility,
        organizationId: actor.organizationId,
        category: "purchased_electricity",
        unit: "kWh",
        factor: "",
        useResidual: false,
        via: "",
      };
      for (const factor of ["cn-mee-ets-grid.national", "cn-mee-grid.national.fossil"]) {
        expect(await inTenant(actor, (tx) => resolveFactorChoice(tx, { ...choice, factor }))).toMatchObject({
          ok: false,
          fault: "factor_other_method",
        });
      }
      // A pin stored before this rule existed is not used either.
      const { id, ...stored } = sources.electricity!;
      const input = { ...stored, nameEn: stored.name.en, nameZh: stored.name.zh };
      await inTenant(actor, async (tx) => {
        const factorSelection = { factorId: "cn-mee-ets-grid.national" };
        await changeEmissionSource(tx, actor, { id }, { ...input, factorSelection });
        await saveActivities(tx, actor, YEAR, [power("1000")]);
      });
      const runId = await runNow(engine.doors, actor, inventory);
      const { document } = await inTenant(actor, (tx) => getRun(tx, actor.organizationId, runId));
      expect(document.results?.issues).toMatchObject([{ code: "factor_missing", activity: "a1" }]);
      const [why] = await inTenant(actor, (tx) => getSelection(tx, runId, "a1"));
      expect(why?.candidates).toMatchObject([{ why: "other_method", method: "ets" }]);
    });

    // Runs last, because it adds to the library.
    it("suggests a new run when the library gains an edition, and changes nothing automatically", async () => {
      const { actor, inventory } = await makeCompany(engine.doors);
      await engine.doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [power("1000")]));
      const runId = await runNow(engine.doors, actor, inventory);
      const run = await engine.doors.withTenant(actor, (tx) => getRun(tx, actor.organizationId, runId));
      await addEdition(engine);
      const now = await engine.doors.withTenant(actor, (tx) => compareWithNow(tx, actor.organizationId, run));
      expect(now).toMatchObject({
        isCurrent: false,
        isPolicyChanged: false,
        moves: [{ from: { version: "2023" }, to: { version: "2024" }, isEdition: true, activities: ["a1"] }],
      });
      const kept = await engine.doors.withTenant(actor, (tx) => getRun(tx, actor.organizationId, runId));
      expect(kept.documentText).toBe(run.documentText);
      // A pin takes precedence over it.
      await engine.doors.withTenant(actor, (tx) =>
        stateFactorPolicy(tx, actor, { ...EARLIER, pinnedEditions: { "cn-mee-grid": "2023" } }),
      );
      const pinned = await engine.doors.withTenant(actor, (tx) => compareWithNow(tx, actor.organizationId, run));
      expect(pinned.moves).toEqual([]);
    });
  },
  "factor library",
);

/**
 * Publishes a later release of one factor as the owner of the database. The embedded engine allows one process at a
 * time.
 */
async function addEdition(engine: Engine): Promise<void> {
  await engine.doors.close();
  await migrate(engine.ownerUrl, async (db) => {
    await sql`insert into factor_dataset select (jsonb_populate_record(d, '{"edition": "2024"}'::jsonb)).*
      from factor_dataset d where id = 'cn-mee-grid' and edition = '2023'`.execute(db);
    await sql`insert into emission_factor select (jsonb_populate_record(f, jsonb_build_object('version', '2024',
        'valid_from', '2024-01-01', 'valid_to', '2024-12-31',
        'document', f.document || '{"version": "2024", "validFrom": "2024-01-01", "validTo": "2024-12-31"}'::jsonb))).*
      from emission_factor f where id = 'cn-mee-grid.province.js' and version = '2023'`.execute(db);
  });
  Object.assign(engine, { doors: await openDoors(engine.url) });
}
