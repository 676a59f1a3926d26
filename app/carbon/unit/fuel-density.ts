import type { DecimalString } from "#app/carbon/document/inventory-document.ts";
import { BOUNDS } from "#app/number/decimal.ts";
import { divide, fromInteger, multiply, parseRatio, toExactOr40, toIntegers } from "#app/number/ratio.ts";

/** A density of another country's fuel: an assumption, which a note has to state. */
export interface AssumedDensity {
  kgPerLitre: DecimalString;
  /** The two published figures that imply it. */
  perLitre: string;
  perTonne: string;
  source: { en: string; zh: string };
}

/** Factors of the UK for the mineral fuel, per litre and per tonne. No Chinese publisher in the library has a density. */
const UK_MINERAL: Readonly<Record<string, string>> = {
  diesel: "uk-desnz.1_101_1012",
  gasoline: "uk-desnz.1_101_1018",
};
const PER_LITRE = "8";
const PER_TONNE = "15";

/** Ids of the factors that imply the density of the fuel of a Chinese factor. Null if the fuel is not billed in litres. */
export function densityFactorsOf(factorId: string): { perLitre: string; perTonne: string } | null {
  const fuel = /^cn-[a-z0-9-]+-fuels\.(.+)$/.exec(factorId)?.[1];
  const row = fuel === undefined ? undefined : UK_MINERAL[fuel];
  return row ? { perLitre: `${row}_${PER_LITRE}`, perTonne: `${row}_${PER_TONNE}` } : null;
}

/** kg/L to four decimals, as two figures for the same fuel imply it. */
export function impliedDensity(perLitre: string, perTonne: string): DecimalString | null {
  const [litre, tonne] = [parseRatio(perLitre, BOUNDS.factor), parseRatio(perTonne, BOUNDS.factor)];
  if (!litre || !tonne || toIntegers(tonne).numerator <= 0n) return null;
  const { numerator, denominator } = toIntegers(divide(multiply(litre, fromInteger(10_000_000)), tonne));
  const digits = String((2n * numerator + denominator) / (2n * denominator)).padStart(5, "0");
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

/** The heating value of a litre, of that of a tonne. */
export function perLitreOf(perTonne: DecimalString, kgPerLitre: DecimalString): DecimalString | null {
  const [value, density] = [parseRatio(perTonne, BOUNDS.factor), parseRatio(kgPerLitre, BOUNDS.factor)];
  return value && density && toExactOr40(divide(multiply(value, density), fromInteger(1000)));
}
