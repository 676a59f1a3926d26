import type { DocumentActivity, DocumentFactor, DocumentGwp } from "#app/carbon/document/inventory-document.ts";
import { add, type Ratio } from "#app/number/ratio.ts";
import type { OpenEmissionFactor } from "./emission-factor.ts";

/**
 * Methane that combustion leaves behind. The carbon of a fuel is already counted as CO2, so its methane has the GWP
 * without the CO2 into which it turns: that of non-fossil methane (GHG Protocol, IPCC Global Warming Potential Values,
 * August 2024: 27.0 under AR6, while fugitive and process methane of fossil origin has 29.8).
 */
export const COMBUSTION_METHANE = "CH4_combustion";

/** Methane of a factor that combustion emits. `CH4`: the publisher states no origin. */
const METHANE_OF_FACTORS: ReadonlySet<string> = new Set(["CH4", "CH4_fossil"]);

const COMBUSTION_CATEGORIES: ReadonlySet<string> = new Set(["stationary_combustion", "mobile_combustion"]);

/** Whether a use of a factor is the burning of fuel: in a boiler, an engine or a power plant. */
export function isCombustion(activity: Pick<DocumentActivity, "scope" | "category">, factor: DocumentFactor): boolean {
  if (activity.scope === 2 || COMBUSTION_CATEGORIES.has(activity.category)) return true;
  return factor.kind !== "property" && factor.boundary === "tank_to_wheel";
}

/** The name of a factor's gas where the factor is for burned fuel. */
export function nameInCombustion(gas: string): string {
  return METHANE_OF_FACTORS.has(gas) ? COMBUSTION_METHANE : gas;
}

/** The factor with its methane under the name of combustion methane. */
export function nameMethaneOfCombustion(factor: OpenEmissionFactor): OpenEmissionFactor {
  const named = new Map<string, Ratio>();
  for (const [gas, kg] of factor.gases) {
    const name = nameInCombustion(gas);
    const known = named.get(name);
    named.set(name, known ? add(known, kg) : kg);
  }
  return { ...factor, gases: [...named] };
}

/**
 * A GWP set with the value of combustion methane. A document without it was calculated before the list of 2024 was
 * applied, and stays as it is.
 */
export function withCombustionMethane(gwp: DocumentGwp): DocumentGwp {
  const value = gwp.values.CH4_nonfossil;
  return value === undefined ? gwp : { ...gwp, values: { ...gwp.values, [COMBUSTION_METHANE]: value } };
}
