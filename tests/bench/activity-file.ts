/**
 * P7: measures the reading and checking of large activity files: time, and the peak memory of the reading process and
 * of this one. The floors are `psql \copy` of the same rows into a table without an index and, for XLSX, inflating the
 * sheet and scanning it for each cell's text. Prints; asserts nothing.
 *
 * `npm run bench -- activity-file`, or `node tests/bench/activity-file.ts [--rows 1000000] [--xlsx 100000]`
 */
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { parseArgs } from "node:util";
import { strFromU8, unzipSync } from "fflate";
import type { EntryContext } from "#app/carbon/entry/activity-entry.ts";
import { buildReader } from "#app/cli/build-reader.server.ts";
import { checkFile } from "#app/records/import/file/check-file.server.ts";
import { describeFile } from "#app/records/import/file/describe-file.server.ts";
import { suggestMapping } from "#app/records/import/file/suggest-mapping.ts";
import { startPostgres } from "#tests/support/postgres.ts";
import { writeWorkbook } from "#tests/support/write-workbook.ts";
import { median } from "./interleave.ts";
import { report } from "./report.ts";

const HEADINGS = ["facility", "source", "period", "quantity", "unit", "data quality", "evidence", "note"];
const SOURCES = [
  ["外购电力", "kWh"],
  ["天然气", "m3"],
  ["柴油", "L"],
  ["汽油", "L"],
] as const;
const FACILITIES = ["一厂", "二厂"];
const context: EntryContext = {
  period: { start: "2025-01-01", end: "2025-12-31" },
  sources: FACILITIES.flatMap((facility) =>
    SOURCES.map(([name, unit]) => ({
      id: `${facility} ${name}`,
      facilityNames: [facility],
      names: [name],
      unit,
      scope: 2,
      category: "x",
    })),
  ),
};

function rowOf(index: number): string[] {
  const [source, unit] = SOURCES[index % SOURCES.length]!;
  const month = String((index % 12) + 1).padStart(2, "0");
  const quantity = `${(index * 7919) % 1_000_000}.${index % 1000}`;
  return [FACILITIES[index % 2]!, source, `2025-${month}`, quantity, unit, "实测", `发票-${index}`, ""];
}

async function writeCsv(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path);
  file.write(`${HEADINGS.join(",")}\n`);
  for (let at = 0; at < rows; at += 1000) {
    const lines = Array.from({ length: Math.min(1000, rows - at) }, (_, index) => `${rowOf(at + index).join(",")}\n`);
    if (!file.write(lines.join(""))) await once(file, "drain");
  }
  file.end();
  await finished(file);
}

function writeXlsx(path: string, rows: number): void {
  const cells = Array.from({ length: rows }, (_, index) => {
    const row = rowOf(index);
    return [...row.slice(0, 3), { number: row[3]! }, ...row.slice(4), "a", "b", { number: String(index) }, "c"];
  });
  writeFileSync(path, writeWorkbook({ sheets: [{ name: "S", rows: [[...HEADINGS, "w", "x", "y", "z"], ...cells] }] }));
}

const peakOf = (pid: number) => {
  const status = existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, "utf8") : "";
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
};

/** Seconds of CPU time, which other programs' load does not change. */
const busyOf = (pid: number) => {
  const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, "utf8") : "";
  const [user = 0, system = 0] = stat.split(" ").slice(13, 15).map(Number);
  return (user + system) / 100;
};

/** @returns the seconds of reading and checking */
async function measure(path: string): Promise<number> {
  const started = performance.now();
  const described = await describeFile(path);
  if (!described.ok) throw new Error(described.fault.code);
  const describedAt = performance.now();
  const mapping = { ...suggestMapping(described.shape.sheets[0]!, 2025), decimal: "point" as const };
  let pid = 0;
  let peak = 0;
  let busy = 0;
  const before = busyOf(process.pid);
  const result = await checkFile(
    {
      path,
      mappings: [mapping],
      context,
      onBatch: () => {
        peak = Math.max(peak, peakOf(pid));
        busy = Math.max(busy, busyOf(pid));
      },
    },
    {
      onStart: (started) => {
        pid = started;
      },
    },
  );
  const finishedAt = performance.now();
  const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1);
  const size = (statSync(path).size / 1024 / 1024).toFixed(0);
  console.log(
    `${path.split(".").at(-1)}, ${size} MiB: described in ${seconds(started, describedAt)} s, read and checked in ${seconds(describedAt, finishedAt)} s;`,
    `busy ${busy.toFixed(1)} s in the process, ${(busyOf(process.pid) - before).toFixed(1)} s here;`,
    `peak ${peak.toFixed(0)} MiB in the process, ${peakOf(process.pid).toFixed(0)} MiB here;`,
    JSON.stringify(result),
  );
  return (finishedAt - describedAt) / 1000;
}

/** The floor of a workbook: no look-ups, no parsed numbers, no rows. @returns seconds */
function scanWorkbook(path: string): number {
  const started = performance.now();
  const { "xl/worksheets/sheet1.xml": sheet } = unzipSync(readFileSync(path));
  const xml = strFromU8(sheet!);
  let [cells, letters] = [0, 0];
  for (let at = xml.indexOf("<c "); at >= 0; at = xml.indexOf("<c ", at + 3)) {
    const open = xml.indexOf(">", xml.indexOf("<", xml.indexOf(">", at) + 1)) + 1;
    letters += xml.slice(open, xml.indexOf("<", open)).length;
    cells += 1;
  }
  const seconds = (performance.now() - started) / 1000;
  console.log(`inflate and scan: ${seconds.toFixed(2)} s, ${cells} cells, ${letters} characters`);
  return seconds;
}

/** `psql \copy` of the same file, on the tests' own server. */
async function copy(folder: string, path: string): Promise<void> {
  const server = await startPostgres(folder);
  try {
    const columns = HEADINGS.map((heading) => `"${heading}" text`).join(", ");
    const run = (command: string) => execFileSync("psql", ["-qX", "-c", command, server.ownerUrl], { stdio: "pipe" });
    run(`create table plain (${columns})`);
    const started = performance.now();
    run(`\\copy plain from '${path}' with (format csv, header)`);
    console.log(`psql \\copy of the same file: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  } finally {
    await server.stop();
  }
}

const { values } = parseArgs({ options: { rows: { type: "string" }, xlsx: { type: "string" } } });
await buildReader();
const folder = mkdtempSync(join(tmpdir(), "bench-activity-file-"));
try {
  const csv = join(folder, "rows.csv");
  await writeCsv(csv, Number(values.rows ?? 1_000_000));
  await measure(csv);
  await copy(folder, csv);
  const xlsx = join(folder, "rows.xlsx");
  writeXlsx(xlsx, Number(values.xlsx ?? 100_000));
  scanWorkbook(xlsx);
  const times = [];
  for (let round = 0; round < 5; round += 1) times.push({ floor: scanWorkbook(xlsx), read: await measure(xlsx) });
  const ratio = median(times.map(({ read }) => read)) / median(times.map(({ floor }) => floor));
  report({ title: "XLSX, read and checked", lines: [], targets: { P7: ratio } });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
