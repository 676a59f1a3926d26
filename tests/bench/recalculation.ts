/**
 * How many times as fast as a spreadsheet the engine calculates 100,000 rows again (P12): LibreOffice works the same sheet out
 * by its own command for that, from the parsed numbers it keeps; the engine begins with the typed texts. A stranger's
 * program that no package brings: without `soffice` and Python's `uno` (Debian: `libreoffice-calc-nogui`, `python3-uno`) it says
 * so and measures nothing.
 *
 * `npm run bench -- recalculation`; `--rows N`; `--python FILE` the interpreter that has `uno`
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { median } from "./interleave.ts";
import { factorOf, GASES, GROUPS, GWP, makeRecords, type Records, sourceOf, sumCompiled, VALUES } from "./records.ts";
import { report } from "./report.ts";

const { values } = parseArgs({
  strict: false,
  options: { rows: { type: "string", default: "100000" }, python: { type: "string", default: "/usr/bin/python3" } },
});
const ROWS = Number(values.rows);
const ROUNDS = 5;
const DRIVER = fileURLToPath(new URL("./recalculate.py", import.meta.url));

if (
  spawnSync(String(values.python), ["-c", "import uno"]).status !== 0 ||
  spawnSync("soffice", ["--version"]).status !== 0
) {
  console.log("recalculation: not measured, for LibreOffice or its Python bridge is not installed");
  process.exit(0);
}
const records = makeRecords(ROWS);
const folder = mkdtempSync(join(tmpdir(), "truetonne-sheet-"));
try {
  const sheet = join(folder, "sheet.fods");
  writeFileSync(sheet, sheetOf(records));
  const office: number[] = [];
  const engine: number[] = [];
  const driven = spawnSync(String(values.python), [DRIVER, sheet, String(ROUNDS + 1)], { encoding: "utf8" });
  if (driven.status !== 0) throw new Error(driven.stderr);
  const answer = JSON.parse(driven.stdout) as { seconds: number[]; totals: number[] };
  office.push(...answer.seconds.slice(1).map((seconds) => seconds * 1000));
  for (let round = 0; round <= ROUNDS; round += 1) {
    const started = performance.now();
    sumCompiled(records);
    if (round > 0) engine.push(performance.now() - started);
  }
  assertAlike(sumCompiled(records), answer.totals);
  report({
    title: `Recalculation: ${ROWS.toLocaleString("en")} rows`,
    lines: [
      ["LibreOffice, from numbers", `${median(office).toFixed(0)} ms`],
      ["the engine, exactly, from texts", `${median(engine).toFixed(1)} ms`],
    ],
    targets: { P12: median(office) / median(engine) },
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A flat OpenDocument sheet: quantity, GJ a unit and three factors a row, then four formulas; their sums in the last row. */
function sheetOf({ groups, quantities }: Records): string {
  const number = (value: string) => `<table:table-cell office:value-type="float" office:value="${value}"/>`;
  const formula = (text: string) => `<table:table-cell table:formula="of:=${text}" office:value-type="float"/>`;
  const rows = quantities.map((quantity, index) => {
    const { inGj, CO2, CH4, N2O } = factorOf(sourceOf(groups[index]!));
    const row = index + 1;
    const kg = ["C", "D", "E"].map((column) => formula(`[.A${row}]*[.B${row}]*[.${column}${row}]`));
    const co2e = formula(`[.F${row}]*${GWP.CO2}+[.G${row}]*${GWP.CH4}+[.H${row}]*${GWP.N2O}`);
    return `<table:table-row>${[quantity, inGj, CO2, CH4, N2O].map(number).join("")}${kg.join("")}${co2e}</table:table-row>`;
  });
  const sums = ["F", "G", "H", "I"].map((column) => formula(`SUM([.${column}1:.${column}${quantities.length}])`));
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>
<table:table table:name="Sheet">${rows.join("\n")}
<table:table-row><table:table-cell table:number-columns-repeated="5"/>${sums.join("")}</table:table-row>
</table:table></office:spreadsheet></office:body></office:document>`;
}

/** The sheet's doubles must say the same to nine digits, else it calculated something else. */
function assertAlike(exact: readonly string[], totals: readonly number[]): void {
  for (let value = 0; value < VALUES; value += 1) {
    let sum = 0;
    for (let group = 0; group < GROUPS; group += 1) sum += Number(exact[group * VALUES + value]);
    const other = totals[value] ?? Number.NaN;
    if (!(Math.abs(sum - other) <= Math.abs(sum) * 1e-9)) {
      throw new Error(`${[...GASES, "CO2e"][value]}: the sheet says ${other}, the engine ${sum}`);
    }
  }
}
