import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { type ActivityEntry, EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import {
  listFacilityFacts,
  stateFacilityFact,
  withdrawFacilityFact,
} from "#app/places/facility/facility-fact.server.ts";
import { getActivity, listActivities, listActivityVersions, saveActivities } from "#app/records/activity.server.ts";
import { submitRecords } from "#app/records/activity-review.server.ts";
import { answerHint, findHints } from "#app/records/anomaly.server.ts";
import { explainEstimate, offerEstimates, replaceEstimate, saveEstimate } from "#app/review/estimate.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeCompany } from "#tests/support/sample-company.ts";

const DECADE = { start: "2020-01-01", end: "2029-12-31" };
const GOOD: ActivityEntry = {
  ...EMPTY_ENTRY,
  facility: "Plant A",
  source: "Electricity",
  quantity: "100",
  unit: "kWh",
};

onEachEngine("estimates and warnings", (engine) => {
  type Tx = Parameters<Parameters<typeof engine.doors.withTenant>[1]>[0];
  const inTenant = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => engine.doors.withTenant(actor, work);
  async function record(actor: Actor, period: string, quantity: string, rest: Partial<ActivityEntry> = {}) {
    const recordId = randomUUID();
    const entry = { ...GOOD, period, quantity, ...rest };
    const saved = await inTenant(actor, (tx) => saveActivities(tx, actor, DECADE, [{ kind: "add", recordId, entry }]));
    expect(saved).toMatchObject({ ok: true });
    return recordId;
  }
  const hintsOf = async (actor: Actor, id: string) =>
    (await inTenant(actor, (tx) => findHints(tx, actor.organizationId, [id]))).get(id) ?? [];
  const submit = (actor: Actor, id: string) => inTenant(actor, (tx) => submitRecords(tx, actor, [id]));

  it("offer each possible method with its basis", async () => {
    const { actor, sources } = await makeCompany(engine.doors);
    const { id: sourceId, facilityId } = sources.electricity!;
    const offers = async () =>
      (
        await inTenant(actor, (tx) => offerEstimates(tx, actor.organizationId, { sourceId, month: "2025-02" }))
      ).offers.map(({ method, quantity }) => [method, quantity]);
    expect(await offers()).toEqual([]);
    await record(actor, "2024-02", "2900");
    expect(await offers()).toEqual([["previous_year", "2800"]]);
    await record(actor, "2025-01", "3100");
    await record(actor, "2025-03", "3.1", { unit: "MWh" });
    const state = (fact: object) =>
      inTenant(actor, (tx) =>
        stateFacilityFact(tx, actor, {
          facilityId,
          kind: "output",
          name: "steel",
          period: { start: "2025-01-01", end: "2025-01-31" },
          quantity: "10",
          unit: "t",
          source: "production log",
          ...fact,
        }),
      );
    await state({});
    await state({ period: { start: "2025-02-01", end: "2025-02-28" }, quantity: "7" });
    await state({
      kind: "floor_area",
      name: "",
      unit: "m2",
      quantity: "500",
      period: { start: "2025-01-01", end: "2025-12-31" },
    });
    expect(await offers()).toEqual([
      ["previous_year", "2800"],
      ["neighbours", "2800"],
      ["per_output", "2170"],
      // (2900 + 3100 + 3100) kWh over 29 + 31 + 31 days of 500 m², for 28 days of as much.
      ["per_floor_area", "2800"],
    ]);
    const [january] = await inTenant(actor, (tx) => listFacilityFacts(tx, actor.organizationId));
    expect(january).toMatchObject({ kind: "floor_area", quantity: "500" });
    await inTenant(actor, (tx) => withdrawFacilityFact(tx, actor, january!.id));
    expect((await offers()).map(([method]) => method)).not.toContain("per_floor_area");
  });

  it("are records with their method, and are replaced by the measured figure", async () => {
    const { actor, sources } = await makeCompany(engine.doors);
    const cell = { sourceId: sources.electricity!.id, month: "2025-02" };
    await record(actor, "2024-02", "2900");
    const request = { ...cell, method: "previous_year" as const, reason: "Meter was broken." };
    const saved = await inTenant(actor, (tx) => saveEstimate(tx, actor, request));
    const recordId = saved.ok ? saved.recordId : "";
    const [row] = await inTenant(actor, (tx) =>
      tx.selectFrom("activity_record").selectAll().where("record_id", "=", recordId).execute(),
    );
    expect(row).toMatchObject({
      data_quality: "estimated",
      entered_quantity: "2800",
      estimate: {
        method: "previous_year",
        reason: "Meter was broken.",
        months: [{ start: "2024-02-01", end: "2024-02-29", quantity: "2900", unit: "kWh" }],
      },
    });
    await expect(inTenant(actor, (tx) => saveEstimate(tx, actor, request))).rejects.toMatchObject({
      details: { reason: "month_complete" },
    });
    expect(await submit(actor, recordId)).toMatchObject({ done: [recordId] });
    const real = { recordId, quantity: "2750", unit: "kWh", evidence: "bill 2" };
    expect(await inTenant(actor, (tx) => replaceEstimate(tx, actor, real))).toMatchObject({ ok: true });
    const versions = await inTenant(actor, (tx) => listActivityVersions(tx, actor.organizationId, recordId));
    expect(versions).toMatchObject([
      { version: 2, dataQuality: "measured", quantity: "2750" },
      { version: 1, dataQuality: "estimated", quantity: "2800" },
    ]);
  });

  it("of another kind state their basis, and a typed one is explained later", async () => {
    const { actor, sources } = await makeCompany(engine.doors);
    const cell = { sourceId: sources.electricity!.id, month: "2025-02", method: "other" as const, reason: "No bill." };
    const other = { quantity: "0.5", unit: "万千瓦时", basis: "Rated power times hours." };
    const save = (rest: object) => inTenant(actor, (tx) => saveEstimate(tx, actor, { ...cell, ...rest }));
    await expect(save({ other: { ...other, basis: " " } })).rejects.toMatchObject({ code: "invalid" });
    expect(await save({ other: { ...other, quantity: "1,5" } })).toMatchObject({ ok: false });
    await expect(save({ method: "per_output" })).rejects.toMatchObject({ details: { reason: "method_impossible" } });
    expect(await save({ other })).toMatchObject({ ok: true });
    expect(await inTenant(actor, (tx) => listActivities(tx, actor.organizationId, DECADE))).toMatchObject([
      { quantity: "5000", unit: "kWh", period: { start: "2025-02-01", end: "2025-02-28" } },
    ]);
    const typed = await record(actor, "2025-03", "5000", { dataQuality: "estimated" });
    expect(await submit(actor, typed)).toMatchObject({ leftOut: [{ code: "estimate_unexplained" }] });
    const words = { recordId: typed, basis: "Average of the year.", reason: "Bill lost." };
    await inTenant(actor, (tx) => explainEstimate(tx, actor, words));
    expect(await inTenant(actor, (tx) => getActivity(tx, actor.organizationId, typed))).toMatchObject({ version: 2 });
    const hints = await hintsOf(actor, typed);
    for (const { code } of hints) {
      const answer = { recordId: typed, code, kind: "explained" as const, text: "Average again." };
      await inTenant(actor, (tx) => answerHint(tx, actor, answer));
    }
    expect(await submit(actor, typed)).toMatchObject({ done: [typed] });
  });

  it("warn about a figure until it is answered, and again only if it changes", async () => {
    const { actor } = await makeCompany(engine.doors);
    for (const month of ["2025-01", "2025-02", "2025-03"]) await record(actor, month, `${month.slice(6)}000`);
    const slip = await record(actor, "2025-04", "2000000");
    expect(await hintsOf(actor, slip)).toMatchObject([{ code: "unit_slip", answer: null }]);
    expect(await submit(actor, slip)).toMatchObject({
      done: [],
      leftOut: [{ code: "hint_unanswered", facts: { hints: "unit_slip" } }],
    });
    const answer = (text: string, code = "unit_slip") =>
      inTenant(actor, (tx) => answerHint(tx, actor, { recordId: slip, code, kind: "correct", text }));
    await expect(answer("ok")).rejects.toMatchObject({ code: "invalid" });
    await expect(answer("It is right.", "zero")).rejects.toMatchObject({ code: "not_found" });
    await answer("New furnace since April.");
    expect(await hintsOf(actor, slip)).toMatchObject([
      { answer: { text: "New furnace since April.", kind: "correct" } },
    ]);
    const correct = (version: number, entry: Partial<ActivityEntry>) =>
      inTenant(actor, (tx) =>
        saveActivities(tx, actor, DECADE, [
          {
            kind: "correct",
            recordId: slip,
            version,
            entry: { ...GOOD, period: "2025-04", quantity: "2000000", ...entry },
          },
        ]),
      );
    await correct(1, { note: "see contract" });
    expect(await submit(actor, slip)).toMatchObject({ done: [slip] });
    await correct(2, { quantity: "3000000" });
    expect(await submit(actor, slip)).toMatchObject({ leftOut: [{ code: "hint_unanswered" }] });
    await correct(3, { quantity: "3000" });
    expect(await hintsOf(actor, slip)).toMatchObject([{ code: "same_figure" }]);
  });

  it("belong to their own organization", async () => {
    const [{ actor, sources }, { actor: other }] = [await makeCompany(engine.doors), await makeCompany(engine.doors)];
    const recordId = await record(actor, "2025-01", "0");
    const notFound = { code: "not_found" };
    const sourceId = sources.electricity!.id;
    const estimate = { sourceId, month: "2025-02", method: "other" as const, reason: "x" };
    await expect(inTenant(other, (tx) => saveEstimate(tx, other, estimate))).rejects.toMatchObject(notFound);
    const words = { recordId, basis: "x", reason: "x" };
    await expect(inTenant(other, (tx) => explainEstimate(tx, other, words))).rejects.toMatchObject(notFound);
    const answer = { recordId, code: "zero", kind: "correct" as const, text: "fine so" };
    await expect(inTenant(other, (tx) => answerHint(tx, other, answer))).rejects.toMatchObject(notFound);
    expect(await hintsOf(other, recordId)).toEqual([]);
  });
});
