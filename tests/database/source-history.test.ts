import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import {
  findAnomalies,
  type SeriesPoint,
  SHORTEST_MONTH_DAYS,
  THRESHOLDS,
} from "#app/carbon/anomaly/find-anomalies.ts";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import { type ActivityEntry, EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { printPeriodText } from "#app/day/entry-period.ts";
import { countDays } from "#app/day/period.ts";
import { listFacilityFacts, stateFacilityFact } from "#app/places/facility/facility-fact.server.ts";
import {
  type ActivityChange,
  type ActivityRecord,
  listActivities,
  saveActivities,
} from "#app/records/activity.server.ts";
import { findHints, findQuestionable } from "#app/records/anomaly.server.ts";
import { MIDDLE_OF } from "#app/sources/source-history.server.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeCompany } from "#tests/support/sample-company.ts";

const DECADE = { start: "2018-01-01", end: "2027-12-31" };

/** The day a number of days after another. */
function dayAfter(first: string, days: number): string {
  return new Date(Date.parse(first) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The records of whole-number quantities that can have a warning, by the wording of the rule. */
function questionableOf(all: readonly ActivityRecord[], period: Period): string[] {
  const ids = new Set(all.map(({ sourceId }) => sourceId));
  const middles = new Map([...ids].map((id) => [id, middleOf(all.filter(({ sourceId }) => sourceId === id))]));
  return all
    .filter(({ sourceId, period: days, quantity, unit }) => {
      const { units, median } = middles.get(sourceId)!;
      const [least, most] = [Math.min(Number(quantity), median), Math.max(Number(quantity), median)];
      const isFar = Number(quantity) <= 0 || most >= least * THRESHOLDS.slip;
      const isOdd = countDays(days) >= SHORTEST_MONTH_DAYS || units.size > 1 || !units.has(unit) || isFar;
      return isOdd && days.start <= period.end && days.end >= period.start;
    })
    .map(({ recordId }) => recordId);
}

function middleOf(records: readonly ActivityRecord[]) {
  const key = ({ period, quantity, unit }: ActivityRecord) =>
    `${period.start} ${period.end} ${quantity.padStart(12, "0")} ${unit}`;
  const newest = records.toSorted((a, b) => (key(a) < key(b) ? 1 : -1)).slice(0, MIDDLE_OF);
  const sorted = newest.map(({ quantity }) => Number(quantity)).sort((a, b) => a - b);
  return { units: new Set(newest.map(({ unit }) => unit)), median: sorted[Math.ceil(sorted.length / 2) - 1]! };
}

onEachEngine("the comparison value of a warning", (engine) => {
  type Tx = Parameters<Parameters<typeof engine.doors.withTenant>[1]>[0];
  const inTenant = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => engine.doors.withTenant(actor, work);

  async function record(
    actor: Actor,
    figures: { start: string; end: string; quantity: string; source?: string; unit?: string }[],
  ) {
    const changes = figures.map(({ start, end, ...rest }) => ({
      kind: "add" as const,
      recordId: randomUUID(),
      entry: {
        ...EMPTY_ENTRY,
        facility: "Plant A",
        source: "Electricity",
        unit: "kWh",
        period: printPeriodText({ start, end }),
        ...rest,
      } satisfies ActivityEntry,
    }));
    expect(await inTenant(actor, (tx) => saveActivities(tx, actor, DECADE, changes))).toMatchObject({ ok: true });
    return changes.map(({ recordId }) => recordId);
  }

  /** The warnings of all records, calculated from all of them at once. */
  async function compareWithAll(actor: Actor, facilityId: string) {
    const all = await inTenant(actor, (tx) => listActivities(tx, actor.organizationId, DECADE));
    const facts = await inTenant(actor, (tx) => listFacilityFacts(tx, actor.organizationId));
    const isLong = ({ period }: SeriesPoint) => countDays(period) >= SHORTEST_MONTH_DAYS;
    const daysOf = ({ period }: SeriesPoint) => `${period.start} ${period.end}`;
    const series = all
      .filter((one) => isLong(one) && all.filter((other) => daysOf(other) === daysOf(one)).length === 1)
      .sort((a, b) => (daysOf(a) < daysOf(b) ? -1 : 1));
    const sorted = all.map(({ quantity }) => Number(quantity)).sort((a, b) => a - b);
    const median = String(sorted[Math.ceil(sorted.length / 2) - 1]);
    const history = {
      median: { quantity: median, unit: "kWh" as const, count: all.length, ofNewest: null },
      series,
      outputs: facts.filter((fact) => fact.kind === "output" && fact.facilityId === facilityId),
    };
    return new Map(
      all.flatMap((one): [string, string[]][] => {
        const copies = all.filter(
          (other) => other !== one && daysOf(other) === daysOf(one) && other.quantity === one.quantity,
        ).length;
        const hints = findAnomalies(one, history, isLong(one) ? copies : 0);
        return hints.length > 0 ? [[one.recordId, hints.map((hint) => JSON.stringify(hint))]] : [];
      }),
    );
  }

  it("gives the same warnings as a full comparison: months, irregular bills, readings, outputs and gaps of years", async () => {
    const { actor, sources } = await makeCompany(engine.doors);
    const { facilityId } = sources.electricity!;
    const month = (at: number) => {
      const start = `${2019 + Math.floor(at / 12)}-${String(1 + (at % 12)).padStart(2, "0")}-01`;
      return { start, end: dayAfter(`${dayAfter(start, 31).slice(0, 8)}01`, -1) };
    };
    const figures = [
      ...Array.from({ length: 60 }, (_, at) => ({ ...month(at), quantity: String(900 + ((at * 7919) % 400)) })),
      ...Array.from({ length: 40 }, (_, at) => {
        const day = dayAfter("2022-03-01", at);
        return { start: day, end: day, quantity: at === 7 ? "900000" : "30" };
      }),
      { ...month(61), quantity: "5000" },
      { ...month(62), quantity: "5000" },
      { ...month(63), quantity: "0" },
      { ...month(64), quantity: "1000000" },
      { ...month(20), quantity: String(900 + ((20 * 7919) % 400)) },
      { start: "2024-02-10", end: "2024-03-12", quantity: "1500" },
      { start: "2021-01-01", end: "2021-12-31", quantity: "12000" },
      { start: "2026-11-01", end: "2026-11-30", quantity: "4000" },
    ];
    const ids = await record(actor, figures);
    for (const period of [month(2), { start: "2026-11-01", end: "2026-11-30" }]) {
      const fact = {
        facilityId,
        kind: "output" as const,
        name: "steel",
        period,
        quantity: "10",
        unit: "t",
        source: "log",
      };
      await inTenant(actor, (tx) => stateFacilityFact(tx, actor, fact));
    }
    const expected = await compareWithAll(actor, facilityId);
    const found = await inTenant(actor, (tx) => findHints(tx, actor.organizationId, ids));
    const plain = new Map(
      [...found].map(([id, hints]) => [id, hints.map(({ code, facts }) => JSON.stringify({ code, facts }))]),
    );
    expect(plain).toEqual(expected);
    const codes = new Set([...found.values()].flat().map(({ code }) => code));
    // The test is meaningful only if each kind of comparison occurs, including the distant output.
    expect([...codes].sort()).toEqual(
      ["against_last_year", "against_neighbours", "against_output", "duplicate", "overlapping_days"].concat([
        "same_figure",
        "unit_slip",
        "zero",
      ]),
    );
    // Queried alone, each record gets the same warning. The other records on the page don't matter.
    for (const id of [ids[62]!, ids[66]!, ids.at(-1)!, ids[47]!]) {
      const alone = await inTenant(actor, (tx) => findHints(tx, actor.organizationId, [id]));
      expect(alone.get(id)).toEqual(found.get(id));
    }
    const questionable = new Set(
      await inTenant(actor, (tx) => findQuestionable(tx, actor.organizationId, { period: DECADE, facilityId })),
    );
    expect([...found.keys()].filter((id) => !questionable.has(id))).toEqual([]);
    expect(questionable.size).toBeLessThan(ids.length);
  });

  it("is the median of the newest records of a large source, and states it", async () => {
    const { actor } = await makeCompany(engine.doors);
    const days = (first: string, count: number, quantity: string) =>
      Array.from({ length: count }, (_, at) => {
        const day = dayAfter(first, at);
        return { start: day, end: day, quantity };
      });
    const [old] = await record(actor, days("2020-01-01", MIDDLE_OF + 1, "1000000"));
    const hintsOf = (id: string) =>
      inTenant(actor, async (tx) => (await findHints(tx, actor.organizationId, [id])).get(id));
    expect(await hintsOf(old!)).toBeUndefined();
    await record(actor, days("2023-01-01", MIDDLE_OF, "100"));
    expect(await hintsOf(old!)).toMatchObject([
      { code: "unit_slip", facts: { median: "100", newest: String(MIDDLE_OF), slip: "10000" } },
    ]);
  });

  async function expectByRule(actor: Actor, period: Period) {
    const { all, found } = await inTenant(actor, async (tx) => ({
      all: await listActivities(tx, actor.organizationId, DECADE),
      found: await findQuestionable(tx, actor.organizationId, { period, facilityId: null }),
    }));
    expect(found.sort()).toEqual(questionableOf(all, period).sort());
    return { found: found.length, all: all.length };
  }

  it("finds the records with warnings by the rule after any entries, corrections and deletions", async () => {
    const figure = fc.record({
      day: fc.integer({ min: 0, max: 1000 }),
      days: fc.constantFrom(0, 0, 0, 6, SHORTEST_MONTH_DAYS - 2, SHORTEST_MONTH_DAYS - 1, 364),
      quantity: fc.constantFrom("0", "1", "2", "299", "300", "301", "599", "600", "90000"),
      of: fc.constantFrom(
        { source: "Electricity", unit: "kWh" },
        { source: "Electricity", unit: "MWh" },
        { source: "Natural gas", unit: "Nm3" },
        { source: "Hotel nights", unit: "room_night" },
      ),
      fate: fc.constantFrom("", "", "", "correct", "delete"),
    });
    const year = { start: "2019-01-01", end: "2019-12-31" };
    const seen = { found: 0, all: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(figure, { minLength: 1, maxLength: 40, size: "max" }), async (figures) => {
        const { actor } = await makeCompany(engine.doors);
        const entryOf = ({ day, days, quantity, of }: (typeof figures)[number]) => {
          const start = dayAfter("2018-06-01", day);
          return { start, end: dayAfter(start, days), quantity, ...of };
        };
        const ids = await record(actor, figures.map(entryOf));
        const changes = figures.flatMap(({ fate }, at): ActivityChange[] => {
          const change = { recordId: ids[at]!, version: 1 };
          if (fate === "delete") return [{ ...change, kind: fate, reason: "wrong" }];
          const { start, end, ...rest } = entryOf(figures[(at * 7) % figures.length]!);
          const entry = { ...EMPTY_ENTRY, facility: "Plant A", period: printPeriodText({ start, end }), ...rest };
          return fate === "correct" ? [{ ...change, kind: fate, entry }] : [];
        });
        await inTenant(actor, (tx) => saveActivities(tx, actor, DECADE, changes));
        const { found, all } = await expectByRule(actor, year);
        seen.found += found;
        seen.all += all;
      }),
      { numRuns: 8, seed: 28 },
    );
    expect(seen.found).toBeGreaterThan(0);
    expect(seen.found).toBeLessThan(seen.all);
  });

  it("finds them by the newest records of sources of any size", async () => {
    const { actor } = await makeCompany(engine.doors);
    for (const [source, unit, count] of [
      ["Electricity", "kWh", 4 * MIDDLE_OF + 1],
      ["Natural gas", "Nm3", 2 * MIDDLE_OF + 1],
    ] as const) {
      const figures = Array.from({ length: count }, (_, at) => {
        const day = dayAfter("2020-01-01", at);
        return { start: day, end: day, quantity: at < count - MIDDLE_OF ? "1" : String(300 + (at % 7)), source, unit };
      });
      await record(actor, figures);
    }
    expect(await expectByRule(actor, DECADE)).toEqual({ found: 4 * MIDDLE_OF + 2, all: 6 * MIDDLE_OF + 2 });
  });
});
