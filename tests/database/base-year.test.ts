import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { openInventory } from "#app/organization/inventory.server.ts";
import { addEmissionSource } from "#app/places/emission-source.server.ts";
import { addFacility, changeFacility, listFacilities } from "#app/places/facility/facility.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import {
  checkBaseYear,
  decideRecalculation,
  findBaseYear,
  loadBaseYear,
} from "#app/runs/base-year/base-year.server.ts";
import { getRun } from "#app/runs/calculation.server.ts";
import { performRun } from "#app/runs/calculation-run.server.ts";
import { compareSides, listComparableRuns, loadRun } from "#app/runs/run-comparison.server.ts";
import type { Doors } from "#db/doors.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeCompany, runNow, YEAR } from "#tests/support/sample-company.ts";
import { stateBaseYear } from "#tests/support/save-now.ts";

const NEXT = { start: "2026-01-01", end: "2026-12-31" };

function add(source: string, period: string, quantity: string, unit = "room_night") {
  const entry = { ...EMPTY_ENTRY, facility: "Plant A", source, period, quantity, unit };
  return { kind: "add" as const, recordId: randomUUID(), entry };
}

/** A company with a run of a year with 100 room nights, saved as the base year. */
async function companyWithBaseYear(doors: Doors) {
  const company = await makeCompany(doors);
  const { actor, inventory } = company;
  const record = add("Hotel nights", "2025-03", "100");
  await doors.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, [record]));
  const runId = await runNow(doors, actor, inventory);
  const statement = { runId, thresholdPercent: "5", rationale: "The first full year.", reason: "" };
  await doors.withTenant(actor, (tx) => stateBaseYear(tx, actor, statement));
  return { ...company, runId, record };
}

async function check(doors: Doors, actor: Actor) {
  const inputs = await doors.withTenant(actor, (tx) => loadBaseYear(tx, actor.organizationId));
  const checked = checkBaseYear(inputs!);
  if (checked.kind !== "checked") throw new Error(JSON.stringify(checked));
  return { inputs: inputs!, checked };
}

const correct = (
  doors: Doors,
  actor: Actor,
  record: ReturnType<typeof add>,
  { version, quantity }: { version: number; quantity: string },
) =>
  doors.withTenant(actor, (tx) =>
    saveActivities(tx, actor, YEAR, [
      { kind: "correct", recordId: record.recordId, version, entry: { ...record.entry, quantity } },
    ]),
  );

onEachEngine(
  "the base year",
  (engine) => {
    it("proposes nothing while today's inputs give the same figures", async () => {
      const { actor } = await companyWithBaseYear(engine.doors);
      const { checked } = await check(engine.doors, actor);
      expect(checked).toMatchObject({ isUnchanged: true, proposal: { isProposed: false } });
    });

    it("proposes a recalculation for an error above the threshold. A person decides, and the original run is kept", async () => {
      const { actor, runId, record } = await companyWithBaseYear(engine.doors);
      const original = await engine.doors.withTenant(actor, (tx) => getRun(tx, actor.organizationId, runId));
      await correct(engine.doors, actor, record, { version: 1, quantity: "110" });
      const { inputs, checked } = await check(engine.doors, actor);
      expect(checked.proposal).toMatchObject({ isProposed: true, thresholdPercent: "5" });
      expect(checked.proposal.triggers).toMatchObject([
        { trigger: "structural", percent: "0", isAboveThreshold: false },
        { trigger: "methodology", percent: "0" },
        { trigger: "error", co2eKg: "535", percent: "10", isAboveThreshold: true },
      ]);
      expect(checked.figures[0]).toMatchObject({
        original: { co2eKg: "5350" },
        restated: { co2eKg: "5885" },
        percent: "10",
      });

      await engine.doors.withTenant(actor, (tx) =>
        decideRecalculation(tx, actor, inputs, {
          decision: "recalculated",
          reason: "A bill was missing.",
          check: checked,
        }),
      );
      const pending = (await engine.doors.withTenant(actor, (tx) => findBaseYear(tx, actor.organizationId)))!;
      expect(pending).toMatchObject({ referenceRunId: runId, pendingRunId: pending.decisions[0]!.restatedRunId });
      const jobId = pending.pendingRunId!;
      await performRun(engine.doors, { tenantId: actor.tenantId, userId: actor.userId, jobId });
      const done = (await engine.doors.withTenant(actor, (tx) => findBaseYear(tx, actor.organizationId)))!;
      expect(done).toMatchObject({ referenceRunId: jobId, pendingRunId: null });
      expect(done.decisions).toMatchObject([
        { decision: "recalculated", originalRunId: runId, proposal: checked.proposal },
      ]);
      expect((await check(engine.doors, actor)).checked.isUnchanged).toBe(true);
      expect(await engine.doors.withTenant(actor, (tx) => getRun(tx, actor.organizationId, runId))).toEqual(original);
    });

    it("stores a decision against a recalculation with its reason, for these exact inputs", async () => {
      const { actor, record, runId } = await companyWithBaseYear(engine.doors);
      await correct(engine.doors, actor, record, { version: 1, quantity: "94" });
      const { inputs, checked } = await check(engine.doors, actor);
      await engine.doors.withTenant(actor, (tx) =>
        decideRecalculation(tx, actor, inputs, {
          decision: "not_recalculated",
          reason: "Under review.",
          check: checked,
        }),
      );
      const state = (await engine.doors.withTenant(actor, (tx) => findBaseYear(tx, actor.organizationId)))!;
      expect(state).toMatchObject({ referenceRunId: runId, pendingRunId: null });
      expect(state.decisions[0]).toMatchObject({
        inputsHash: checked.inputsHash,
        reason: "Under review.",
        restatedRunId: null,
      });
      await correct(engine.doors, actor, record, { version: 2, quantity: "90" });
      expect((await check(engine.doors, actor)).checked.inputsHash).not.toBe(checked.inputsHash);
    });

    it("distinguishes a share from an error, and small changes from one above the threshold", async () => {
      const { actor } = await companyWithBaseYear(engine.doors);
      await engine.doors.withTenant(actor, async (tx) => {
        const [plant] = await listFacilities(tx, actor.organizationId);
        const { id, name, ...rest } = plant!;
        await changeFacility(
          tx,
          actor,
          { id },
          { ...rest, nameEn: name.en, nameZh: name.zh, consolidationShare: "0.96" },
        );
      });
      const { checked } = await check(engine.doors, actor);
      expect(checked.proposal.isProposed).toBe(false);
      expect(checked.proposal.triggers[0]).toMatchObject({ trigger: "structural", co2eKg: "-214", percent: "-4" });
    });

    it("is versioned: a new version leaves the earlier one and its decisions unchanged", async () => {
      const { actor, runId } = await companyWithBaseYear(engine.doors);
      const statement = {
        runId,
        thresholdPercent: "2.5",
        rationale: "As before.",
        reason: "The verifier asked for it.",
      };
      await engine.doors.withTenant(actor, (tx) => stateBaseYear(tx, actor, statement));
      const { policies } = (await engine.doors.withTenant(actor, (tx) => findBaseYear(tx, actor.organizationId)))!;
      expect(policies.map(({ version, thresholdPercent }) => [version, thresholdPercent])).toEqual([
        [2, "2.5"],
        [1, "5"],
      ]);
      await expect(
        engine.doors.withTenant(actor, (tx) => tx.updateTable("base_year_policy").set({ reason: "" }).execute()),
      ).rejects.toThrow(/permission denied/);
    });

    it("of another tenant can't be saved or read", async () => {
      const one = await companyWithBaseYear(engine.doors);
      const { actor } = await makeCompany(engine.doors);
      const statement = { runId: one.runId, thresholdPercent: "5", rationale: "", reason: "" };
      await expect(engine.doors.withTenant(actor, (tx) => stateBaseYear(tx, actor, statement))).rejects.toMatchObject({
        code: "not_found",
      });
      expect(await engine.doors.withTenant(actor, (tx) => findBaseYear(tx, one.actor.organizationId))).toBeNull();
    });
  },
  "factor library",
);

onEachEngine(
  "a comparison of runs",
  (engine) => {
    it("recognizes records, sources and facilities over years, and shows what moved", async () => {
      const { actor, inventory } = await makeCompany(engine.doors);
      await engine.doors.withTenant(actor, (tx) =>
        saveActivities(tx, actor, YEAR, [
          add("Hotel nights", "2025-03", "100"),
          add("Natural gas", "2025-01", "1000", "Nm3"),
        ]),
      );
      const first = await runNow(engine.doors, actor, inventory);
      const next = await engine.doors.withTenant(actor, async (tx) => {
        const opened = await openInventory(tx, actor, NEXT);
        const site = await addFacility(tx, actor, {
          nameEn: "Plant B",
          nameZh: "二厂",
          country: "CN",
          gridRegion: "CN-JS",
          consolidationShare: "1",
        });
        await addEmissionSource(tx, actor, {
          facilityId: site.id,
          nameEn: "Travel",
          nameZh: "差旅",
          scope: 3,
          category: "business_travel",
          unit: "room_night",
          factorSelection: { factorId: "uk-desnz.29_600_4009_13" },
          uncertainty: null,
        });
        const travel = add("Travel", "2026-03", "10");
        await saveActivities(tx, actor, NEXT, [
          add("Hotel nights", "2026-03", "80"),
          { ...travel, entry: { ...travel.entry, facility: "Plant B" } },
        ]);
        return opened;
      });
      const second = await runNow(engine.doors, actor, next);
      const [before, after] = await engine.doors.withTenant(actor, async (tx) => [
        await loadRun(tx, actor.organizationId, first),
        await loadRun(tx, actor.organizationId, second),
      ]);
      const { printed } = compareSides(before!.side, after!.side);
      // 53.5 kg per night: 20 nights fewer, and 10 at a new plant. Also 1,000 Nm3 of a source that has no record any
      // more.
      expect(printed.difference.co2eKg).toBe("-2697.188809");
      expect(printed.effects.filter(({ co2eKg }) => co2eKg !== "0")).toMatchObject([
        { kind: "activity", co2eKg: "-1070" },
        { kind: "boundary", co2eKg: "-1627.188809" },
      ]);
      expect(printed.sources.map(({ description, effects }) => [description.en, Object.keys(effects)])).toEqual([
        ["Hotel nights", ["activity"]],
        ["Natural gas", ["boundary"]],
        ["Travel", ["boundary"]],
      ]);
      const runs = await engine.doors.withTenant(actor, (tx) => listComparableRuns(tx, actor.organizationId));
      expect(runs.map(({ runId }) => runId)).toEqual([second, first]);
    });
  },
  "factor library",
);
