/**
 * P12: how many times as fast as a spreadsheet the engine recalculates 100,000 rows. LibreOffice recalculates a
 * workbook with the same 9,600 totals with its own command, from numbers that are already parsed; the engine begins
 * with the typed texts. LibreOffice comes with no npm package: without `soffice` and Python's `uno` (Debian:
 * `libreoffice-calc-nogui`, `python3-uno`) the benchmark reports this and measures nothing.
 *
 * `npm run bench -- recalculation`; `--rows N`; `--python FILE` sets the interpreter that has `uno`
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { median } from "./interleave.ts";
import { factorOf, GASES, GROUPS, GWP, makeRecords, type Records, SOURCES, sourceOf, sumCompiled } from "./records.ts";
import { report } from "./report.ts";

const { values } = parseArgs({
  strict: false,
  options: { rows: { type: "string", default: "100000" }, python: { type: "string", default: "/usr/bin/python3" } },
});
const ROWS = Number(values.rows);
/** All rounds except the first count: a round is short, and by the fifth only half of the code is compiled. */
const ROUNDS = 15;
const DRIVER = fileURLToPath(new URL("./recalculate.py", import.meta.url));

if (
  spawnSync(String(values.python), ["-c", "import uno"]).status !== 0 ||
  spawnSync("soffice", ["--version"]).status !== 0
) {
  console.log("recalculation: not measured, because LibreOffice or its Python bridge is not installed");
  process.exit(0);
}
if (ROWS < GROUPS) throw new Error(`each of ${GROUPS} sources and months needs a row: --rows ${ROWS} is too few`);
const records = makeRecords(ROWS);
const folder = mkdtempSync(join(tmpdir(), "truetonne-sheet-"));
try {
  const sheet = join(folder, "sheet.fods");
  writeFileSync(sheet, workbookOf(records));
  const { office, engine, totals } = await measure(sheet);
  assertAlike(sumCompiled(records), totals);
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

/** Alternating rounds, in milliseconds each, and the sheet's results at the end. The first round is not counted. */
async function measure(sheet: string): Promise<{ office: number[]; engine: number[]; totals: number[] }> {
  const driver = spawn(String(values.python), [DRIVER, sheet], { stdio: ["pipe", "pipe", "inherit"] });
  const answers = createInterface({ input: driver.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const { value, done } = await answers.next();
    if (done) throw new Error("LibreOffice's driver ended early");
    return value;
  };
  const office: number[] = [];
  const engine: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    driver.stdin.write("again\n");
    const seconds = Number(await next());
    const started = performance.now();
    sumCompiled(records);
    const milliseconds = performance.now() - started;
    if (round === 0) continue;
    office.push(seconds * 1000);
    engine.push(milliseconds);
  }
  driver.stdin.end();
  return { office, engine, totals: JSON.parse(await next()) };
}

function number(value: string | number): string {
  return `<table:table-cell office:value-type="float" office:value="${value}"/>`;
}

function formula(text: string): string {
  return `<table:table-cell table:formula="of:=${text}" office:value-type="float"/>`;
}

function table(name: string, rows: readonly string[]): string {
  const lines = rows.map((cells) => `<table:table-row>${cells}</table:table-row>`);
  return `<table:table table:name="${name}">${lines.join("\n")}</table:table>`;
}

/**
 * A flat OpenDocument workbook with the same totals: records by source and month, each with its unit and three factors
 * from a table and four products; and the four sums of each source and month, each over its own rows. (With `SUMIF`
 * over all rows, the sums alone take a hundred times as long.)
 */
function workbookOf({ groups, quantities }: Records): string {
  const order = [...quantities.keys()].sort((one, other) => groups[one]! - groups[other]!);
  const counts = Array<number>(GROUPS).fill(0);
  for (const group of groups) counts[group]! += 1;
  const records = order.map((index, at) => recordCells(quantities[index]!, sourceOf(groups[index]!), at + 1));
  const factors = Array.from({ length: SOURCES }, (_, source) => {
    const { inGj, ...perGj } = factorOf(source);
    return [source, inGj, ...GASES.map((gas) => perGj[gas])].map(number).join("");
  });
  let rows = 0;
  const totals = counts.map((count) => {
    const first = rows + 1;
    rows += count;
    return ["G", "H", "I", "J"]
      .map((column) => formula(`SUM([$Records.${column}${first}:.${column}${rows}])`))
      .join("");
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>
${table("Totals", totals)}${table("Records", records)}${table("Factors", factors)}
</office:spreadsheet></office:body></office:document>`;
}

function recordCells(quantity: string, source: number, row: number): string {
  const found = [2, 3, 4, 5].map((column) => formula(`VLOOKUP([.B${row}];[$Factors.$A$1:.$E$${SOURCES}];${column};0)`));
  const kg = ["D", "E", "F"].map((column) => formula(`[.A${row}]*[.C${row}]*[.${column}${row}]`));
  const co2e = formula(`[.G${row}]*${GWP.CO2}+[.H${row}]*${GWP.CH4}+[.I${row}]*${GWP.N2O}`);
  return [number(quantity), number(source), ...found, ...kg, co2e].join("");
}

/** The workbook's doubles must match to nine digits, total by total. Otherwise it calculated something else. */
function assertAlike(exact: readonly string[], totals: readonly number[]): void {
  if (totals.length !== exact.length)
    throw new Error(`the sheet has ${totals.length} totals, the engine ${exact.length}`);
  for (const [at, text] of exact.entries()) {
    const other = totals[at]!;
    if (!(Math.abs(Number(text) - other) <= Math.abs(other) * 1e-9)) {
      throw new Error(`total ${at}: the sheet has ${other}, the engine ${text}`);
    }
  }
}
