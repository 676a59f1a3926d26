import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect, it, vi } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { createTenant, listTenantsOfUser } from "#app/access/membership.server.ts";
import type { Category } from "#app/carbon/line/scope.ts";
import type { UnitCode } from "#app/carbon/unit/unit.ts";
import { basedOnOf } from "#app/kit/based-on.server.ts";
import { listInventories, openInventory } from "#app/organization/inventory.server.ts";
import {
  changeOrganization,
  getOrganization,
  listOrganizationsOfUser,
  type NewOrganization,
} from "#app/organization/organization.server.ts";
import { getOverview } from "#app/overview/overview.server.ts";
import { addEmissionSource, changeEmissionSource } from "#app/places/emission-source.server.ts";
import {
  addFacility,
  changeFacility,
  type Facility,
  listFacilities,
  removeFacility,
} from "#app/places/facility/facility.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { type FactorChoice, resolveFactorChoice } from "#app/sources/source-factor.server.ts";
import { listTrail } from "#app/trail/audit-trail-list.server.ts";
import { NO_TRAIL_FILTER } from "#app/trail/filter.ts";
import { startOrganization } from "#app/workspace/start-organization.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { type Engine, onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";

const YEAR = { start: "2025-01-01", end: "2025-12-31" };
const WORKSPACE = { name: "Sample Advisory", kind: "consultancy" } as const;

const NEW: NewOrganization = {
  nameEn: "Sample Castings",
  nameZh: "示例铸造",
  consolidationApproach: "equity_share",
  gwpSet: "AR6",
};
const PLANT = {
  nameEn: "Plant",
  nameZh: "一厂",
  country: "CN",
  subdivision: "",
  gridRegion: "CN-JS",
  consolidationShare: "1",
};

/** Waits until another connection waits for this transaction. */
async function expectToBlock(tx: TenantTx): Promise<void> {
  const waiting = sql`select 1 from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`;
  expect((await waiting.execute(tx)).rows).toHaveLength(1);
}

async function makeUser({ doors }: Engine): Promise<string> {
  const id = randomUUID();
  const user = { id, name: "Sample Person", email: `${id}@sample.example`, email_verified: true, locale: "en" };
  await doors.accounts
    .insertInto("user_account")
    .values({ ...user, two_factor_enabled: false })
    .execute();
  return id;
}

async function start(engine: Engine, userId: string, input: Parameters<typeof startOrganization>[2]): Promise<string> {
  const started = await startOrganization(engine.doors, { userId, workspaceKind: null }, input, YEAR);
  if ("fault" in started) throw new Error(started.fault);
  return started.id;
}

const inTenant = <T>(engine: Engine, actor: Actor, work: (tx: TenantTx) => Promise<T>): Promise<T> =>
  engine.doors.withTenant(actor, work);

onEachEngine(
  "an organization",
  (engine) => {
    it("is added to the tenant of the person, which keeps its own name", async () => {
      const userId = await makeUser(engine);
      const tenantId = await engine.doors.withSystem((tx) => createTenant(tx, { ...WORKSPACE, userId }));
      const first = await start(engine, userId, NEW);
      const second = await start(engine, userId, { ...NEW, nameEn: "Second" });
      const listed = await engine.doors.withSystem((tx) => listOrganizationsOfUser(tx, userId));
      expect(listed.map(({ id, role }) => [id, role])).toEqual([
        [first, "owner"],
        [second, "owner"],
      ]);
      const tenants = await engine.doors.withSystem((tx) => listTenantsOfUser(tx, userId));
      expect(tenants).toMatchObject([{ id: tenantId, name: WORKSPACE.name }]);
      const inventories = await engine.doors.withTenant({ tenantId, userId }, (tx) => listInventories(tx, first));
      expect(inventories.map(({ period }) => period)).toEqual([YEAR]);
    });

    it("can't be created with a GWP set that the library lacks", async () => {
      const userId = await makeUser(engine);
      await engine.doors.withSystem((tx) => createTenant(tx, { ...WORKSPACE, userId }));
      const input = { ...NEW, gwpSet: "AR9" };
      expect(await startOrganization(engine.doors, { userId, workspaceKind: null }, input, YEAR)).toEqual({
        fault: "gwpSet",
      });
      expect(await engine.doors.withSystem((tx) => listOrganizationsOfUser(tx, userId))).toEqual([]);
    });

    it.each([null, "consultancy", "verification_body"] as const)(
      "can't be created without a tenant (%s)",
      async (kind) => {
        const userId = await makeUser(engine);
        await expect(startOrganization(engine.doors, { userId, workspaceKind: kind }, NEW, YEAR)).rejects.toMatchObject(
          { code: "not_found" },
        );
      },
    );

    it("of a company brings its workspace with the same name, and the second one is added to it", async () => {
      const userId = await makeUser(engine);
      const company = { userId, workspaceKind: "company" } as const;
      for (const nameEn of ["First", "Second"])
        expect(await startOrganization(engine.doors, company, { ...NEW, nameEn }, YEAR)).toHaveProperty("id");
      const tenants = await engine.doors.withSystem((tx) => listTenantsOfUser(tx, userId));
      expect(tenants).toMatchObject([{ name: "First" }]);
      expect(await engine.doors.withSystem((tx) => listOrganizationsOfUser(tx, userId))).toHaveLength(2);
    });

    it("can't be seen or changed by another tenant", async () => {
      const [own, other] = [await makeTenant(engine.doors), await makeTenant(engine.doors)];
      const foreign = { organizationId: own.organizationId };
      await expect(inTenant(engine, other, (tx) => getOrganization(tx, own.organizationId))).rejects.toMatchObject({
        code: "not_found",
      });
      await expect(
        inTenant(engine, other, (tx) => changeOrganization(tx, { ...other, ...foreign }, DETAILS)),
      ).rejects.toMatchObject({ code: "not_found" });
      expect(
        await inTenant(engine, other, (tx) => listTrail(tx, own.organizationId, NO_TRAIL_FILTER, { limit: 50 })),
      ).toEqual([]);
    });

    it("lists who changed what, newest first", async () => {
      const actor = await makeTenant(engine.doors);
      await inTenant(engine, actor, (tx) => changeOrganization(tx, actor, DETAILS));
      const changes = await inTenant(engine, actor, (tx) =>
        listTrail(tx, actor.organizationId, NO_TRAIL_FILTER, { limit: 50 }),
      );
      expect(changes.map(({ action }) => action)).toEqual(["organization.changed", "organization.added"]);
      expect(changes[0]).toMatchObject({
        authorName: "Sample Person",
        before: { name: { en: "Sample Works" } },
        after: { name: { en: "Renamed", zh: "" } },
      });
    });

    it("doesn't overwrite changes that the author has not seen", async () => {
      const actor = await makeTenant(engine.doors);
      const [facility, source, organization] = await inTenant(engine, actor, async (tx) => {
        const plant = await addFacility(tx, actor, PLANT);
        const meter = await addEmissionSource(tx, actor, electricityOf(plant));
        return [plant, meter, await getOrganization(tx, actor.organizationId)] as const;
      });
      const changes: [seen: object, change: (tx: TenantTx, nameEn: string, basedOn: string) => Promise<object>][] = [
        [
          facility,
          (tx, nameEn, seen) => changeFacility(tx, actor, { id: facility.id, basedOn: seen }, { ...PLANT, nameEn }),
        ],
        [
          source,
          (tx, nameEn, seen) =>
            changeEmissionSource(tx, actor, { id: source.id, basedOn: seen }, { ...electricityOf(facility), nameEn }),
        ],
        [organization, (tx, nameEn, seen) => changeOrganization(tx, actor, { ...DETAILS, nameEn }, seen)],
      ];
      for (const [seen, change] of changes) {
        let other: Promise<unknown> = Promise.resolve();
        const done = await inTenant(engine, actor, async (tx) => {
          const changed = await change(tx, "One", basedOnOf(seen));
          other = inTenant(engine, actor, (late) => change(late, "Other", basedOnOf(seen))).catch((error) => error);
          if (engine.name === "PostgreSQL") await vi.waitFor(() => expectToBlock(tx), { timeout: 60_000 });
          return changed;
        });
        expect(await other).toMatchObject({ code: "conflict", details: { reason: "stale" } });
        // A retry based on the new version succeeds.
        await inTenant(engine, actor, (tx) => change(tx, "Both", basedOnOf(done)));
      }
    });

    it("keeps a facility with sources, and removes one without", async () => {
      const actor = await makeTenant(engine.doors);
      await inTenant(engine, actor, async (tx) => {
        const used = await addFacility(tx, actor, PLANT);
        const free = await addFacility(tx, actor, { ...PLANT, nameEn: "Depot" });
        await addEmissionSource(tx, actor, electricityOf(used));
        await expect(removeFacility(tx, actor, used.id)).rejects.toMatchObject({
          code: "conflict",
          details: { reason: "facility_has_sources" },
        });
        await removeFacility(tx, actor, free.id);
        expect((await listFacilities(tx, actor.organizationId)).map(({ id }) => id)).toEqual([used.id]);
      });
    });

    it("lists the months with data", async () => {
      const actor = await makeTenant(engine.doors);
      await inTenant(engine, actor, async (tx) => {
        const before = await getOverview(tx, actor.organizationId, null);
        expect(before).toMatchObject({ inventory: null, completeness: null, result: null });
        const { id } = await openInventory(tx, actor, YEAR);
        const facility = await addFacility(tx, actor, PLANT);
        const source = await addEmissionSource(tx, actor, electricityOf(facility));
        const entry = {
          facility: "Plant",
          source: "Electricity",
          quantity: "100",
          unit: "kWh",
          evidence: "",
          note: "",
        };
        const saved = await saveActivities(tx, actor, YEAR, [
          { kind: "add", recordId: randomUUID(), entry: { ...entry, period: "2025-01", dataQuality: "measured" } },
          { kind: "add", recordId: randomUUID(), entry: { ...entry, period: "2025-02", dataQuality: "estimated" } },
        ]);
        expect(saved).toMatchObject({ ok: true });
        const after = await getOverview(tx, actor.organizationId, id);
        expect(after.recordCount).toBe(2);
        expect(after.completeness?.counts).toEqual({ complete: 1, estimated: 1, missing: 10 });
        expect(after.completeness?.sources[0]).toMatchObject({ sourceId: source.id });
        expect(after.completeness?.sources[0]?.months[1]).toEqual({
          month: "2025-02",
          state: "estimated",
          daysDue: 28,
          daysCovered: 28,
          daysEstimatedOnly: 28,
        });
      });
    });

    const GAS = "cn-ndrc-industry-fuels.natural-gas";
    const NCV = "cn-ndrc-industry-fuels-ncv.natural-gas";
    const choice = (change: Partial<FactorChoice>): FactorChoice => ({
      organizationId: randomUUID(),
      facility: {
        id: "",
        name: { en: "", zh: "" },
        country: "CN",
        subdivision: "",
        gridRegion: "CN-JS",
        consolidationShare: "1",
      },
      category: "purchased_electricity" as Category,
      unit: "kWh" as UnitCode,
      factor: "grid_average",
      useResidual: false,
      via: "",
      ...change,
    });
    const abroad = {
      id: "",
      name: { en: "", zh: "" },
      country: "JP",
      subdivision: "",
      gridRegion: "JP",
      consolidationShare: "1",
    };

    it.each<[string, Partial<FactorChoice>, object]>([
      ["the grid of the facility", {}, { ok: true, selection: { method: "grid_average" } }],
      [
        "with the residual mix",
        { useResidual: true },
        { ok: true, selection: { method: "grid_average", residualMethod: "residual" } },
      ],
      ["a grid for gas", { category: "stationary_combustion" }, { ok: false, fault: "grid_needs_electricity" }],
      ["a grid by the kilogram", { unit: "kg" }, { ok: false, field: "unit", fault: "unit_no_path" }],
      ["no published grid", { facility: abroad }, { ok: false, fault: "grid_region_missing" }],
      ["an unknown factor", { factor: "no-such-factor" }, { ok: false, fault: "factor_unknown" }],
      ["a property as a factor", { factor: NCV }, { ok: false, fault: "factor_not_selectable" }],
      ["a residual mix as a factor", { factor: "cn-mee-grid.national.residual" }, { fault: "factor_not_selectable" }],
      ["a marginal rate", { factor: "us-egrid.non-baseload-rfcw" }, { ok: false, fault: "factor_not_selectable" }],
      ["a factor in its own unit", { factor: GAS, unit: "GJ" }, { ok: true, selection: { factorId: GAS } }],
      ["a factor that needs a heating value", { factor: GAS, unit: "Nm3" }, { field: "via", fault: "via_missing" }],
      ["with the heating value", { factor: GAS, unit: "Nm3", via: NCV }, { selection: { factorId: GAS, via: [NCV] } }],
      [
        "with a property that does not fit",
        { factor: GAS, unit: "Nm3", via: "x" },
        { ok: false, fault: "via_missing" },
      ],
      ["a unit that leads nowhere", { factor: GAS, unit: "p.km" }, { ok: false, field: "unit", fault: "unit_no_path" }],
    ])("finds the factor of a source: %s", async (_, change, expected) => {
      const actor = await makeTenant(engine.doors);
      expect(await inTenant(engine, actor, (tx) => resolveFactorChoice(tx, choice(change)))).toMatchObject(expected);
    });
  },
  "factor library",
);

const DETAILS = {
  nameEn: "Renamed",
  nameZh: "",
  legalId: "",
  legalIdKind: "",
  addressEn: "",
  addressZh: "",
  descriptionEn: "",
  descriptionZh: "",
  responsibleName: "",
  responsibleRole: "",
  responsibleContact: "",
  consolidationApproach: "operational_control",
  gwpSet: "AR6",
} as const;

function electricityOf(facility: Facility) {
  return {
    facilityId: facility.id,
    nameEn: "Electricity",
    nameZh: "",
    scope: 2 as const,
    category: "purchased_electricity",
    unit: "kWh",
    factorSelection: { method: "grid_average" },
    uncertainty: null,
  };
}
