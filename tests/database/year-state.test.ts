import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { hasRight } from "#app/access/role.ts";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { printPeriodText } from "#app/day/entry-period.ts";
import { openInventory } from "#app/organization/inventory.server.ts";
import { listNextSteps } from "#app/overview/next-steps.ts";
import { readYearState } from "#app/overview/year-state.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { approveRecords, returnRecords, reviewStates, submitRecords } from "#app/records/activity-review.server.ts";
import { stateDisclosures } from "#app/report/disclosure/disclosure.server.ts";
import { answerGaps } from "#app/review/gap-answer.server.ts";
import { requireApproval } from "#app/review/period-approval.server.ts";
import { getReviewMap } from "#app/review/review-map.server.ts";
import { countCells } from "#app/review/review-map.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { addColleague, makeTenant } from "#tests/support/make-tenant.ts";
import { issueNow, makeCompany, makeKeys, runNow, YEAR } from "#tests/support/sample-company.ts";

const DAY = 86_400_000;
const UNITS = { Electricity: "kWh", "Natural gas": "Nm3", "Hotel nights": "room_night" };

const FIGURE = fc.record({
  day: fc.integer({ min: -40, max: 370 }),
  days: fc.constantFrom(0, 1, 27, 30, 45, 100),
  source: fc.constantFrom("Electricity" as const, "Natural gas" as const),
  step: fc.constantFrom("draft", "submitted", "returned"),
});
const ANSWER = fc.record({ source: fc.constantFrom("electricity", "gas"), month: fc.integer({ min: 1, max: 12 }) });

onEachEngine(
  "what is open in a year",
  (engine) => {
    type Tx = Parameters<Parameters<typeof engine.doors.withTenant>[1]>[0];
    const inTenant = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => engine.doors.withTenant(actor, work);
    const stateFor = (actor: Actor) => inTenant(actor, (tx) => readYearState(tx, actor));
    const stepsFor = async (actor: Actor) =>
      listNextSteps(await stateFor(actor), (right) => hasRight(actor, right)).map(({ kind }) => kind);

    const add = (source: keyof typeof UNITS, period: string, quantity: string) => ({
      kind: "add" as const,
      recordId: randomUUID(),
      entry: { ...EMPTY_ENTRY, facility: "Plant A", source, period, quantity, unit: UNITS[source] },
    });
    const save = async (actor: Actor, ...changes: ReturnType<typeof add>[]) => {
      const span = { start: "2024-01-01", end: "2026-12-31" };
      expect(await inTenant(actor, (tx) => saveActivities(tx, actor, span, changes))).toMatchObject({ ok: true });
      return changes.map(({ recordId }) => recordId);
    };

    it("equals the review map, for any records, steps and reasons", async () => {
      const seen = { missing: 0, returned: 0 };
      await fc.assert(
        fc.asyncProperty(
          fc.array(FIGURE, { maxLength: 20, size: "max" }),
          fc.array(ANSWER, { maxLength: 4 }),
          async (figures, answers) => {
            const { actor, sources } = await makeCompany(engine.doors);
            const changes = figures.map(({ day, days, source }, at) => {
              const start = Date.parse(YEAR.start) + day * DAY;
              const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
              const period = printPeriodText({ start: dayOf(start), end: dayOf(start + days * DAY) });
              return add(source, period, String(1000 + at));
            });
            if (changes.length > 0) await save(actor, ...changes);
            const idsOf = (steps: string[]) =>
              changes.flatMap(({ recordId }, at) => (steps.includes(figures[at]!.step) ? [recordId] : []));
            await inTenant(actor, async (tx) => {
              await submitRecords(tx, actor, idsOf(["submitted", "returned"]));
              const isSubmitted = new Set(
                [...(await reviewStates(tx, actor.organizationId, { start: "2024-01-01", end: "2026-12-31" }))].flatMap(
                  ([id, { state }]) => (state === "submitted" ? [id] : []),
                ),
              );
              await returnRecords(
                tx,
                actor,
                idsOf(["returned"]).filter((id) => isSubmitted.has(id)),
                "Check it.",
              );
              for (const { source, month } of answers) {
                const cell = { sourceId: sources[source]!.id, month: `2025-${String(month).padStart(2, "0")}` };
                await answerGaps(tx, actor, [cell], { kind: "no_activity", reason: "The plant was closed." });
              }
              const { cells, groups, records } = await getReviewMap(tx, actor.organizationId, YEAR);
              const state = await readYearState(tx, actor);
              const counts = countCells(cells);
              expect(state.gaps.months).toBe(counts.missing);
              expect(state.records).toEqual({
                draft: sumOf(groups, "draft"),
                submitted: sumOf(groups, "submitted"),
                returned: sumOf(groups, "returned"),
                approved: records.approved,
              });
              const missing = cells.filter((cell) => cell.state === "missing");
              expect(state.gaps.sources).toBe(new Set(missing.map(({ sourceId }) => sourceId)).size);
              const { first } = state.gaps;
              const own = missing.filter(({ sourceId }) => sourceId === first?.sourceId).map(({ month }) => month);
              expect(first ? [first.month, first.months] : [undefined, 0]).toEqual([own.sort()[0], own.length]);
              seen.missing += counts.missing;
              seen.returned += counts.returned;
            });
          },
        ),
        { numRuns: 12, seed: 97 },
      );
      expect(seen.missing).toBeGreaterThan(50);
      expect(seen.returned).toBeGreaterThan(5);
    });

    const sumOf = (groups: { state: string; count: number }[], state: string) =>
      groups.filter((group) => group.state === state).reduce((sum, { count }) => sum + count, 0);

    it("leads from an empty organization to an issued report", async () => {
      const keys = await makeKeys();
      const empty = await makeTenant(engine.doors);
      expect(await stepsFor(empty)).toEqual(["start", "year"]);
      await inTenant(empty, (tx) => openInventory(tx, empty, YEAR));
      expect(await stepsFor(empty)).toEqual(["start"]);

      const { actor, inventory } = await makeCompany(engine.doors);
      expect(await stepsFor(actor)).toEqual(["records"]);
      const ids = await save(
        actor,
        add("Electricity", "2025-01-01/2025-12-31", "1200"),
        add("Natural gas", "2025", "30"),
        add("Hotel nights", "2025-01-01/2025-11-30", "12"),
      );
      const { gaps } = await stateFor(actor);
      expect(gaps).toMatchObject({ months: 1, sources: 1, first: { name: { en: "Hotel nights" }, month: "2025-12" } });
      ids.push(...(await save(actor, add("Hotel nights", "2025-12", "1"))));
      expect(await stepsFor(actor)).toEqual(["run", "evidence"]);

      await inTenant(actor, (tx) => requireApproval(tx, actor, true));
      expect(await stepsFor(actor)).toEqual(["submit", "run", "evidence"]);
      await inTenant(actor, (tx) => submitRecords(tx, actor, ids));
      expect(await stepsFor(actor)).toEqual(["invite", "run", "evidence"]);
      const reviewer = await addColleague(engine.doors, actor, "reviewer");
      const viewer = await addColleague(engine.doors, actor, "viewer");
      expect(await stepsFor(actor)).toEqual(["run", "evidence"]);
      expect(await stepsFor(reviewer)).toEqual(["approve"]);
      expect(await stepsFor(viewer)).toEqual([]);
      await inTenant(reviewer, (tx) => returnRecords(tx, reviewer, ids.slice(0, 1), "Attach the bill."));
      expect((await stateFor(actor)).records).toMatchObject({ returned: 1, submitted: 3 });
      expect(await stepsFor(actor)).toEqual(["returned", "run", "evidence"]);
      await inTenant(actor, (tx) => submitRecords(tx, actor, ids.slice(0, 1)));
      await inTenant(reviewer, (tx) => approveRecords(tx, reviewer, ids));
      expect(await stepsFor(reviewer)).toEqual([]);

      const runId = await runNow(engine.doors, actor, inventory);
      expect(await stepsFor(actor)).toEqual(["checklist", "report", "evidence"]);
      expect(await issueNow(engine.doors, keys, actor, { runId })).toMatchObject({ ok: true });
      expect(await stepsFor(actor)).toEqual([]);

      await save(actor, add("Hotel nights", "2025-12", "2"));
      expect(await stepsFor(actor)).toEqual(["submit", "rerun", "evidence"]);
      await inTenant(actor, (tx) => openInventory(tx, actor, { start: "2026-01-01", end: "2026-12-31" }));
      expect((await stateFor(actor)).records).toEqual({ draft: 0, submitted: 0, returned: 0, approved: 0 });
      expect(await stepsFor(actor)).toEqual(["records"]);
    });

    it("looks for evidence at the newest version of each record, and at no deleted one", async () => {
      const { actor } = await makeCompany(engine.doors);
      const [kept, deleted] = [add("Electricity", "2025-01", "1200"), add("Natural gas", "2025-01", "30")];
      await save(actor, kept, deleted);
      expect((await stateFor(actor)).lacking).toEqual({ records: 2, isAll: true });
      const changes = [
        {
          kind: "correct" as const,
          recordId: kept.recordId,
          version: 1,
          entry: { ...kept.entry, quantity: "1300" },
        },
        { kind: "delete" as const, recordId: deleted.recordId, version: 1, reason: "entered twice" },
      ];
      expect(await inTenant(actor, (tx) => saveActivities(tx, actor, YEAR, changes))).toMatchObject({ ok: true });
      expect((await stateFor(actor)).lacking).toEqual({ records: 1, isAll: true });
    });

    it("knows the texts that were proposed and not saved", async () => {
      const { actor, inventory, sources } = await makeCompany(engine.doors);
      const text = { en: "A text.", zh: "文字。" };
      const texts = Object.fromEntries(
        ["boundary", "significance", "uncertainty", "purpose", "intendedUsers"].map((key) => [key, text]),
      );
      await inTenant(actor, async (tx) => {
        await stateDisclosures(tx, actor, {
          inventoryId: inventory.id,
          basedOn: 1,
          change: { boundary: { en: "", zh: "" }, purpose: { en: "", zh: "" }, significance: { en: "", zh: "一。" } },
        });
        expect((await readYearState(tx, actor)).texts).toEqual([]);
        await tx
          .insertInto("guided_start")
          .values({
            tenant_id: actor.tenantId,
            organization_id: actor.organizationId,
            answers: "{}",
            made: JSON.stringify({ facilities: [], sources: [sources.gas!.id], tasks: [] }),
            texts: JSON.stringify(texts),
            created_by: actor.userId,
          })
          .execute();
        expect((await readYearState(tx, actor)).texts).toEqual(["boundary", "purpose", "intendedUsers"]);
        await sql`update emission_source set removed_at = now() where id = ${sources.gas!.id}`.execute(tx);
        // An undone start proposes nothing.
        expect((await readYearState(tx, actor)).texts).toEqual([]);
      });
    });
  },
  "factor library",
);
