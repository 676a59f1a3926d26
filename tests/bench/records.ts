import { addDigits, type Coefficient, multiplyDigits, readDigits } from "#app/carbon/compiled/coefficient.ts";
import { Product } from "#app/carbon/compiled/product.ts";
import { QuantitySums } from "#app/carbon/compiled/quantity-sums.ts";
import { PrintedTexts } from "./printed-texts.ts";

/**
 * Records of 200 sources in 12 months, half of the sources in MJ and half in GJ, each with a separate factor for three
 * gases.
 */

export const SOURCES = 200;
export const MONTHS = 12;
export const GROUPS = SOURCES * MONTHS;
export const GASES = ["CO2", "CH4", "N2O"] as const;
export const GWP = { CO2: "1", CH4: "29.8", N2O: "273" };

/** Four totals a group: three gases in kg, and CO2e. */
export const VALUES = GASES.length + 1;

/** kg of each gas per GJ, and GJ per unit of the source. */
export const factorOf = (source: number) => ({
  inGj: source % 2 === 0 ? "1" : "0.001",
  CO2: `${56 + (source % 40)}.${1 + (source % 9)}`,
  CH4: `0.00${1 + (source % 9)}`,
  N2O: `0.000${1 + (source % 9)}`,
});

export const sourceOf = (group: number) => Math.floor(group / MONTHS);

export interface Records {
  /** Source × month of each record. */
  groups: Uint16Array;
  /** As typed. */
  quantities: string[];
}

export function makeRecords(rows: number): Records {
  return {
    groups: Uint16Array.from({ length: rows }, (_, row) => (row * 7919) % GROUPS),
    quantities: Array.from({ length: rows }, (_, row) => `${(row * 48271) % 1_000_003}.${row % 10}${(row % 9) + 1}`),
  };
}

/** The exact totals, from the texts to the printed figures, as in a run. */
export function sumCompiled({ groups, quantities }: Records): string[] {
  const sums = new QuantitySums(GROUPS);
  for (let row = 0; row < quantities.length; row += 1) sums.add(groups[row]!, quantities[row]!);
  const totals = new PrintedTexts();
  for (let source = 0; source < SOURCES; source += 1) {
    const products = coefficientsOf(source).map((coefficient) => new Product(coefficient));
    for (let month = 0; month < MONTHS; month += 1) {
      const cell = source * MONTHS + month;
      const total = sums.shortTotal(cell) ?? sums.total(cell);
      for (const product of products) product.print(total, totals);
    }
  }
  return totals.strings();
}

/** One coefficient for each factor and unit, in whole numbers, as in a run's kinds. */
function coefficientsOf(source: number): Coefficient[] {
  const factor = factorOf(source);
  const inGj = readDigits(factor.inGj);
  const kg = GASES.map((gas) => multiplyDigits(readDigits(factor[gas]), inGj));
  const co2e = kg.map((one, at) => multiplyDigits(one, GWPS[at]!)).reduce(addDigits);
  return [...kg, co2e].map((one) => ({ ...one, denominator: 1n }));
}

const GWPS = GASES.map((gas) => readDigits(GWP[gas]));
