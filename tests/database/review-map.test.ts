import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { findCompleteness } from "#app/carbon/total/completeness.ts";
import { printPeriodText } from "#app/day/entry-period.ts";
import { listActivities, saveActivities } from "#app/records/activity.server.ts";
import { reviewStates, submitRecords } from "#app/records/activity-review.server.ts";
import { getReviewMap } from "#app/review/review-map.server.ts";
import { findReviewCells, type RecordGroup } from "#app/review/review-map.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeCompany } from "#tests/support/sample-company.ts";

const YEARS = { start: "2024-01-01", end: "2026-12-31" };

function dayAfter(first: string, days: number): string {
  return new Date(Date.parse(first) + days * 86_400_000).toISOString().slice(0, 10);
}

const FIGURE = fc.record({
  day: fc.integer({ min: 0, max: 420 }),
  days: fc.constantFrom(0, 0, 0, 1, 9, 27, 30, 45, 100),
  quality: fc.constantFrom("measured", "measured", "estimated"),
  of: fc.constantFrom({ source: "Electricity", unit: "kWh" }, { source: "Natural gas", unit: "Nm3" }),
  isSubmitted: fc.boolean(),
});
const ELECTRICITY = { quality: "measured", of: { source: "Electricity", unit: "kWh" }, isSubmitted: false } as const;
/** A day of January within a record that starts before the second period. */
const OVER_AN_EDGE = [
  { ...ELECTRICITY, day: 45, days: 9 as const },
  { ...ELECTRICITY, day: 52, days: 0 as const },
];
const PERIODS = [
  { start: "2025-01-01", end: "2025-12-31" },
  { start: "2025-01-20", end: "2025-06-10" },
  { start: "2025-03-05", end: "2025-03-25" },
];

onEachEngine("sources and months", (engine) => {
  type Tx = Parameters<Parameters<typeof engine.doors.withTenant>[1]>[0];
  const inTenant = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => engine.doors.withTenant(actor, work);

  /** Each record as its own group. */
  async function groupsOfOne(tx: Tx, organizationId: string, period: Period): Promise<RecordGroup[]> {
    const states = await reviewStates(tx, organizationId, YEARS);
    return (await listActivities(tx, organizationId, YEARS))
      .filter(({ period: days }) => days.start <= period.end && days.end >= period.start)
      .map(({ recordId, sourceId, period: days, dataQuality }) => ({
        sourceId,
        period: days,
        dataQuality,
        isEntry: false,
        count: 1,
        state: states.get(recordId)!.state,
      }));
  }

  it("match the status of single records, for any days", async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(FIGURE, { minLength: 1, maxLength: 40, size: "max" }), async (figures) => {
        const { actor } = await makeCompany(engine.doors);
        const changes = figures.map(({ day, days, quality, of }, at) => {
          const start = dayAfter("2024-12-01", day);
          const period = printPeriodText({ start, end: dayAfter(start, days) });
          const figure = { ...of, period, dataQuality: quality, quantity: String(100 + at) };
          const entry = { ...EMPTY_ENTRY, facility: "Plant A", ...figure };
          return { kind: "add" as const, recordId: randomUUID(), entry };
        });
        const submitted = changes.flatMap(({ recordId }, at) => (figures[at]!.isSubmitted ? [recordId] : []));
        await inTenant(actor, async (tx) => {
          expect(await saveActivities(tx, actor, YEARS, changes)).toMatchObject({ ok: true });
          await submitRecords(tx, actor, submitted);
          for (const period of PERIODS) {
            const { sources, cells, groups, records } = await getReviewMap(tx, actor.organizationId, period);
            const sourceIds = sources.map(({ id }) => id);
            const plain = await groupsOfOne(tx, actor.organizationId, period);
            const rest = { period, sourceIds, answers: [], isLocked: () => false };
            expect(cells).toEqual(findReviewCells({ ...rest, groups: plain }));
            expect(records).toEqual({ approved: 0, all: plain.length });
            // Like the overview, which uses only records within the period.
            const within = <T extends RecordGroup>(all: T[]) =>
              all.filter(({ period: days }) => days.start >= period.start && days.end <= period.end);
            expect(within(groups).reduce((sum, { count }) => sum + count, 0)).toBe(within(plain).length);
            const complete = (all: RecordGroup[]) => findCompleteness(period, sourceIds, within(all));
            expect(complete(groups)).toEqual(complete(plain));
            for (const { state, counts } of cells) seen.add(`${state} ${counts.submitted > 0}`);
          }
        });
      }),
      { numRuns: 10, seed: 28, examples: [[OVER_AN_EDGE]] },
    );
    expect([...seen].sort()).toEqual(["draft false", "draft true", "missing false", "missing true", "submitted true"]);
  });
});
