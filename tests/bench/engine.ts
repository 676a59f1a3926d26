/**
 * Measures the exact arithmetic of the engine over 1,000,000 records in 2,400 groups (source × month; half of the
 * sources in MJ, half in GJ; three gases and CO2e each), from the text of the quantity to printed totals. It is
 * compared with a loop of binary doubles over the same texts (P1) and with decimal.js record by record (P2). The exact
 * ones must print the same totals. Then a whole inventory document: `runCompiled` and the reference.
 *
 * `npm run bench -- engine`; `--rows N`
 */
import { parseArgs } from "node:util";
import { runCompiled } from "#app/carbon/compiled/run-compiled.ts";
import type { DocumentActivity, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { Decimal, printDecimal } from "#app/number/decimal.ts";
import { interleave } from "./interleave.ts";
import {
  factorOf,
  GASES,
  GROUPS,
  GWP,
  MONTHS,
  makeRecords,
  SOURCES,
  sourceOf,
  sumCompiled,
  VALUES,
} from "./records.ts";
import { report } from "./report.ts";

const { values } = parseArgs({ strict: false, options: { rows: { type: "string", default: "1000000" } } });
const ROWS = Number(values.rows);
const records = makeRecords(ROWS);
const { groups, quantities } = records;

function sumDoubles(): string[] {
  const totals = new Float64Array(GROUPS * VALUES);
  const factors = Float64Array.from({ length: GROUPS * 4 }, (_, at) => {
    const factor = factorOf(sourceOf(at >> 2));
    return Number([factor.inGj, factor.CO2, factor.CH4, factor.N2O][at & 3]);
  });
  const [co2, ch4, n2o] = GASES.map((gas) => Number(GWP[gas])) as [number, number, number];
  for (let row = 0; row < ROWS; row += 1) {
    const at = groups[row]! * VALUES;
    const inGj = Number(quantities[row]) * factors[at]!;
    const kgCo2 = inGj * factors[at + 1]!;
    const kgCh4 = inGj * factors[at + 2]!;
    const kgN2o = inGj * factors[at + 3]!;
    totals[at] = totals[at]! + kgCo2;
    totals[at + 1] = totals[at + 1]! + kgCh4;
    totals[at + 2] = totals[at + 2]! + kgN2o;
    totals[at + 3] = totals[at + 3]! + kgCo2 * co2 + kgCh4 * ch4 + kgN2o * n2o;
  }
  return Array.from(totals, String);
}

function sumDecimals(): string[] {
  const totals = Array.from({ length: GROUPS * VALUES }, () => new Decimal(0));
  const factors = Array.from({ length: SOURCES }, (_, source) => factorOf(source)).map((factor) => ({
    inGj: new Decimal(factor.inGj),
    kg: GASES.map((gas) => new Decimal(factor[gas])),
  }));
  const gwps = GASES.map((gas) => new Decimal(GWP[gas]));
  for (let row = 0; row < ROWS; row += 1) {
    const at = groups[row]! * VALUES;
    const { inGj, kg } = factors[sourceOf(groups[row]!)]!;
    const quantity = new Decimal(quantities[row]!).times(inGj);
    let co2e = new Decimal(0);
    for (let gas = 0; gas < GASES.length; gas += 1) {
      const mass = quantity.times(kg[gas]!);
      totals[at + gas] = totals[at + gas]!.plus(mass);
      co2e = co2e.plus(mass.times(gwps[gas]!));
    }
    totals[at + GASES.length] = totals[at + GASES.length]!.plus(co2e);
  }
  return totals.map(printDecimal);
}

/** A document with `rows` activities, of the same sources and months. */
function makeDocument(rows: number): InventoryDocument {
  const period = (month: number) => {
    const text = String(month + 1).padStart(2, "0");
    return { start: `2025-${text}-01`, end: `2025-${text}-28` };
  };
  const activities = Array.from({ length: rows }, (_, row): DocumentActivity => {
    const source = sourceOf(groups[row]!);
    return {
      id: `a${row}`,
      facility: `f${source % 5}`,
      scope: 1,
      category: "stationary_combustion",
      period: period(groups[row]! % MONTHS),
      quantity: quantities[row]!,
      unit: source % 2 === 0 ? "GJ" : "MJ",
      factor: `source${source}@1`,
    };
  });
  const factors = Array.from({ length: SOURCES }, (_, source) => {
    const { inGj: _inGj, ...gases } = factorOf(source);
    return { kind: "emission" as const, id: `source${source}`, version: "1", unit: "GJ", gases };
  });
  return {
    schema: "truetonne/inventory-document/v1",
    organization: { name: { en: "Sample" }, consolidationApproach: "operational_control" },
    period: { start: "2025-01-01", end: "2025-12-31" },
    gwp: { set: "AR6", values: GWP },
    factors: factors as InventoryDocument["factors"],
    activities,
  };
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
if (!isSame(sumCompiled(records), sumDecimals())) throw new Error("the compiled totals are not decimal.js's");
const [doubles, compiled] = await interleave([
  { name: "doubles, from text", work: sumDoubles },
  { name: "compiled, from text", work: () => sumCompiled(records) },
]);
const [decimals, again] = await interleave([
  { name: "decimal.js, record by record", work: sumDecimals },
  { name: "compiled, from text", work: () => sumCompiled(records) },
]);
const documentRows = Math.min(ROWS, 20_000);
const document = makeDocument(documentRows);
const [reference, fast] = await interleave(
  [
    { name: "reference, whole document", work: () => runInventory(document) },
    { name: "compiled, whole document", work: () => runCompiled(document) },
  ],
  { isEqual: isSame },
);
const each = (milliseconds: number, rows: number) => `${Math.round((milliseconds / rows) * 1e6)} ns a record`;
report({
  title: `Engine: ${ROWS.toLocaleString("en")} records`,
  lines: [
    [doubles!.name, each(doubles!.milliseconds, ROWS)],
    [compiled!.name, each(compiled!.milliseconds, ROWS)],
    [decimals!.name, each(decimals!.milliseconds, ROWS)],
    [reference!.name, each(reference!.milliseconds, documentRows)],
    [
      fast!.name,
      `${each(fast!.milliseconds, documentRows)}, ${(reference!.milliseconds / fast!.milliseconds).toFixed(1)} × as fast`,
    ],
  ],
  targets: {
    P1: compiled!.milliseconds / doubles!.milliseconds,
    P2: decimals!.milliseconds / again!.milliseconds,
  },
});
