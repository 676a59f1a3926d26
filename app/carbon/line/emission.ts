import type { OpenEmissionFactor } from "#app/carbon/factor/emission-factor.ts";
import { type GwpSet, gwpOf } from "#app/carbon/factor/gwp.ts";
import { CarbonError } from "#app/number/carbon-error.ts";
import { add, multiply, type Ratio, subtract, sum, ZERO } from "#app/number/ratio.ts";

/**
 * One gas of a line. `co2eKg` is mass × GWP, with the GWP applied last (methodology rule 1), without ozone-depleting
 * substances, which are in `apartCo2eKg` (rule 5).
 */
export interface GasEmission {
  gas: string;
  kgPerUnit: Ratio;
  kg: Ratio;
  gwp: Ratio;
  co2eKg: Ratio;
  apartCo2eKg: Ratio;
}

export interface Emission {
  factor: OpenEmissionFactor;
  gases: GasEmission[];
  /** CO2e published without a gas split. Null if the factor has one. */
  unsplitCo2eKg: Ratio | null;
  co2eKg: Ratio;
  /** CO2e of gases outside the totals. */
  apartCo2eKg: Ratio;
  /** Outside the scopes and all totals above (methodology rule 7). */
  biogenicCo2Kg: Ratio;
}

export function findMissingGwps(factor: OpenEmissionFactor, gwp: GwpSet): Readonly<Record<string, string>>[] {
  const missing: Readonly<Record<string, string>>[] = [];
  for (const [gas] of factor.gases) {
    try {
      gwpOf(gwp, gas);
    } catch (error) {
      if (!(error instanceof CarbonError)) throw error;
      missing.push(error.facts);
    }
  }
  return missing;
}

/**
 * quantity × kg of gas per unit × GWP, gas by gas, exactly. `biogenicFraction` of the CO2 goes outside the scopes.
 * @throws CarbonError `gwp_missing`
 */
export function emit(
  factor: OpenEmissionFactor,
  quantity: Ratio,
  gwpSet: GwpSet,
  biogenicFraction: Ratio = ZERO,
): Emission {
  let biogenicCo2Kg = multiply(quantity, factor.biogenicCo2KgPerUnit);
  const gases = factor.gases.map(([gas, kgPerUnit]) => {
    const mixed = multiply(quantity, kgPerUnit);
    const biogenic = gas === "CO2" ? multiply(mixed, biogenicFraction) : ZERO;
    biogenicCo2Kg = add(biogenicCo2Kg, biogenic);
    const kg = subtract(mixed, biogenic);
    const { whole, apart } = gwpOf(gwpSet, gas);
    const apartCo2eKg = multiply(kg, apart);
    return { gas, kgPerUnit, kg, gwp: whole, co2eKg: subtract(multiply(kg, whole), apartCo2eKg), apartCo2eKg };
  });
  const unsplitCo2eKg = factor.unsplit && multiply(quantity, factor.unsplit.co2eKgPerUnit);
  const co2eKg = gases.reduce((total, gas) => add(total, gas.co2eKg), unsplitCo2eKg ?? ZERO);
  const apartCo2eKg = sum(gases.map((gas) => gas.apartCo2eKg));
  return { factor, gases, unsplitCo2eKg, co2eKg, apartCo2eKg, biogenicCo2Kg };
}
