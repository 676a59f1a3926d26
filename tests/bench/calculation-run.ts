/**
 * P3 to P5: a run over many records of PostgreSQL, from the rows to the stored document and the records behind it, by
 * `performRun` in a separate process, whose peak memory and CPU the system reports. The floors alternate with it: psql
 * copying the same records out and then the same pieces in (P3), and one INSERT … SELECT that sums the same lines, each
 * with the list of its records (P4), after both results were found equal. The data are the sources and the year of the
 * sample company, with their errors and contracts. Each record without a contract is replaced by many daily records.
 *
 * `npm run bench -- calculation-run`, or `node tests/bench/calculation-run.ts [pglite] [--rows N] [--rounds N]`
 */
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { Kysely, sql } from "kysely";
import type { Actor } from "#app/access/actor.server.ts";
import { startRun } from "#app/runs/calculation.server.ts";
import { performRun } from "#app/runs/calculation-run.server.ts";
import { openDatabase } from "#db/database.ts";
import { openDoors } from "#db/doors.ts";
import { migrate } from "#db/migrate.ts";
import { importFactorLibrary } from "#emission-factors/import.ts";
import { startPostgres } from "#tests/support/postgres.ts";
import { makeSampleYear } from "#tests/support/sample-year.ts";
import { type Contender, interleave, median } from "./interleave.ts";
import { report } from "./report.ts";

const MOST_BYTES = 250 * 1024 * 1024;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: "string", default: "1000000" },
    rounds: { type: "string", default: "5" },
    /** Options of the process that does one run: where, and for which actor. */
    work: { type: "string" },
  },
});

if (values.work) await doOneRun(JSON.parse(values.work));
else await measure(Number(values.rows), Number(values.rounds), positionals[0] === "pglite");

interface Work {
  url: string;
  actor: Actor;
  inventoryId: string;
}

interface Done {
  seconds: number;
  /** Seconds of the process's own CPU. */
  cpu: number;
  peakBytes: number;
  runId: string;
}

async function doOneRun({ url, actor, inventoryId }: Work): Promise<void> {
  const doors = await openDoors(url);
  const jobId = await doors.withTenant(actor, (tx) => startRun(tx, actor, inventoryId));
  const started = performance.now();
  const before = process.cpuUsage();
  await performRun(doors, { tenantId: actor.tenantId, userId: actor.userId, jobId });
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  await doors.close();
  const peakBytes = Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))![1]) * 1024;
  console.log(JSON.stringify({ seconds, cpu: (user + system) / 1e6, peakBytes, runId: jobId } satisfies Done));
}

async function measure(rows: number, rounds: number, isEmbedded: boolean): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "truetonne-bench-"));
  const server = isEmbedded ? null : await startPostgres(folder);
  const url = server?.ownerUrl ?? `file:${join(folder, "database")}`;
  try {
    await migrate(url, async (db) => void (await importFactorLibrary(db)));
    const work = await fill(url, rows);
    if (server) await compare(work, folder, rows, rounds);
    else printRun(rows, await runInChild(work, folder));
  } finally {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function printRun(rows: number, { seconds, peakBytes }: Done): void {
  report({
    title: `A run of ${rows} records, embedded`,
    lines: [
      ["seconds", seconds.toFixed(1)],
      ["peak memory, the database included", `${Math.round(peakBytes / 1024 / 1024)} MiB`],
    ],
  });
}

async function fill(url: string, rows: number): Promise<Work> {
  const doors = await openDoors(url);
  const { actor, inventory } = await makeSampleYear(doors);
  await doors.close();
  await asOwner(url, async (db) => {
    await sql`alter table activity_record disable trigger user`.execute(db);
    await sql`insert into activity_record (tenant_id, organization_id, record_id, version, emission_source_id, period_start,
        period_end, quantity, unit, entered_quantity, entered_unit, data_quality, evidence_reference, note,
        origin, is_deleted, reason, created_by)
      select tenant_id, organization_id, gen_random_uuid(), 1, emission_source_id, d.day, d.day, q.quantity, unit,
        q.quantity::text, unit, data_quality, evidence_reference, '', 'page', false, '', created_by
      from (select *, count(*) over () as number from activity_record) r
      cross join lateral generate_series(1, ((${rows} - (select count(*) from activity_record)) / r.number)::int) n
      cross join lateral (select r.period_start + n % (r.period_end - r.period_start + 1) as day) d
      cross join lateral (select round(r.quantity / r.number, 2) + n * 7919 % 1003 / 100.0 as quantity) q`.execute(db);
    // As the trigger would, which is off here.
    await sql`delete from activity_count`.execute(db);
    await sql`insert into activity_count (tenant_id, organization_id, emission_source_id, period_start, period_end,
        data_quality, state, is_entry, records, newest_at)
      select tenant_id, organization_id, emission_source_id, period_start, period_end, data_quality, 'draft', false,
        count(*), max(created_at)
      from activity_record
      group by tenant_id, organization_id, emission_source_id, period_start, period_end, data_quality`.execute(db);
    await sql`alter table activity_record enable trigger user`.execute(db);
    await sql`analyze activity_record`.execute(db);
  });
  return { url, actor, inventoryId: inventory.id };
}

async function asOwner<T>(url: string, work: (db: Kysely<unknown>) => Promise<T>): Promise<T> {
  const database = await openDatabase(url);
  try {
    return await work(new Kysely<unknown>({ dialect: database.dialect() }));
  } finally {
    await database.close();
  }
}

async function runInChild(work: Work, folder: string): Promise<Done> {
  const program = fileURLToPath(import.meta.url);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    // As `docker-entry.sh` starts a worker, whose modules are compiled already: here the first run compiles them.
    ["--max-old-space-size=1024", "--max-semi-space-size=4", program, "--work", JSON.stringify(work)],
    {
      maxBuffer: 1024 * 1024 * 64,
      env: {
        ...process.env,
        MALLOC_ARENA_MAX: "2",
        MALLOC_MMAP_THRESHOLD_: "16384",
        NODE_COMPILE_CACHE: join(folder, "compiled"),
      },
    },
  );
  return JSON.parse(stdout.trim().split("\n").at(-1)!) as Done;
}

async function compare(work: Work, folder: string, rows: number, rounds: number): Promise<void> {
  const { url } = work;
  const done: Done[] = [];
  const first = await runInChild(work, folder);
  console.log(
    `${rows} records, first run: ${first.seconds.toFixed(1)} s, ${Math.round(first.peakBytes / 1024 / 1024)} MiB`,
  );
  const bytes = await sizeOfRun(url);
  const pieces = join(folder, "pieces");
  psql(url, `\\copy (select * from calculation_piece where run_id = '${first.runId}') to '${pieces}' (format binary)`);
  await makeFloorTables(url);
  await insertBySql(url);
  await assertSameLines(url, first.runId);
  const cleared = (name: string, run: () => Promise<unknown>): Contender<number> => ({
    name,
    async work() {
      psql(url, "truncate calculation_piece, plain_line, plain_piece", "checkpoint");
      const started = performance.now();
      await run();
      return performance.now() - started;
    },
  });
  // Clearing the tables first and starting a process are not part of the work, so each round reports its own time.
  const own: Record<string, number[]> = { copy: [], insert: [] };
  const contenders = [
    cleared("run", async () => done.push(await runInChild(work, folder))),
    cleared("copy", async () => own.copy!.push(await timed(() => copyBoth(url, pieces)))),
    cleared("insert", async () => own.insert!.push(await timed(() => insertBySql(url)))),
  ];
  await interleave(contenders, { rounds });
  const seconds = median(done.slice(1).map((one) => one.seconds));
  const cpu = median(done.slice(1).map((one) => one.cpu));
  const [copy, insert] = [median(own.copy!.slice(1)), median(own.insert!.slice(1))];
  const peak = Math.max(...done.map((one) => one.peakBytes));
  const perSecond = (time: number) => `${time.toFixed(2)} s, ${Math.round(rows / time)} records a second`;
  report({
    title: `A run of ${rows} records on PostgreSQL`,
    lines: [
      ["run", perSecond(seconds)],
      ["its own CPU", `${cpu.toFixed(1)} s`],
      ["COPY of the records out and of the same pieces in", perSecond(copy)],
      ["INSERT … SELECT of the same sums", perSecond(insert)],
      ["stored of the run, its indexes included", `${(bytes / rows).toFixed(1)} bytes a record`],
      ["peak memory of the run's process", `${Math.round(peak / 1024 / 1024)} MiB`],
    ],
    targets: { P3: seconds / copy, P4: seconds / insert, P5: peak / MOST_BYTES },
  });
}

/** Bytes of everything that the only run stores. */
async function sizeOfRun(url: string): Promise<number> {
  const tables = ["run", "piece", "selection", "summary", "source_summary"].map((name) => `calculation_${name}`);
  return asOwner(url, async (db) => {
    const { rows } = await sql<{ bytes: number }>`
      select sum(pg_total_relation_size(name::regclass))::float8 as bytes from unnest(${tables}::text[]) name`.execute(
      db,
    );
    return rows[0]!.bytes;
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

function psql(url: string, ...commands: string[]): void {
  const all = commands.flatMap((command) => ["-c", command]);
  execFileSync("psql", [url, "-q", "-v", "ON_ERROR_STOP=1", ...all], { stdio: ["ignore", "ignore", "inherit"] });
}

function psqlBeside(url: string, command: string): Promise<unknown> {
  return promisify(execFile)("psql", [url, "-q", "-v", "ON_ERROR_STOP=1", "-c", command]);
}

/** Records out to nowhere, then pieces in. */
async function copyBoth(url: string, pieces: string): Promise<void> {
  await psqlBeside(url, "\\copy activity_record to '/dev/null' (format binary)");
  await psqlBeside(url, `\\copy plain_piece from '${pieces}' (format binary)`);
}

async function makeFloorTables(url: string): Promise<void> {
  await asOwner(url, async (db) => {
    await sql`create table plain_line (emission_source_id uuid, month text, quantity numeric, squares numeric, records int,
      versions uuid[])`.execute(db);
    await sql`create table plain_piece (like calculation_piece including indexes including storage)`.execute(db);
  });
}

function insertBySql(url: string): Promise<unknown> {
  return psqlBeside(
    url,
    `insert into plain_line
     select r.emission_source_id, to_char(r.period_start, 'YYYY-MM'), sum(r.quantity), sum(r.quantity * r.quantity), count(*),
       array_agg(r.id)
     from activity_record r
     where not r.is_deleted and not exists (
       select from activity_record n
        where n.tenant_id = r.tenant_id and n.record_id = r.record_id and n.version > r.version)
     group by 1, 2`,
  );
}

/** The same number of lines, each with the same number of records and the same sum. */
async function assertSameLines(url: string, runId: string): Promise<void> {
  await asOwner(url, async (db) => {
    const { rows } = await sql<{ different: number }>`
      with ours as (
        select c.places->'sources'->>(a->>'emissionSource') as source, left(a->'period'->>'start', 7) as month,
          sum((a->>'quantity')::numeric) as quantity, sum(coalesce((a->'merged'->>'records')::int, 1)) as records
        from calculation_run c, jsonb_array_elements(c.document::jsonb->'activities') a where c.id = ${runId} group by 1, 2)
      select count(*)::int as different
      from ours full join plain_line p on p.emission_source_id::text = ours.source and p.month = ours.month
      where (ours.quantity, ours.records) is distinct from (p.quantity, p.records)`.execute(db);
    if (rows[0]!.different > 0) throw new Error(`${rows[0]!.different} lines differ`);
  });
}
