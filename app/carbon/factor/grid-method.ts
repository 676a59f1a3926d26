/**
 * Figures for the electricity of one place and year that mean something else than the average of its grid: what is left
 * after traded non-fossil power, fossil power alone, the factor of an emission trading scheme, marginal rates, product
 * footprints. China publishes five of them side by side; one never stands in for another (methodology rules 18 to 25).
 */
export const NOT_A_GRID_AVERAGE: readonly string[] = ["residual", "fossil", "ets", "marginal", "footprint_lifecycle"];

/** Methods that a factor chosen by a person may not have in a category; the methods of other categories are free. */
export function refusedMethodsOf(category: string): readonly string[] {
  return category === "purchased_electricity" ? NOT_A_GRID_AVERAGE : [];
}
