import { isCategory, scopeOf } from "#app/carbon/line/scope.ts";

/**
 * Electricity figures of one place and year that are not the average of its grid: the residual after traded non-fossil
 * power, fossil power alone, the factor of an emission trading scheme, marginal rates, product footprints. China
 * publishes five of them together. None may replace another (methodology rules 18 to 25).
 */
export const NOT_A_GRID_AVERAGE: readonly string[] = ["residual", "fossil", "ets", "marginal", "footprint_lifecycle"];

/**
 * Figures that belong to scope 3: the life cycle of a product, which mixes the emissions of all scopes, and the losses
 * on the way of electricity.
 */
const SCOPE_3_ONLY: readonly string[] = ["footprint_lifecycle", "transmission_loss"];

/** Methods that a user may not choose for a factor in a category. Methods of other categories are not restricted. */
export function refusedMethodsOf(category: string): readonly string[] {
  if (!isCategory(category) || scopeOf(category) === 3) return [];
  return category === "purchased_electricity" ? [...NOT_A_GRID_AVERAGE, ...SCOPE_3_ONLY] : SCOPE_3_ONLY;
}
