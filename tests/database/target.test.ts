import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import type { IssuerKeys } from "#app/log/keys/issuer-keys.server.ts";
import { money } from "#app/money/money.ts";
import { openInventory } from "#app/organization/inventory.server.ts";
import { parseReportCredential } from "#app/proof/credential.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { stateDisclosures } from "#app/report/disclosure/disclosure.server.ts";
import { checkBaseYear, decideRecalculation, loadBaseYear } from "#app/runs/base-year/base-year.server.ts";
import { performRun } from "#app/runs/calculation-run.server.ts";
import { readReportedYears } from "#app/target/issued-year.server.ts";
import { addMeasure, changeMeasure, getMeasure, listMeasures } from "#app/target/measure.server.ts";
import { addTarget, changeTarget, getTargetVersions, listTargets, withdrawTarget } from "#app/target/target.server.ts";
import { readTarget } from "#app/target/target-view.server.ts";
import type { Doors } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { sampleTarget } from "#tests/support/list-rows.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { issueNow, makeCompany, makeKeys, runNow, YEAR } from "#tests/support/sample-company.ts";
import { SAMPLE_DISCLOSURES } from "#tests/support/sample-disclosures.ts";
import { stateBaseYear } from "#tests/support/save-now.ts";

const NEXT = { start: "2026-01-01", end: "2026-12-31" };
const NOW = new Date("2028-03-01T00:00:00Z");

let keys: IssuerKeys;

function nights(period: string, quantity: string) {
  const place = { facility: "Plant A", source: "Hotel nights", unit: "room_night" };
  return { kind: "add" as const, recordId: randomUUID(), entry: { ...EMPTY_ENTRY, ...place, period, quantity } };
}

/** A company with an issued report of 2025 for 100 room nights: 5350 kg. */
async function companyWithReport(doors: Doors) {
  const company = await makeCompany(doors);
  const { actor, inventory } = company;
  const record = nights("2025-03", "100");
  await doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [record]));
  const runId = await runNow(doors, actor, inventory);
  await issue(doors, actor, runId);
  return { ...company, runId, record };
}

async function issue(doors: Doors, actor: Actor, runId: string) {
  const issued = await issueNow(doors, keys, actor, { runId });
  if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
  return issued;
}

/** The next year with other room nights, calculated and not issued. */
async function nextYear(doors: Doors, actor: Actor, quantity: string) {
  const inventory = await doors.withTenant(actor, async (tx) => {
    const opened = await openInventory(tx, actor, NEXT);
    await stateDisclosures(tx, actor, { inventoryId: opened.id, basedOn: 0, change: SAMPLE_DISCLOSURES });
    return opened;
  });
  await doors.withTenant(actor, (tx) => saveActivities(tx, actor, NEXT, [nights("2026-03", quantity)]));
  return runNow(doors, actor, inventory);
}

async function add(doors: Doors, actor: Actor, change: Partial<Parameters<typeof addTarget>[2]> = {}) {
  const added = await doors.withTenant(actor, (tx) => addTarget(tx, actor, { ...sampleTarget("Target"), ...change }));
  if ("faults" in added) throw new Error(JSON.stringify(added.faults));
  return added.id;
}

async function read(doors: Doors, actor: Actor, id: string) {
  return doors.withTenant(actor, async (tx) => {
    const [{ value }] = await getTargetVersions(tx, actor.organizationId, id);
    const measures = (await listMeasures(tx, actor.organizationId)).filter(({ targetId }) => targetId === id);
    return readTarget(tx, value, await readReportedYears(tx, actor.organizationId), { measures, now: NOW });
  });
}

onEachEngine(
  "targets",
  (engine) => {
    beforeAll(async () => {
      keys = await makeKeys();
    });

    it("reads progress from issued reports alone and interpolates nothing", async () => {
      const { actor } = await companyWithReport(engine.doors);
      const id = await add(engine.doors, actor, { reductionPercent: "50" });
      const runId = await nextYear(engine.doors, actor, "90");
      const before = (await read(engine.doors, actor, id)).view!;
      expect(before.years.map(({ year, path, issued, gap }) => [year, path, issued, gap])).toEqual([
        [2025, "5.35", "5.35", null],
        [2026, "4.815", null, "no_report"],
        [2027, "4.28", null, "no_report"],
        [2028, "3.745", null, "not_over"],
        [2029, "3.21", null, "not_over"],
        [2030, "2.675", null, "not_over"],
      ]);
      expect(before.newest?.year).toBe(2025);

      await issue(engine.doors, actor, runId);
      const { years, newest, gap } = (await read(engine.doors, actor, id)).view!;
      expect(years[1]).toMatchObject({ issued: "4.815", difference: "0", isAbove: false, gap: null });
      expect(newest?.year).toBe(2026);
      expect(gap).toMatchObject({ year: 2026, tonnes: "2.14", measures: "0", left: "2.14" });
    });

    it("takes the newest report of a year", async () => {
      const { actor, inventory, record } = await companyWithReport(engine.doors);
      const id = await add(engine.doors, actor);
      const entry = { ...record.entry, quantity: "120" };
      await engine.doors.withTenant(actor, (tx) =>
        saveActivities(tx, actor, YEAR, [{ kind: "correct", recordId: record.recordId, version: 1, entry }]),
      );
      await issue(engine.doors, actor, await runNow(engine.doors, actor, inventory));
      const { base, baseAtSave, years } = (await read(engine.doors, actor, id)).view!;
      expect([base.value, years[0]!.issued, baseAtSave]).toEqual(["6.42", "6.42", "5.35"]);
    });

    it("starts from the declared base year and notes its recalculation", async () => {
      const { doors } = engine;
      const { actor, runId, record } = await companyWithReport(doors);
      await doors.withTenant(actor, (tx) =>
        stateBaseYear(tx, actor, { runId, thresholdPercent: "5", rationale: "The first full year.", reason: "" }),
      );
      const id = await add(doors, actor);
      expect((await read(doors, actor, id)).view!.base).toMatchObject({ from: "declared", value: "5.35" });

      const entry = { ...record.entry, quantity: "110" };
      await doors.withTenant(actor, (tx) =>
        saveActivities(tx, actor, YEAR, [{ kind: "correct", recordId: record.recordId, version: 1, entry }]),
      );
      const inputs = (await doors.withTenant(actor, (tx) => loadBaseYear(tx, actor.organizationId)))!;
      const check = checkBaseYear(inputs);
      if (check.kind !== "checked") throw new Error("not checked");
      const reason = "A bill was missing.";
      await doors.withTenant(actor, (tx) =>
        decideRecalculation(tx, actor, inputs, { decision: "recalculated", reason, check }),
      );
      const [job] = await doors.withTenant(actor, (tx) =>
        tx.selectFrom("base_year_decision").select("restated_run_id").execute(),
      );
      await performRun(doors, { tenantId: actor.tenantId, userId: actor.userId, jobId: job!.restated_run_id! });
      const { base, baseAtSave, years } = (await read(doors, actor, id)).view!;
      expect([base.from, base.value, baseAtSave]).toEqual(["recalculated", "5.885", "5.35"]);
      // Progress is what was issued, also in the base year.
      expect(years[0]).toMatchObject({ path: "5.885", issued: "5.35" });
    });

    it("refuses a base year, scope, category or intensity without a figure", async () => {
      const { doors } = engine;
      const { actor } = await companyWithReport(doors);
      const refused = (change: Partial<Parameters<typeof addTarget>[2]>) =>
        doors.withTenant(actor, (tx) => addTarget(tx, actor, { ...sampleTarget("Target"), ...change }));
      expect(await refused({ baseYear: 2024 })).toEqual({ faults: { baseYear: "base_missing" } });
      expect(await refused({ scopes: [1, 3] })).toEqual({ faults: { scope1: "part_missing" } });
      expect(await refused({ categories: ["waste"] })).toEqual({ faults: { scope1: "part_missing" } });
      expect(await refused({ kind: "intensity" })).toEqual({ faults: { kind: "intensity_missing" } });
      expect(await doors.withTenant(actor, (tx) => listTargets(tx, actor.organizationId))).toEqual([]);
    });

    it("divides an intensity by what each report states, and not by another unit", async () => {
      const { doors } = engine;
      const company = await makeCompany(doors);
      const { actor, inventory } = company;
      const per = (en: string, quantity: string) => ({
        intensity: { per: { en, zh: `单位 ${en}` }, quantity, source: { en: "Production log", zh: "生产记录" } },
      });
      await doors.withTenant(actor, async (tx) => {
        await stateDisclosures(tx, actor, {
          inventoryId: inventory.id,
          basedOn: 1,
          change: per("tonne of parts", "50"),
        });
        await saveActivities(tx, actor, YEAR, [nights("2025-03", "100")]);
      });
      await issue(doors, actor, await runNow(doors, actor, inventory));
      const { number } = await doors.withTenant(actor, (tx) =>
        tx.selectFrom("report").select("number").executeTakeFirstOrThrow(),
      );
      const { credential } = await doors.withPublic((tx) =>
        tx.selectFrom("published_report").select("credential").where("number", "=", number).executeTakeFirstOrThrow(),
      );
      // The signed record has the same basis, so the page can't state another one.
      expect(parseReportCredential(credential).facts.intensity).toEqual({
        per: { en: "tonne of parts", zh: "单位 tonne of parts" },
        quantity: "50",
      });
      const id = await add(doors, actor, { kind: "intensity", categories: ["business_travel"] });
      const [{ value }] = await doors.withTenant(actor, (tx) => getTargetVersions(tx, actor.organizationId, id));
      expect(value.per).toEqual({ en: "tonne of parts", zh: "单位 tonne of parts" });
      expect((await read(doors, actor, id)).view!.years[0]).toMatchObject({ path: "0.107", issued: "0.107" });

      const runId = await nextYear(doors, actor, "100");
      const [next] = await doors.withTenant(actor, (tx) =>
        tx.selectFrom("inventory").select("id").where("period_start", "=", NEXT.start).execute(),
      );
      await doors.withTenant(actor, (tx) =>
        stateDisclosures(tx, actor, { inventoryId: next!.id, basedOn: 1, change: per("employee", "10") }),
      );
      await issue(doors, actor, runId);
      expect((await read(doors, actor, id)).view!.years[1]).toMatchObject({ issued: null, gap: "intensity_differs" });
    });

    it("keeps every version of a target and a measure, and the database refuses to change one", async () => {
      const { doors } = engine;
      const { actor } = await companyWithReport(doors);
      const id = await add(doors, actor);
      const change = { ...sampleTarget("Renamed"), reason: "A better plan", basedOn: 1 };
      expect(await doors.withTenant(actor, (tx) => changeTarget(tx, actor, id, change))).toBeNull();
      await doors.withTenant(actor, (tx) => withdrawTarget(tx, actor, id, { basedOn: 2, reason: "Replaced" }));
      const versions = await doors.withTenant(actor, (tx) => getTargetVersions(tx, actor.organizationId, id));
      expect(versions.map(({ value }) => [value.name, value.reason, value.isWithdrawn])).toEqual([
        ["Renamed", "Replaced", true],
        ["Renamed", "A better plan", false],
        ["Target", "", false],
      ]);
      const measure = {
        name: "Heat pump",
        ownerId: actor.userId,
        year: 2027,
        effectTonnes: "1.5",
        cost: money(250_000, "CNY"),
        state: "planned",
      } as const;
      const measureId = await doors.withTenant(actor, (tx) => addMeasure(tx, actor, id, measure));
      await doors.withTenant(actor, (tx) =>
        changeMeasure(tx, actor, measureId, { ...measure, state: "done", basedOn: 1 }),
      );
      await expect(
        doors.withTenant(actor, (tx) =>
          changeMeasure(tx, actor, measureId, { ...measure, state: "dropped", basedOn: 2 }),
        ),
      ).rejects.toMatchObject({ code: "conflict", details: { reason: "state_order" } });
      await expect(
        doors.withTenant(actor, (tx) =>
          changeMeasure(tx, actor, measureId, { ...measure, ownerId: "a stranger", basedOn: 2 }),
        ),
      ).rejects.toMatchObject({ code: "invalid", details: { reason: "owner_unknown" } });
      const kept = await doors.withTenant(actor, (tx) => getMeasure(tx, actor.organizationId, measureId));
      expect(kept.versions.map(({ value }) => [value.state, value.cost])).toEqual([
        ["done", { minor: 250_000n, currency: "CNY" }],
        ["planned", { minor: 250_000n, currency: "CNY" }],
      ]);
      for (const table of ["target", "target_version", "measure", "measure_version"])
        for (const statement of [
          sql`delete from ${sql.table(table)}`,
          sql`update ${sql.table(table)} set created_by = 'x'`,
        ])
          await expect(
            doors.withTenant(actor, (tx) => statement.execute(tx)),
            table,
          ).rejects.toThrow();
    });

    it("shows nothing to another workspace or organization", async () => {
      const { doors } = engine;
      const { actor } = await companyWithReport(doors);
      const id = await add(doors, actor);
      const stranger = await makeTenant(doors, "Stranger Works");
      await expect(
        doors.withTenant(stranger, (tx) => getTargetVersions(tx, stranger.organizationId, id)),
      ).rejects.toMatchObject({ code: "not_found" });
      await expect(
        doors.withTenant(actor, (tx) => getTargetVersions(tx, stranger.organizationId, id)),
      ).rejects.toMatchObject({ code: "not_found" });
      expect(await doors.withTenant(stranger, (tx) => listTargets(tx, actor.organizationId))).toEqual([]);
    });
  },
  "factor library",
);
