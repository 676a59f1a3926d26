import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildIfStale } from "../app/cli/build.server.ts";

/**
 * The test command: builds the pages that the browser tests open, runs every test, and ends with the one line `N
 * passed, N failed`. Arguments are passed on to the runner (`npm test -- tests/database`). `TEST_DURATIONS=keep npm
 * test` saves the duration of each file, which orders the files of later runs.
 */
const folder = mkdtempSync(join(tmpdir(), "truetonne-results-"));
const results = join(folder, "results.json");
const vitest = fileURLToPath(new URL("../node_modules/vitest/vitest.mjs", import.meta.url));
const reporters = ["--reporter=default", "--reporter=json"];
if (process.env.TEST_DURATIONS === "keep") reporters.push("--reporter=./tests/support/keep-durations.ts");

buildIfStale((line) => console.log(line));
const { status } = spawnSync(
  process.execPath,
  [vitest, "run", ...reporters, `--outputFile.json=${results}`, ...process.argv.slice(2)],
  { stdio: "inherit" },
);
const counts = readCounts(results);
rmSync(folder, { recursive: true, force: true });
// A suite that could not start has no failed test, and a run without tests proves nothing: neither may pass.
const hasPassed = status === 0 && counts.isSuccess && counts.passed > 0;
const failed = hasPassed ? counts.failed : Math.max(1, counts.failed);
console.log(`${counts.passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function readCounts(path: string): { passed: number; failed: number; isSuccess: boolean } {
  try {
    const { numPassedTests, numFailedTests, success } = JSON.parse(readFileSync(path, "utf8"));
    return { passed: numPassedTests, failed: numFailedTests, isSuccess: success === true };
  } catch {
    return { passed: 0, failed: 0, isSuccess: false };
  }
}
