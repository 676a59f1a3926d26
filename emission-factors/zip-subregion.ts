/**
 * The eGRID subregions of a US ZIP code, from the EPA's Power Profiler (data year 2023). A ZIP code can lie in several:
 * the utility decides, so a person chooses. One that is not in the table has none, never the national average.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseCsv } from "./csv.ts";

/** Runs of ZIP codes in ascending order, with the subregions of each, the predominant one first. */
export type ZipTable = readonly { from: string; to: string; subregions: readonly string[] }[];

export function readZipTable(folder: string): ZipTable {
  const { rows } = parseCsv(readFileSync(join(folder, "zip-subregions.csv"), "utf8"));
  return rows.map(([from = "", to = "", subregions = ""]) => ({ from, to, subregions: subregions.split(";") }));
}

/**
 * Subregions as in the factor library (`US-EGRID-CAMX`).
 * @param zip five digits, or nine as ZIP+4. Anything else is in no subregion
 */
export function subregionsOfZip(table: ZipTable, zip: string): string[] {
  const [, code = ""] = /^(\d{5})(?:-?\d{4})?$/.exec(zip.trim()) ?? [];
  let [low, high] = [0, table.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const run = table[middle]!;
    if (code < run.from) high = middle - 1;
    else if (code > run.to) low = middle + 1;
    else return run.subregions.map((name) => `US-EGRID-${name}`);
  }
  return [];
}
