import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { type GoldenCase, holds, tableRow } from "#tests/second-opinion/golden-case.ts";
import { opinionOn } from "#tests/second-opinion/opinion.ts";

/**
 * Fills in the second opinion's results for each case of `tests/golden`, and the table of its README. The engine is not
 * involved. `node tests/support/write-golden.ts`, then `biome check --write tests/golden`.
 */
const folder = new URL("../golden/", import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
const rows: string[] = [];
for (const name of names) {
  const file = new URL(name, folder);
  const document = JSON.parse(readFileSync(file, "utf8")) as GoldenCase;
  document.expected = opinionOn(document);
  for (const figure of document.published ?? []) {
    if (!holds(document.expected, figure)) console.error(`${name}: ${figure.at} ${figure.value} does not hold`);
  }
  writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`);
  const row = tableRow(name, document);
  if (row) rows.push(row);
}
const readme = new URL("README.md", folder);
const [head] = readFileSync(readme, "utf8").split(/\| Case +\|/);
const table = ["| Case | Source | Published | Exact | |", "|---|---|---|---|---|", ...rows].join("\n");
writeFileSync(readme, `${head}${table}\n`);
console.log(`${names.length} cases, ${rows.length} of them published`);
