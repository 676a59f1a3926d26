import type {
  DocumentFactor,
  EmissionFactor,
  FactorReference,
  HeatBasis,
  Period,
  PropertyFactor,
} from "#app/carbon/document/inventory-document.ts";
import type { UnitCode } from "#app/carbon/unit/unit.ts";
import { isWithin } from "#app/day/period.ts";
import { CarbonError } from "#app/number/carbon-error.ts";
import { BOUNDS, parseDecimal } from "#app/number/decimal.ts";
import { divide, fromDecimal, fromInteger, multiply, parseRatio, type Ratio, ZERO } from "#app/number/ratio.ts";

/** CO2 per carbon and N2O per nitrogen, by mass: fractions, never 3.667 (rule 31). */
const CO2_PER_CARBON = divide(fromInteger(44), fromInteger(12));
/** Prescribed for CBAM: Implementing Regulation (EU) 2025/2547, annex II, and earlier (EU) 2023/1773, annex III. */
const CO2_PER_CARBON_CBAM = fromDecimal(parseDecimal("3.664", BOUNDS.factor));
const N2O_PER_NITROGEN = divide(fromInteger(44), fromInteger(28));

/** An emission factor with parsed numbers, for each of the five ways of publishing it. */
export interface OpenEmissionFactor {
  reference: FactorReference;
  unit: UnitCode;
  heatBasis: HeatBasis | null;
  /** kg of each gas per unit. */
  gases: readonly (readonly [gas: string, kgPerUnit: Ratio])[];
  /** kg CO2e per unit published without a gas split, with its GWP set. */
  unsplit: { co2eKgPerUnit: Ratio; gwpSet: string } | null;
  biogenicCo2KgPerUnit: Ratio;
}

export interface OpenProperty {
  reference: FactorReference;
  property: string;
  heatBasis: HeatBasis | null;
  from: UnitCode;
  to: UnitCode;
  value: Ratio;
}

export function referenceOf(factor: { id: string; version: string }): FactorReference {
  return `${factor.id}@${factor.version}`;
}

/** Whether the factor is valid on every day of the period. An open end means no limit. */
export function isValidFor(factor: DocumentFactor, period: Period): boolean {
  return isWithin(period, { start: factor.validFrom ?? null, end: factor.validTo ?? null });
}

const read = (text: string): Ratio => fromDecimal(parseDecimal(text, BOUNDS.factor));

/**
 * Parses a factor of a valid document.
 * @throws CarbonError `number_grammar`, `number_out_of_bounds` or `division_by_zero` if the document is not valid
 */
export function openEmissionFactor(factor: EmissionFactor): OpenEmissionFactor {
  return {
    reference: referenceOf(factor),
    unit: factor.unit as UnitCode,
    heatBasis: factor.heatBasis ?? null,
    gases: gasesOf(factor),
    unsplit: factor.co2e === undefined ? null : { co2eKgPerUnit: read(factor.co2e), gwpSet: factor.co2eGwpSet ?? "" },
    biogenicCo2KgPerUnit: factor.biogenicCo2 === undefined ? ZERO : read(factor.biogenicCo2),
  };
}

function gasesOf(factor: EmissionFactor): (readonly [string, Ratio])[] {
  if (factor.gases) return Object.entries(factor.gases).map(([gas, kg]) => [gas, read(kg)] as const);
  if (factor.gasesCo2e) {
    const gwps = new Map(Object.entries(factor.gasesGwp ?? {}));
    return Object.entries(factor.gasesCo2e).map(([gas, co2e]) => {
      const gwp = fromDecimal(parseDecimal(gwps.get(gas), BOUNDS.gwp));
      return [gas, divide(read(co2e), gwp)] as const;
    });
  }
  if (factor.carbon) {
    const carbon = multiply(read(factor.carbon.kgCarbonPerUnit), read(factor.carbon.oxidation));
    const perCarbon = factor.carbon.co2PerCarbon === "3.664" ? CO2_PER_CARBON_CBAM : CO2_PER_CARBON;
    return [["CO2", multiply(carbon, perCarbon)]];
  }
  if (factor.nitrogen) return [["N2O", multiply(read(factor.nitrogen.kgN2ONPerUnit), N2O_PER_NITROGEN)]];
  return [];
}

/** @throws CarbonError `number_grammar` if the document is not valid */
export function openProperty(factor: PropertyFactor): OpenProperty {
  const value = parseRatio(factor.value, BOUNDS.factor);
  if (!value) throw new CarbonError("number_grammar", { value: factor.value });
  return {
    reference: referenceOf(factor),
    property: factor.property,
    heatBasis: factor.heatBasis ?? null,
    from: factor.from as UnitCode,
    to: factor.to as UnitCode,
    value,
  };
}
