/**
 * P8: reads the year of an organization (the newest run's head, its scopes and months) as its overview page does,
 * alternating with one record by its key in the same transaction: 10,000,000 records, 1,000 tenants, one of them with a
 * million. Before the timing, the result is compared with the records, summed by PostgreSQL.
 * P9: writes the sums of a run of 20,000 records a second time, in addition to the run. On PostgreSQL.
 *
 * `npm run bench -- dashboard`, or `node tests/bench/dashboard.ts [--all N] [--tenants N] [--records N]`
 */
import { randomInt, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Kysely, sql } from "kysely";
import { mergeKinds } from "#app/carbon/compiled/run-compiled.ts";
import { readYearResult } from "#app/overview/overview.server.ts";
import { getRun, latestRunHead } from "#app/runs/calculation.server.ts";
import { storeSummary } from "#app/runs/run-summary.server.ts";
import { type Doors, openDoors, type TenantTx } from "#db/doors.ts";
import { migrate } from "#db/migrate.ts";
import { importFactorLibrary } from "#emission-factors/import.ts";
import { asOwner } from "#tests/support/owner.ts";
import { startPostgres } from "#tests/support/postgres.ts";
import { makeCompany, runNow, YEAR } from "#tests/support/sample-company.ts";
import { fillRecords } from "#tests/support/sample-records.ts";
import { median } from "./interleave.ts";
import { report } from "./report.ts";

const { values } = parseArgs({
  options: {
    all: { type: "string", default: "10000000" },
    tenants: { type: "string", default: "1000" },
    records: { type: "string", default: "20000" },
  },
});
const TENANTS = Number(values.tenants);
const RECORDS = Number(values.all);
/** The first tenant has a tenth of all records. */
const RECORDS_OF_FIRST = RECORDS / 10;
const RECORDS_OF_OTHER = Math.round((RECORDS - RECORDS_OF_FIRST) / (TENANTS - 1));
const LOOKS = 4000;
const WARM_UP = 400;

interface Place {
  tenantId: string;
  organizationId: string;
  inventoryId: string;
  runId: string;
  recordCount: number;
}

const folder = mkdtempSync(join(tmpdir(), "truetonne-bench-"));
const server = await startPostgres(folder);
try {
  await migrate(server.ownerUrl, async (db) => void (await importFactorLibrary(db)));
  const doors = await openDoors(server.ownerUrl);
  const share = await measureUpkeep(doors);
  const places = await asOwner(server.ownerUrl, fillYears);
  const [first] = places;
  await compareWithRecords(doors, [first!, ...places.slice(1, 4)]);
  const others = await look(doors, () => places[randomInt(1, places.length)]!);
  const largest = await look(doors, () => first!);
  const of = ({ ours, floor }: Looks) =>
    `p50 ${at(ours, 0.5)}, p99 ${at(ours, 0.99)} ms; look-up p50 ${at(floor, 0.5)}, p99 ${at(floor, 0.99)} ms`;
  report({
    title: `Dashboard: ${RECORDS} records, ${TENANTS} tenants, ${LOOKS} looks`,
    lines: [
      [`a year of ${RECORDS_OF_OTHER} records`, of(others)],
      [`a year of ${RECORDS_OF_FIRST} records`, of(largest)],
      ["whole transaction, p99 of both ÷ p99 of a look-up", ratioOf(others, "whole").toFixed(2)],
    ],
    targets: { P8: Math.max(ratioOf(others, "ours"), ratioOf(largest, "ours")), P9: share },
  });
  await doors.close();
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Milliseconds of each read: of the year, of one record by its key, and of the year with its whole transaction. */
interface Looks {
  ours: number[];
  floor: number[];
  whole: number[];
}

async function look({ withTenant }: Doors, choose: () => Place): Promise<Looks> {
  const looks: Looks = { ours: [], floor: [], whole: [] };
  for (let turn = -WARM_UP; turn < LOOKS; turn += 1) {
    const place = choose();
    const number = randomInt(1, place.recordCount + 1);
    const started = performance.now();
    const [ours, floor] = await withTenant({ tenantId: place.tenantId, userId: "bench" }, async (tx) => {
      // The first one warms what both read, so they alternate.
      const work = [() => readYear(tx, place), () => readRecord(tx, place.runId, number)];
      if (turn % 2 === 0) return [await time(work[0]!), await time(work[1]!)] as const;
      const second = await time(work[1]!);
      return [await time(work[0]!), second] as const;
    });
    if (turn < 0) continue;
    looks.ours.push(ours);
    looks.floor.push(floor);
    looks.whole.push(performance.now() - started - floor);
  }
  return looks;
}

async function readYear(tx: TenantTx, { organizationId, inventoryId }: Place) {
  const run = await latestRunHead(tx, organizationId, inventoryId);
  return readYearResult(tx, run!, YEAR);
}

/** The id that `fillYears` gives. */
function recordIdOf(runId: string, number: number): string {
  return runId.slice(0, 24) + number.toString(16).padStart(12, "0");
}

function readRecord(tx: TenantTx, runId: string, number: number) {
  return tx
    .selectFrom("activity_record")
    .selectAll()
    .where("record_id", "=", recordIdOf(runId, number))
    .where("version", "=", 1)
    .executeTakeFirstOrThrow();
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function at(times: number[], share: number): string {
  return quantile(times, share).toFixed(2);
}

function quantile(times: number[], share: number): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length * share)]!;
}

function ratioOf(looks: Looks, which: "ours" | "whole"): number {
  return quantile(looks[which], 0.99) / quantile(looks.floor, 0.99);
}

/** The page's figures must equal the sums of the lines. */
async function compareWithRecords({ withTenant }: Doors, places: Place[]): Promise<void> {
  for (const place of places) {
    await withTenant({ tenantId: place.tenantId, userId: "bench" }, async (tx) => {
      const { months } = await readYear(tx, place);
      const { rows } = await sql<{ key: string; kg: string }>`
        select to_char(period_start, 'YYYY-MM') || ' ' || note as key, trim_scale(sum(quantity))::text as kg
        from activity_record where emission_source_id = ${place.runId} group by 1`.execute(tx);
      const summed = Object.fromEntries(rows.map(({ key, kg }) => [key, kg]));
      for (const { month, byScope } of months) {
        for (const [scope, kg] of Object.entries(byScope)) {
          if ((summed[`${month} ${scope}`] ?? "0") !== kg) throw new Error(`${month}, scope ${scope}: ${kg}`);
        }
      }
    });
  }
}

/** Tenants, each with a run, the records of a year and their sums, written with set-based statements. */
async function fillYears(db: Kysely<unknown>): Promise<Place[]> {
  await sql`create unlogged table place as select n as number, gen_random_uuid() as tenant_id,
    gen_random_uuid() as organization_id, gen_random_uuid() as inventory_id, gen_random_uuid() as run_id,
    case n when 1 then ${RECORDS_OF_FIRST}::int else ${RECORDS_OF_OTHER}::int end as line_count
    from generate_series(1, ${TENANTS}::int) n`.execute(db);
  const connection = db.connection();
  await connection.execute(async (one) => {
    // For ten million rows that are valid already, guards would look up each.
    await sql`set session_replication_role = replica`.execute(one);
    await sql`insert into tenant (id, name, kind) select tenant_id, 'Sample', 'company' from place`.execute(one);
    await sql`insert into organization (tenant_id, id, name_en, consolidation_approach, gwp_set)
      select tenant_id, organization_id, 'Sample', 'operational_control', 'AR6' from place`.execute(one);
    await sql`insert into inventory (tenant_id, id, organization_id, period_start, period_end)
      select tenant_id, inventory_id, organization_id, ${YEAR.start}::date, ${YEAR.end}::date from place`.execute(one);
    await sql`insert into activity_record (tenant_id, organization_id, record_id, version, emission_source_id, period_start,
        period_end, quantity, unit, entered_quantity, entered_unit, data_quality, evidence_reference, note,
        origin, is_deleted, reason, created_by)
      select tenant_id, organization_id, (left(run_id::text, 24) || lpad(to_hex(n), 12, '0'))::uuid, 1, run_id, m.start,
        (m.start + interval '1 month' - interval '1 day')::date, n % 9973 + 1, 'kg', '1', 'kg', 'measured', '', (1 + n % 3)::text,
        'page', false, '', 'bench'
      from place, generate_series(1, line_count) n,
        lateral (select (${YEAR.start}::date + (n / 3 % 12) * interval '1 month')::date as start) m`.execute(one);
    await sql`insert into calculation_summary
      select tenant_id, emission_source_id, coalesce(to_char(period_start, 'YYYY-MM'), ''), coalesce(scope, 0),
        trim_scale(sum(quantity))::text, trim_scale(sum(quantity))::text, '0'
      from activity_record, lateral (select note::int as scope) s where created_by = 'bench'
      group by tenant_id, emission_source_id, grouping sets ((scope), (period_start), (period_start, scope))`.execute(
      one,
    );
    await sql`insert into calculation_run (tenant_id, id, organization_id, inventory_id, engine_version, inputs_hash,
        result_hash, document, record_ids, places, issue_count, line_count, co2e_kg, co2e_kg_market_based, library, read_after,
        status_changes, created_by)
      select p.tenant_id, p.run_id, organization_id, inventory_id, '1', repeat('0', 64), repeat('0', 64), '', '{}', '{}', 0,
        line_count, s.kg, s.kg, '{}', 0, 0, 'bench'
      from place p join (select run_id, sum(co2e_kg::numeric)::text as kg from calculation_summary
        where month = '' group by run_id) s on s.run_id = p.run_id`.execute(one);
    await sql`set session_replication_role = origin`.execute(one);
  });
  await sql`vacuum analyze`.execute(db);
  const { rows } = await sql<
    Record<"tenant_id" | "organization_id" | "inventory_id" | "run_id", string> & { line_count: number }
  >`
    select * from place order by number`.execute(db);
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    organizationId: row.organization_id,
    inventoryId: row.inventory_id,
    runId: row.run_id,
    recordCount: row.line_count,
  }));
}

/** @returns time of summing and writing ÷ time of the run, medians of five rounds */
async function measureUpkeep(doors: Doors): Promise<number> {
  const { actor, inventory } = await makeCompany(doors);
  await doors.withTenant(actor, (tx) => fillRecords(tx, actor, Number(values.records)));
  const runs: number[] = [];
  const sums: number[] = [];
  for (let turn = 0; turn <= 5; turn += 1) {
    const started = performance.now();
    const runId = await runNow(doors, actor, inventory);
    const run = performance.now() - started;
    const summed = await doors.withTenant(actor, async (tx) => {
      const { document } = await getRun(tx, actor.organizationId, runId);
      const { id } = await copyHead(tx, runId);
      const places = {
        sources: Object.fromEntries(document.activities.map((one) => [one.emissionSource, randomUUID()])),
      };
      return time(() => {
        const { lines: linesOfYear, linesOfMonths } = mergeKinds(document);
        const of = { tenantId: actor.tenantId, runId: id };
        return storeSummary(tx, of, { linesOfYear, linesOfMonths, places });
      });
    });
    if (turn === 0) continue;
    runs.push(run);
    sums.push(summed);
  }
  console.log(`${values.records} records: run ${Math.round(median(runs))} ms, its sums ${median(sums).toFixed(1)} ms`);
  return median(sums) / median(runs);
}

/** A run without lines and sums, so that sums can be written for it. */
async function copyHead(tx: TenantTx, runId: string): Promise<{ id: string }> {
  const id = randomUUID();
  await sql`insert into calculation_run select (r).* from (select jsonb_populate_record(null::calculation_run,
      to_jsonb(c) - 'document' || jsonb_build_object('id', ${id}::text, 'document', '')) as r
    from calculation_run c where id = ${runId}) copy`.execute(tx);
  return { id };
}
