import { sql } from "kysely";
import { expect, it } from "vitest";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { listActivities, saveActivities } from "#app/records/activity.server.ts";
import { returnRecords, submitRecords } from "#app/records/activity-review.server.ts";
import {
  countActivities,
  countFilesOf,
  findActivityInPeriod,
  NOT_NARROWED,
  readActivitiesAfter,
  readActivitiesUpTo,
  readStates,
} from "#app/records/activity-window.server.ts";
import { makeRecordId } from "#app/records/sheet/record-id.ts";
import { onEachEngine } from "#tests/support/engines.ts";
import { makeCompany, YEAR } from "#tests/support/sample-company.ts";

onEachEngine(
  "the window of records",
  (engine) => {
    const inTenant = <T>(
      company: Awaited<ReturnType<typeof makeCompany>>,
      work: (tx: Parameters<typeof readActivitiesAfter>[0]) => Promise<T>,
    ) => engine.doors.withTenant(company.actor, work);

    type Row = { source: string; period: string; quantity: string; unit: string; note?: string; evidence?: string };
    async function record(company: Awaited<ReturnType<typeof makeCompany>>, rows: Row[]): Promise<string[]> {
      const changes = rows.map((row) => ({
        kind: "add" as const,
        recordId: makeRecordId(),
        entry: { ...EMPTY_ENTRY, facility: "Plant A", ...row },
      }));
      const saved = await inTenant(company, (tx) => saveActivities(tx, company.actor, YEAR, changes));
      expect(saved.ok).toBe(true);
      return changes.map(({ recordId }) => recordId);
    }

    it("is filtered by source, period, words and state, and counts the matches", async () => {
      const company = await makeCompany(engine.doors);
      const { actor, sources } = company;
      const ids = await record(company, [
        { source: "Electricity", period: "2025-01", quantity: "10", unit: "kWh", note: "meter 7_a" },
        { source: "Electricity", period: "2025-02", quantity: "20.50", unit: "万千瓦时", evidence: "BILL-77" },
        { source: "Natural gas", period: "2025-01-15/2025-02-14", quantity: "30", unit: "Nm3" },
        { source: "Hotel nights", period: "2025-03", quantity: "7", unit: "room_night", note: "meter 7xa" },
      ]);
      const read = async (narrowing: Partial<typeof NOT_NARROWED>) => {
        const by = { ...NOT_NARROWED, ...narrowing };
        const { records, count } = await inTenant(company, async (tx) => ({
          records: await readActivitiesAfter(tx, { organizationId: actor.organizationId, period: YEAR }, by, {
            limit: 10,
          }),
          count: await countActivities(tx, { organizationId: actor.organizationId, period: YEAR }, by, 10),
        }));
        expect(count).toBe(records.length);
        return records.map(({ recordId }) => ids.indexOf(recordId));
      };
      expect(await read({})).toEqual([0, 2, 1, 3]);
      for (const areFew of [true, false]) {
        expect(await read({ sourceIds: [sources.electricity!.id], areFew })).toEqual([0, 1]);
        expect(await read({ sourceIds: [], areFew })).toEqual([]);
      }
      expect(await read({ within: { start: "2025-02-01", end: "2025-02-28" } })).toEqual([2, 1]);
      expect(await read({ words: "bill-77" })).toEqual([1]);
      expect(await read({ words: "20.5" })).toEqual([1]);
      // SQL wildcards match only themselves.
      expect(await read({ words: "7_a" })).toEqual([0]);
      expect(await read({ words: "%" })).toEqual([]);
      expect(await read({ words: "gas", wordSourceIds: [sources.gas!.id] })).toEqual([2]);

      await inTenant(company, (tx) => submitRecords(tx, actor, [ids[2]!, ids[3]!]));
      await inTenant(company, (tx) => returnRecords(tx, actor, [ids[3]!], "another month"));
      expect(await read({ state: "submitted" })).toEqual([2]);
      expect(await read({ state: "returned" })).toEqual([3]);
      expect(await read({ state: "draft" })).toEqual([0, 1]);
      const states = await inTenant(company, (tx) => readStates(tx, actor.organizationId, ids));
      expect(states.get(ids[3]!)).toEqual({
        version: 1,
        state: "returned",
        reason: "another month",
        byName: "Sample Person",
      });
      expect(states.has(ids[1]!)).toBe(false);
    });

    it("shows nothing of another organization", async () => {
      const [own, other] = [await makeCompany(engine.doors), await makeCompany(engine.doors)];
      const [id] = await record(other, [{ source: "Electricity", period: "2025-01", quantity: "1", unit: "kWh" }]);
      const { organizationId } = other.actor;
      const few = { ...NOT_NARROWED, areFew: true, sourceIds: [other.sources.electricity!.id] };
      expect(await inTenant(own, (tx) => countActivities(tx, { organizationId, period: YEAR }, few, 10))).toBe(0);
      for (const page of [{ limit: 10 }, { limit: 10, after: id! }]) {
        expect(
          await inTenant(own, (tx) => readActivitiesAfter(tx, { organizationId, period: YEAR }, few, page)),
        ).toEqual([]);
      }
      const upTo = { limit: 10, last: id! };
      expect(await inTenant(own, (tx) => readActivitiesUpTo(tx, { organizationId, period: YEAR }, few, upTo))).toEqual(
        [],
      );
      expect(await inTenant(own, (tx) => findActivityInPeriod(tx, organizationId, YEAR, id!))).toBeNull();
      expect((await inTenant(own, (tx) => countFilesOf(tx, organizationId, [id!]))).size).toBe(0);
      expect((await inTenant(own, (tx) => readStates(tx, organizationId, [id!]))).size).toBe(0);
    });

    it("is paged in both directions from any record, each once, even with equal timestamps", async () => {
      const company = await makeCompany(engine.doors);
      const { actor, sources } = company;
      const source = sources.electricity!.id;
      await inTenant(company, (tx) =>
        sql`insert into activity_record (tenant_id, organization_id, record_id, version, emission_source_id,
            period_start, period_end, quantity, unit, entered_quantity, entered_unit, data_quality, created_by,
            recorded_at)
          select ${actor.tenantId}, ${actor.organizationId}, gen_random_uuid(), 1, ${source},
            make_date(2025, 1 + n % 3, 1), make_date(2025, 1 + n % 3, 28),
            n, 'kWh', n, 'kWh', 'measured', ${actor.userId}, timestamptz '2026-01-01' + n / 5 * interval '1 millisecond'
          from generate_series(1, 47) as n`.execute(tx),
      );
      const ordered = (await inTenant(company, (tx) => listActivities(tx, actor.organizationId, YEAR))).map(
        ({ recordId }) => recordId,
      );
      const onwards: string[] = [];
      for (let after: string | undefined; onwards.length < 47; after = onwards.at(-1)) {
        const page = { limit: 7, after };
        const read = await inTenant(company, (tx) =>
          readActivitiesAfter(tx, { organizationId: actor.organizationId, period: YEAR }, NOT_NARROWED, page),
        );
        expect(read.length).toBeGreaterThan(0);
        onwards.push(...read.map(({ recordId }) => recordId));
      }
      expect(onwards).toEqual(ordered);
      for (const at of [0, 6, 30, 46]) {
        const page = { limit: 8, last: ordered[at]! };
        const back = await inTenant(company, (tx) =>
          readActivitiesUpTo(tx, { organizationId: actor.organizationId, period: YEAR }, NOT_NARROWED, page),
        );
        expect(back.map(({ recordId }) => recordId)).toEqual(ordered.slice(Math.max(0, at - 7), at + 1));
      }
      // A reader whose last record was deleted continues from its position.
      const change = { kind: "delete" as const, recordId: ordered[20]!, version: 1, reason: "entered twice" };
      expect((await inTenant(company, (tx) => saveActivities(tx, actor, YEAR, [change]))).ok).toBe(true);
      const [next] = await inTenant(company, (tx) =>
        readActivitiesAfter(tx, { organizationId: actor.organizationId, period: YEAR }, NOT_NARROWED, {
          limit: 1,
          after: ordered[20],
        }),
      );
      expect(next?.recordId).toBe(ordered[21]);
      const counted = await inTenant(company, (tx) =>
        countActivities(tx, { organizationId: actor.organizationId, period: YEAR }, NOT_NARROWED, 10),
      );
      expect(counted).toBe(10);
    });
  },
  "factor library",
);
