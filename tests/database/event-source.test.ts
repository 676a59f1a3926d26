import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { addEmissionSource, getEmissionSource } from "#app/places/emission-source.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { getReviewMap } from "#app/review/review-map.server.ts";
import { getRun } from "#app/runs/calculation.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeCompany, runNow, YEAR } from "#tests/support/sample-company.ts";

const refill = (source: string) => ({
  kind: "add" as const,
  recordId: randomUUID(),
  entry: { ...EMPTY_ENTRY, facility: "一厂", source, period: "2025-06-04", quantity: "2", unit: "kg" },
});

onEachEngine(
  "a source of events",
  (engine) => {
    it("is complete without a record for each month, in the review and in a calculation", async () => {
      const { actor, inventory, sources } = await makeCompany(engine.doors);
      const add = (nameZh: string, recordsEvery?: "event") =>
        engine.doors.withTenant(actor, (tx) =>
          addEmissionSource(tx, actor, {
            facilityId: sources.gas!.facilityId,
            nameEn: "",
            nameZh,
            scope: 1,
            category: "fugitive",
            unit: "kg",
            factorSelection: { factorId: "gas-release.R-410A" },
            uncertainty: null,
            ...(recordsEvery && { recordsEvery }),
          }),
        );
      const events = await add("制冷剂充注", "event");
      const monthly = await add("制冷剂月报");
      expect([events.recordsEvery, monthly.recordsEvery]).toEqual(["event", "month"]);
      await engine.doors.withTenant(actor, (tx) =>
        saveActivities(tx, actor, YEAR, [refill("制冷剂充注"), refill("制冷剂月报")]),
      );

      const { cells } = await engine.doors.withTenant(actor, (tx) => getReviewMap(tx, actor.organizationId, YEAR));
      const statesOf = (id: string) => cells.filter(({ sourceId }) => sourceId === id).map(({ state }) => state);
      expect(statesOf(events.id)).toEqual([...Array(5).fill("no_activity"), "draft", ...Array(6).fill("no_activity")]);
      expect(statesOf(monthly.id)).toEqual(Array(12).fill("missing"));

      const runId = await runNow(engine.doors, actor, inventory);
      const run = await engine.doors.withTenant(actor, (tx) => getRun(tx, actor.organizationId, runId));
      const keyOf = (id: string) => Object.entries(run.places.sources).find(([, source]) => source === id)![0];
      expect(run.document.eventSources).toEqual([keyOf(events.id)]);
      const gaps = run.document.results!.disclosures.filter(({ code }) => code === "period_gap");
      expect(gaps.map(({ detail }) => detail?.source)).toEqual([keyOf(monthly.id)]);
    });

    it("is stored, and the database refuses another rhythm", async () => {
      const { actor, sources } = await makeCompany(engine.doors);
      const id = sources.hotel!.id;
      const set = (rhythm: string) =>
        engine.doors.withTenant(actor, (tx) =>
          sql`update emission_source set records_every = ${rhythm} where id = ${id}`.execute(tx),
        );
      await set("event");
      const stored = await engine.doors.withTenant(actor, (tx) => getEmissionSource(tx, actor.organizationId, id));
      expect(stored.recordsEvery).toBe("event");
      await expect(set("week")).rejects.toThrow("records_every");
    });
  },
  "factor library",
);
