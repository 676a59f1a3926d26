import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { TARGETS } from "./report.ts";

/**
 * `npm run bench`: each benchmark in a separate process, one after the other, then the targets as a table. `npm run
 * bench -- engine report-pdf` runs only these; `--json FILE` also writes the measured targets.
 */
const BENCHMARKS = [
  "engine",
  "report-pdf",
  "activity-file",
  "activity-import",
  "calculation-run",
  "public-load",
  "dashboard",
  "factor-search",
  "recalculation",
  "scale",
  "start",
];

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: "string" } } });
const unknown = positionals.filter((name) => !BENCHMARKS.includes(name));
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(", ")}; there are ${BENCHMARKS.join(", ")}.`);
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), "truetonne-bench-"));
const results = join(folder, "results");
writeFileSync(results, "");
let failed = 0;
for (const name of positionals.length > 0 ? positionals : BENCHMARKS) {
  const file = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const env = { ...process.env, BENCH_RESULTS: results };
  const { status } = spawnSync(process.execPath, [file], { stdio: "inherit", env });
  if (status !== 0) failed += 1;
}
const measured = readFileSync(results, "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => JSON.parse(line));
rmSync(folder, { recursive: true, force: true });
console.log("\nTargets");
for (const { name, must, better } of Object.values(TARGETS)) {
  const found = measured.find((one) => one.name === name);
  const bound = `${better === "lower" ? "at most" : "at least"} ${must}`;
  console.log(`  ${name.padEnd(66)} ${found ? found.ratio.toFixed(2).padStart(8) : "not measured"}  ${bound}`);
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(measured, null, 2)}\n`);
process.exit(failed === 0 ? 0 : 1);
