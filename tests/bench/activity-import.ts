/**
 * P6: measures an import of CSV rows: receiving the file, checking every row, importing the rows, undoing the import;
 * each with its time, and the peak memory of this process and its children. The floors, on PostgreSQL, are `psql \copy`
 * of the same file into a plain table, and of the records into one with their columns, keys and indexes. Prints;
 * asserts nothing.
 *
 * `npm run bench -- activity-import`, or `node tests/bench/activity-import.ts [postgresql | pglite] [--rows N]`
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { buildReader } from "#app/cli/build-reader.server.ts";
import { spool } from "#app/files/spool.server.ts";
import { performCommit, startCommit } from "#app/records/import/commit-import.server.ts";
import { performCheck, startCheck } from "#app/records/import/import-check.server.ts";
import { getDraft } from "#app/records/import/import-draft.server.ts";
import { takeImportFile } from "#app/records/import/take-import-file.server.ts";
import { undoImport } from "#app/records/import/undo-import.server.ts";
import { openDoors } from "#db/doors.ts";
import { migrate } from "#db/migrate.ts";
import { makeImportRoom } from "#tests/support/import-file.ts";
import { startPostgres } from "#tests/support/postgres.ts";
import { makeCompany } from "#tests/support/sample-company.ts";
import { report } from "./report.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rows: { type: "string", default: "1000000" } },
});
const rows = Number(values.rows);
await buildReader();
const folder = mkdtempSync(join(tmpdir(), "truetonne-bench-"));
const server = positionals[0] === "pglite" ? null : await startPostgres(folder);
const path = join(folder, "rows.csv");
await writeRows();
try {
  const before = server ? copyPlain(server.ownerUrl) : 0;
  const url = server?.ownerUrl ?? `file:${join(folder, "database")}`;
  const { seconds, likeSeconds } = await measureImport(url, () => (server ? copyLike(server.ownerUrl) : 0));
  if (server) {
    const floor = (before + copyPlain(server.ownerUrl)) / 2;
    report({
      title: "Import with checks, compared with psql \\copy",
      lines: [
        ["÷ psql \\copy into a table with the same columns, keys and indexes", (seconds / likeSeconds).toFixed(1)],
      ],
      targets: { P6: seconds / floor },
    });
  }
} finally {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function writeRows(): Promise<void> {
  const lines = function* () {
    yield "facility,source,period,quantity,unit,data quality,evidence,note\n";
    for (let row = 1; row <= rows; row += 1) {
      const month = String((row % 12) + 1).padStart(2, "0");
      yield `Plant A,Electricity,2025-${month},${row}.${row % 100},kWh,measured,bill ${row},meter ${row % 500}\n`;
    }
  };
  await pipeline(Readable.from(lines()), createWriteStream(path));
}

/** @param copyRecords copies the imported records @returns the seconds of checking and importing, and its result */
async function measureImport(
  url: string,
  copyRecords: () => number,
): Promise<{ seconds: number; likeSeconds: number }> {
  await migrate(url);
  const doors = await openDoors(url);
  const { actor, inventory } = await makeCompany(doors);
  const room = makeImportRoom();
  const inside = <T>(work: Parameters<typeof doors.withTenant<T>>[1]) => doors.withTenant(actor, work);
  const { value: draftId } = await timed("upload", async () => {
    const file = await spool(room.spoolFolder, createReadStream(path));
    const taken = await takeImportFile(doors, actor, room, {
      file: { ...file, name: "rows.csv", isTooLarge: false },
      inventoryId: inventory.id,
    });
    if (!taken.ok) throw new Error(taken.failure.code);
    return taken.draftId;
  });
  const checked = await timed("check", async () => {
    const jobId = await inside((tx) => startCheck(tx, actor, draftId));
    await performCheck(doors, room, { ...actor, jobId });
  });
  const { counts, failure } = await inside((tx) => getDraft(tx, actor.organizationId, draftId));
  console.log(JSON.stringify({ ...counts, failure }));
  const imported = await timed("import", async () => {
    await inside((tx) => startCommit(tx, actor, draftId));
    const { jobId } = await inside((tx) => getDraft(tx, actor.organizationId, draftId));
    await performCommit(doors, { ...actor, jobId: jobId! });
  });
  const likeSeconds = copyRecords();
  await timed("undo", () => inside((tx) => undoImport(tx, actor, draftId, { corrected: "keep" })));
  await doors.close();
  return { seconds: checked.seconds + imported.seconds, likeSeconds };
}

async function timed<T>(step: string, work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const started = performance.now();
  let own = 0;
  let children = 0;
  const watch = setInterval(() => {
    own = Math.max(own, process.memoryUsage.rss());
    children = Math.max(children, ...readersOf(process.pid).map(rssOf));
    // Walking all processes takes time of the measured thread.
  }, 1000);
  try {
    const value = await work();
    return { value, seconds: (performance.now() - started) / 1000 };
  } finally {
    clearInterval(watch);
    const mib = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MiB`;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${step}: ${seconds} s, process ${mib(own)}, reader ${mib(children)}`);
  }
}

/** Node processes that this one started: the readers, not the database. */
function readersOf(pid: number): number[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    const status = read(`/proc/${name}/status`);
    return status.includes(`PPid:\t${pid}\n`) && /^Name:\t(node|MainThread)/.test(status) ? Number(name) : [];
  });
}

function rssOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) * 1024;
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function psql(url: string, ...commands: string[]): void {
  execFileSync("psql", [url, "-q", ...commands.flatMap((command) => ["-c", command])], { stdio: "inherit" });
}

/** @returns seconds */
function copyPlain(url: string): number {
  psql(
    url,
    "drop table if exists plain",
    `create table plain (facility text, source text, period text, quantity numeric, unit text, quality text, evidence text,
      note text)`,
  );
  const started = performance.now();
  psql(url, `\\copy plain from '${path}' with (format csv, header)`);
  const seconds = (performance.now() - started) / 1000;
  console.log(`psql \\copy: ${seconds.toFixed(1)} s`);
  const bytes = readFileSync(path);
  console.log(
    `file: ${Math.round(bytes.length / 1024 / 1024)} MiB, sha256 ${createHash("sha256").update(bytes).digest("hex").slice(0, 12)}`,
  );
  return seconds;
}

/** The cost of the records without guards: keys, indexes and checks of their table. @returns seconds */
function copyLike(url: string): number {
  const records = join(folder, "records");
  psql(
    url,
    "create table alike (like activity_record including all)",
    `\\copy (select * from activity_record order by import_row) to '${records}'`,
  );
  const started = performance.now();
  psql(url, `\\copy alike from '${records}'`);
  const seconds = (performance.now() - started) / 1000;
  console.log(`psql \\copy into the same columns, keys and indexes: ${seconds.toFixed(1)} s`);
  psql(url, "drop table alike");
  return seconds;
}
