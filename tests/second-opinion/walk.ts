import type { EmissionFactor, HeatBasis, PropertyFactor } from "#app/carbon/document/inventory-document.ts";
import { type Fraction, f, over, times, WHOLE } from "./fraction.ts";
import { isSameKind, kindOf, rate } from "./measure.ts";

/** The way from the entered unit to the factor's: the number of factor units in one entered unit, or the obstacle. */
export type Walk = { scale: Fraction; isForward: boolean[] } | { code: string; at: string };

const HEAT_CONFLICT = "heat_basis_mismatch";
const UNIT_CONFLICT = "unit_mismatch";

/**
 * Follows the properties in order. `heat` is the heat basis of the energy: gross, net, `plain` for energy that is not
 * the heat of a fuel, or `open` for an entry without a basis, which adopts the first basis on the way.
 */
export function walk(
  entered: { unit: string; heatBasis?: HeatBasis | undefined },
  properties: PropertyFactor[],
  factor: EmissionFactor,
): Walk {
  const isEnergy = (unit: string) => kindOf(unit) === "energy";
  let unit = entered.unit;
  let heat: string = entered.heatBasis ?? "open";
  let scale = WHOLE;
  const directions: boolean[] = [];
  for (const [index, property] of properties.entries()) {
    const at = `/via/${index}`;
    const isForward = isSameKind(unit, property.from);
    if (!isForward && !isSameKind(unit, property.to)) return { code: UNIT_CONFLICT, at };
    const [enter, leave] = isForward ? [property.from, property.to] : [property.to, property.from];
    const own = property.heatBasis ?? "plain";
    const keepsHeat = isEnergy(enter) && isEnergy(leave) && own === "plain";
    if (isEnergy(enter) && !keepsHeat && heat !== "open" && heat !== own) return { code: HEAT_CONFLICT, at };
    scale = times(scale, rate(unit, enter), isForward ? f(property.value) : over(WHOLE, f(property.value)));
    directions.push(isForward);
    unit = leave;
    if (!keepsHeat) heat = isEnergy(leave) ? own : "open";
  }
  if (!isSameKind(unit, factor.unit)) return { code: UNIT_CONFLICT, at: "/unit" };
  const wanted = factor.heatBasis ?? "plain";
  if (isEnergy(unit) && heat !== "open" && heat !== wanted) return { code: HEAT_CONFLICT, at: "/factor" };
  return { scale: times(scale, rate(unit, factor.unit)), isForward: directions };
}
