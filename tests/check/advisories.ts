import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findKnown, isSame, parseAdvisoryList, readAudit, readInstalled } from "./known-advisories.ts";

/**
 * Checks that no package of the lockfile has a known advisory: asks the registry and, if that offers no audit, reads
 * the list next to this file. The list is a copy of facts as of its date; `docs/operations.md` explains how to update
 * it.
 */
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PATIENCE_MILLISECONDS = 20_000;

const list = parseAdvisoryList(readFileSync(new URL("advisories.json", import.meta.url), "utf8"));
const installed = readInstalled(readFileSync(new URL("package-lock.json", `file://${ROOT}`), "utf8"));
const { stdout } = spawnSync("npm", ["audit", "--json", "--fetch-retries=0"], {
  cwd: ROOT,
  encoding: "utf8",
  timeout: PATIENCE_MILLISECONDS,
});
const told = readAudit(stdout ?? "");
const known = findKnown(installed, told ?? list.advisories);
const open = known.filter((one) => !list.accepted.some((accepted) => isSame(accepted, one)));
const idle = told ? [] : list.accepted.filter((accepted) => !known.some((one) => isSame(accepted, one)));
const faults = [
  ...open.map((one) => `${one.package} ${one.version}: ${one.id} (${one.severity}) affects ${one.vulnerable}`),
  ...idle.map((one) => `${one.package} ${one.version}: ${one.id} is accepted, and affects nothing here`),
];
for (const fault of faults) console.error(fault);
const source = told ? "the registry's audit" : `the list of ${list.date} (the registry gave no audit)`;
console.log(`${installed.length} packages against ${source}: ${faults.length} errors`);
process.exit(faults.length === 0 ? 0 : 1);
