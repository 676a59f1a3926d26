import type { DecimalString, HeatBasis, PropertyFactor } from "#app/carbon/document/inventory-document.ts";
import { BOUNDS, checkDecimal, parseDecimal } from "#app/number/decimal.ts";
import { fromDecimal, multiply, parseRatio, toExactOr40, toIntegers } from "#app/number/ratio.ts";
import { type AssumedDensity, perLitreOf } from "./fuel-density.ts";
import { applyMultiple, convert, dimensionOf, isConvertible, isUnitCode, parseUnit, type UnitCode } from "./unit.ts";

/** Temperature and pressure of a country's billed gas volumes, and the standard that defines them. */
export interface GasState {
  temperature: string;
  pressure: string;
  standard: string;
}

/** An exact conversion of a quantity to the energy of a source: one `from` is `value` of `to`. */
export interface SourceConversion {
  from: UnitCode;
  to: UnitCode;
  value: DecimalString;
  heatBasis: HeatBasis;
  /** `id@version` of the published heating value. */
  reference: string;
  /** As the publisher prints it: `389.31 GJ/10^4 Nm3`. */
  published: string;
  source: { en: string; zh: string };
  /** Null if the unit alone is unambiguous. */
  state: GasState | null;
  /** Only for litres of a fuel whose heating value is per tonne. */
  density?: AssumedDensity;
}

export interface HeatingValue {
  document: PropertyFactor;
  published: string;
  source: { en: string; zh: string };
}

/** The reference state of natural gas volumes by country, and the unit of the published heating value. */
const GAS_STATES: Record<string, { entered: UnitCode; published: UnitCode; heatingValue: string; state: GasState }> = {
  CN: {
    entered: "m3",
    published: "Nm3",
    heatingValue: "cn-gbt-32151-22-fuels-ncv.natural-gas",
    state: { temperature: "20 °C", pressure: "101.325 kPa", standard: "GB/T 19205-2008" },
  },
  US: {
    entered: "ft3",
    published: "scf",
    heatingValue: "us-epa-heat-content.t1-natural-gas-natural-gas",
    state: { temperature: "60 °F", pressure: "14.7 psi", standard: "40 CFR 98.6" },
  },
};

/** Guidelines publish a fuel's carbon content and its heating value as two datasets with the same keys. */
const HEATING_VALUES: readonly (readonly [factors: RegExp, heatingValue: string])[] = [
  [/^(cn-[a-z0-9-]+-fuels|eu-cbam-fuels)\.(.+)$/, "$1-ncv.$2"],
  [/^us-epa-hub\.(.+)-mmbtu-hhv$/, "us-epa-heat-content.$1"],
];

/** Ids of the heating values that may apply to a factor at a place. The guideline's own comes first. */
export function heatingValuesOf(factor: { id: string; isNaturalGas: boolean }, country: string): string[] {
  const own = HEATING_VALUES.flatMap(([pattern, id]) =>
    pattern.test(factor.id) ? [factor.id.replace(pattern, id)] : [],
  );
  const ofCountry = factor.isNaturalGas ? GAS_STATES[country]?.heatingValue : undefined;
  return ofCountry ? [...new Set([...own, ofCountry])] : own;
}

const OTHER_GASES = /liquid|gasoline|compressed|LNG|CNG|液|压缩|汽油|凝/i;

export function isNaturalGas(name: { en?: string; zh?: string } | undefined): boolean {
  const words = `${name?.en ?? ""} ${name?.zh ?? ""}`;
  return /natural gas|天然气/i.test(words) && !OTHER_GASES.test(words);
}

/**
 * Conversions to the energy of a source. A heating value counts only if its basis, gross or net, is that of the
 * source's factor (methodology rule 30). A plain cubic metre or foot of natural gas is interpreted in its country's
 * reference state.
 */
export function conversionsOf(
  target: { unit: UnitCode; heatBasis: HeatBasis; country: string; isNaturalGas: boolean },
  values: readonly HeatingValue[],
  density: AssumedDensity | null = null,
): SourceConversion[] {
  const conversions = values.flatMap(({ document, published, source }): SourceConversion[] => {
    const { from, to, value, heatBasis } = document;
    if (!isUnitCode(from) || !isUnitCode(to) || heatBasis !== target.heatBasis) return [];
    if (!isConvertible(to, target.unit) || isConvertible(from, to)) return [];
    const reference = `${document.id}@${document.version}`;
    const direct = { from, to, value, heatBasis, reference, published, source, state: null };
    const perLitre = density && from === "t" ? perLitreOf(value, density.kgPerLitre) : null;
    if (density && perLitre) return [direct, { ...direct, from: "L", value: perLitre, density }];
    const gas = target.isNaturalGas ? GAS_STATES[target.country] : undefined;
    return gas?.published === from ? [direct, { ...direct, from: gas.entered, state: gas.state }] : [direct];
  });
  return conversions.filter(
    ({ from }, index) => conversions.findIndex((one) => dimensionOf(one.from) === dimensionOf(from)) === index,
  );
}

/**
 * A quantity converted to `to`. Null if the unit doesn't fit, or if no decimal within the limits states the result
 * exactly.
 */
export function convertExactly(
  entered: { quantity: string; unit: string },
  { from, to, value }: SourceConversion,
): { quantity: DecimalString; unit: UnitCode } | null {
  const unit = parseUnit(entered.unit);
  if (!unit.ok || !isConvertible(unit.code, from) || checkDecimal(entered.quantity, BOUNDS.quantity)) return null;
  const perUnit = parseRatio(value, BOUNDS.factor);
  if (!perUnit) return null;
  const own = fromDecimal(parseDecimal(applyMultiple(entered.quantity, unit.multiple), BOUNDS.quantity));
  const result = multiply(convert(own, unit.code, from), perUnit);
  const text = toExactOr40(result);
  if (checkDecimal(text, BOUNDS.quantity) || !isSame(text, result)) return null;
  return { quantity: text, unit: to };
}

function isSame(text: DecimalString, ratio: ReturnType<typeof fromDecimal>): boolean {
  const [a, b] = [toIntegers(fromDecimal(parseDecimal(text, BOUNDS.quantity))), toIntegers(ratio)];
  return a.numerator * b.denominator === b.numerator * a.denominator;
}
