/**
 * The inputs of the model in `docs/scale.md`: bytes of a tenant, a record, a line, a report and an entry of the log,
 * indexes included, and the time of a few transactions, on a real PostgreSQL with data of the sample company in two
 * sizes.
 *
 * `npm run bench -- scale`
 */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { getOverview } from "#app/overview/overview.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import { listActivityPage } from "#app/records/activity-page.server.ts";
import { type Doors, openDoors } from "#db/doors.ts";
import { migrate } from "#db/migrate.ts";
import { importFactorLibrary } from "#emission-factors/import.ts";
import { startPostgres } from "#tests/support/postgres.ts";
import { issueNow, makeCompany, makeKeys, runNow, YEAR } from "#tests/support/sample-company.ts";
import { median } from "./interleave.ts";
import { report } from "./report.ts";

/** Numbers of tenants at the first and the second measurement of times. */
const SIZES = [10, 40] as const;
const RECORDS = 365;
/** Number of tenants that issue a report: each takes a second. */
const REPORTS = 5;
const ROUNDS = 9;
const ASKED = 20;

const folder = mkdtempSync(join(tmpdir(), "truetonne-scale-"));
const server = await startPostgres(folder);
const owner = new pg.Client({ connectionString: server.ownerUrl });
let doors: Doors | undefined;
try {
  await owner.connect();
  await migrate(server.ownerUrl, async (db) => void (await importFactorLibrary(db)));
  await owner.query("alter role app_login password 'sample'");
  doors = await openDoors(server.ownerUrl.replace(/\/\/[^@]+@/, "//app_login:sample@"));
  await measure(doors);
} finally {
  await doors?.close();
  await owner.end();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

type Made = Awaited<ReturnType<typeof makeCompany>> & { runId: string };

async function measure(opened: Doors): Promise<void> {
  const empty = await bytes();
  const made: Made[] = [];
  const cost = { tenant: 0, records: 0, run: 0 };
  const times: Record<string, number[]> = {};
  for (const size of SIZES) {
    while (made.length < size) {
      const before = await bytes();
      const company = await makeCompany(opened);
      const withTenant = await bytes();
      await record(opened, company);
      const withRecords = await bytes();
      const runId = await runNow(opened, company.actor, company.inventory);
      cost.tenant += withTenant - before;
      cost.records += withRecords - withTenant;
      cost.run += (await bytes()) - withRecords;
      made.push({ ...company, runId });
    }
    await owner.query("analyze");
    for (const [name, time] of Object.entries(await ask(opened, made))) times[name] = [...(times[name] ?? []), time];
  }
  const issued = await issue(opened, made.slice(0, REPORTS));
  const each = (sum: number, count: number) => `${Math.round(sum / count).toLocaleString("en")} bytes`;
  const tenants = made.length;
  report({
    title: `Inputs of the model: ${tenants} tenants of ${RECORDS} records, ${REPORTS} reports`,
    lines: [
      ["shared: schema and factor library", each(empty, 1)],
      ["a tenant: company, facility, three sources, settings", each(cost.tenant, tenants)],
      ["a record, with its entry in the trail", each(cost.records, tenants * RECORDS)],
      ["a line of a run, with its share of the run's document", each(cost.run, tenants * RECORDS)],
      ["a report: facts, file, credential", each(issued.report, REPORTS)],
      ["  of it the file", each(issued.file, REPORTS)],
      ["an entry of the log: leaf, statement, place in a tile", each(issued.log, issued.entries)],
      ...Object.entries(times).map(([name, [first, last]]): [string, string] => [
        `${name}, ms at ${SIZES.join(" and ")} tenants`,
        `${first!.toFixed(2)} and ${last!.toFixed(2)}`,
      ]),
    ],
  });
}

/** Bytes of all tables and their indexes. */
async function bytes(): Promise<number> {
  const { rows } = await owner.query(
    `select coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint as bytes
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'`,
  );
  return Number(rows[0].bytes);
}

/** A record for each day of the year. */
async function record(opened: Doors, { actor }: Pick<Made, "actor">): Promise<void> {
  const changes = Array.from({ length: RECORDS }, (_, day) => {
    const period = new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10);
    const entry = { ...EMPTY_ENTRY, facility: "Plant A", source: "Hotel nights", unit: "room_night", period };
    return { kind: "add" as const, recordId: randomUUID(), entry: { ...entry, quantity: String(1 + (day % 9)) } };
  });
  const saved = await opened.withTenant(actor, (tx) => saveActivities(tx, actor, YEAR, changes));
  if (!saved.ok) throw new Error(JSON.stringify(saved).slice(0, 500));
}

/** Medians of transactions of some tenants, alternating, in milliseconds. */
async function ask(opened: Doors, made: Made[]): Promise<Record<string, number>> {
  const asked = made.slice(-ASKED);
  const questions = {
    "a row by its key": (one: Made) =>
      opened.withTenant(one.actor, (tx) =>
        tx.selectFrom("organization").select("id").where("id", "=", one.actor.organizationId).execute(),
      ),
    "the overview": (one: Made) =>
      opened.withTenant(one.actor, (tx) => getOverview(tx, one.actor.organizationId, one.inventory.id)),
    "a page of 100 records": (one: Made) =>
      opened.withTenant(one.actor, (tx) =>
        listActivityPage(tx, one.actor.organizationId, { period: YEAR }, { limit: 100 }),
      ),
  };
  const taken: Record<string, number[]> = {};
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, question] of Object.entries(questions)) {
      const began = performance.now();
      for (const one of asked) await question(one);
      const each = (performance.now() - began) / asked.length;
      // The first round is a warm-up.
      taken[name] = round === 0 ? [] : [...taken[name]!, each];
    }
  }
  return Object.fromEntries(Object.entries(taken).map(([name, all]) => [name, median(all)]));
}

async function issue(opened: Doors, made: Made[]) {
  const keys = await makeKeys();
  const before = await bytes();
  for (const { actor, runId } of made) {
    const issued = await issueNow(opened, keys, actor, { runId });
    if (!issued.ok) throw new Error(JSON.stringify(issued.blockers));
  }
  const report = (await bytes()) - before;
  const { rows: files } = await owner.query("select sum(length(pdf))::bigint as bytes from published_report");
  // These entries don't fill a page: their rows are counted, and 32 bytes of each in a tile.
  const { rows: entries } = await owner.query(
    `select sum(pg_column_size(l.*) + pg_column_size(s.*) + 32)::int as bytes, count(*)::int as entries
     from log_leaf l join statement s on s.log_index = l.index`,
  );
  return { report, file: Number(files[0].bytes), log: Number(entries[0].bytes), entries: Number(entries[0].entries) };
}
