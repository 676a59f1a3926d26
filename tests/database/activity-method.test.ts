import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { changeEmissionSource, getEmissionSource, listEmissionSources } from "#app/places/emission-source.server.ts";
import {
  getActivity,
  listActivities,
  listActivityVersions,
  saveActivities,
  toEntry,
} from "#app/records/activity.server.ts";
import { calculateMethodEntry, saveMethodEntry } from "#app/records/activity-method.server.ts";
import { getRun } from "#app/runs/calculation.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeCompany, runNow, YEAR } from "#tests/support/sample-company.ts";

const stays = (...rows: [count: string, nights: string][]) => ({
  name: "hotel_stay",
  per: "room_night",
  stays: rows.map(([count, nights]) => ({ count, nights })),
});

onEachEngine(
  "records by method",
  (engine) => {
    async function setUp() {
      const { actor, inventory } = await makeCompany(engine.doors);
      const sources = await engine.doors.withTenant(actor, (tx) => listEmissionSources(tx, actor.organizationId));
      const { id: sourceId } = sources.find(({ name }) => name.en === "Hotel nights")!;
      return { actor, inventory, sourceId };
    }
    const entryOf = (sourceId: string, method: Parameters<typeof saveMethodEntry>[2]["entry"]["method"]) => ({
      sourceId,
      period: YEAR,
      method,
      dataQuality: "calculated" as const,
      evidence: "travel list",
      note: "",
    });
    const save = (
      actor: Actor,
      asked: { sourceId: string; recordId: string; version: number },
      method = stays(["10", "3"]),
    ) =>
      engine.doors.withTenant(actor, (tx) =>
        saveMethodEntry(tx, actor, {
          inventory: { period: YEAR },
          entry: entryOf(asked.sourceId, method),
          recordId: asked.recordId,
          version: asked.version,
        }),
      );

    it("keep the inputs, and a run recalculates the quantity exactly", async () => {
      const { actor, inventory, sourceId } = await setUp();
      const recordId = randomUUID();
      const method = stays(["10", "3"], ["1", "1/3"]);
      expect(await save(actor, { sourceId, recordId, version: 0 }, method)).toMatchObject({ ok: true, version: 1 });
      const [record] = await engine.doors.withTenant(actor, (tx) => listActivities(tx, actor.organizationId, YEAR));
      expect(record).toMatchObject({ quantity: "30.333333333333", unit: "room_night", method });
      const run = await runNow(engine.doors, actor, inventory);
      const { document } = await engine.doors.withTenant(actor, (tx) => getRun(tx, actor.organizationId, run));
      expect(document.activities[0]).toMatchObject({ method });
      expect(document.activities[0]).not.toHaveProperty("quantity");
      expect(document.results!.lines[0]!.quantity).toBe("30.33333333333333333333333333333333333333");
    });

    it("change by new inputs only: the sheet refuses another quantity and keeps the method with another note", async () => {
      const { actor, sourceId } = await setUp();
      const recordId = randomUUID();
      await save(actor, { sourceId, recordId, version: 0 });
      await save(actor, { sourceId, recordId, version: 1 }, stays(["4", "2"]));
      const record = await engine.doors.withTenant(actor, (tx) => getActivity(tx, actor.organizationId, recordId));
      expect(record).toMatchObject({ version: 2, quantity: "8" });
      const entry = toEntry(record, { facility: "Plant A", source: "Hotel nights" });
      const correct = (change: Partial<typeof entry>) =>
        engine.doors.withTenant(actor, (tx) =>
          saveActivities(tx, actor, YEAR, [{ kind: "correct", recordId, version: 2, entry: { ...entry, ...change } }]),
        );
      expect(await correct({ quantity: "9" })).toMatchObject({
        ok: false,
        faults: [{ index: 0, faults: [{ field: "quantity", code: "quantity_of_method" }] }],
      });
      expect(await correct({ note: "by the agency" })).toMatchObject({ ok: true });
      const [newest] = await engine.doors.withTenant(actor, (tx) =>
        listActivityVersions(tx, actor.organizationId, recordId),
      );
      expect(newest).toMatchObject({ version: 3, note: "by the agency", method: stays(["4", "2"]) });
    });

    it("report input errors by pointer, and save nothing", async () => {
      const { actor, sourceId } = await setUp();
      const recordId = randomUUID();
      const answer = await save(actor, { sourceId, recordId, version: 0 }, stays(["-1", "two"]));
      expect(answer).toMatchObject({
        ok: false,
        result: {
          faults: [
            { code: "value_out_of_range", pointer: "/method/stays/0/count" },
            { code: "number_grammar", pointer: "/method/stays/0/nights" },
          ],
        },
      });
      expect(await engine.doors.withTenant(actor, (tx) => listActivities(tx, actor.organizationId, YEAR))).toEqual([]);
    });

    it("report a version saved by another user in the meantime", async () => {
      const { actor, sourceId } = await setUp();
      const recordId = randomUUID();
      await save(actor, { sourceId, recordId, version: 0 });
      await save(actor, { sourceId, recordId, version: 1 });
      expect(await save(actor, { sourceId, recordId, version: 1 })).toEqual({ ok: false, reason: "stale", version: 2 });
    });

    it("stay with their source, and note on the line if its category changed", async () => {
      const { actor, inventory, sourceId } = await setUp();
      const recordId = randomUUID();
      await save(actor, { sourceId, recordId, version: 0 });
      const record = await engine.doors.withTenant(actor, (tx) => getActivity(tx, actor.organizationId, recordId));
      const entry = toEntry(record, { facility: "Plant A", source: "Electricity" });
      const moved = await engine.doors.withTenant(actor, (tx) =>
        saveActivities(tx, actor, YEAR, [{ kind: "correct", recordId, version: 1, entry: { ...entry, unit: "kWh" } }]),
      );
      expect(moved).toMatchObject({
        ok: false,
        faults: [{ faults: [{ field: "source", code: "quantity_of_method" }, { field: "unit" }] }],
      });
      await engine.doors.withTenant(actor, async (tx) => {
        const source = await getEmissionSource(tx, actor.organizationId, sourceId);
        const { name, ...rest } = source;
        const input = { ...rest, nameEn: name.en, nameZh: name.zh, category: "employee_commuting" };
        await changeEmissionSource(tx, actor, { id: sourceId }, input);
      });
      const run = await runNow(engine.doors, actor, inventory);
      const { document } = await engine.doors.withTenant(actor, (tx) => getRun(tx, actor.organizationId, run));
      expect(document.results!.issues).toMatchObject([
        { code: "method_category_mismatch", activity: "a1", pointer: "/method" },
      ]);
      expect(document.results!.totals).toBeUndefined();
    });

    it("reject a quantity that is too large to store", async () => {
      const { actor, sourceId } = await setUp();
      const method = stays(["999999999999", "999999999999"]);
      expect(await save(actor, { sourceId, recordId: randomUUID(), version: 0 }, method)).toMatchObject({
        ok: false,
        result: { faults: [{ code: "number_out_of_bounds", pointer: "/method" }] },
      });
    });

    it("belong to one tenant and are not found by another", async () => {
      const [one, other] = [await setUp(), await setUp()];
      const recordId = randomUUID();
      await save(one.actor, { sourceId: one.sourceId, recordId, version: 0 });
      const foreign = engine.doors.withTenant(other.actor, (tx) =>
        calculateMethodEntry(
          tx,
          other.actor.organizationId,
          { period: YEAR },
          entryOf(one.sourceId, stays(["1", "1"])),
        ),
      );
      await expect(foreign).rejects.toMatchObject({ code: "not_found" });
      const asked = { sourceId: other.sourceId, recordId, version: 1 };
      await expect(save(other.actor, asked)).rejects.toMatchObject({ code: "not_found" });
    });
  },
  "factor library",
);
