import { isConvertible } from "#app/carbon/unit/unit.ts";
import { BOUNDS } from "#app/number/decimal.ts";
import { add, multiply, ONE, subtract, ZERO } from "#app/number/ratio.ts";
import { ENERGY_OR_FUEL } from "./dimensions.ts";
import { type Amount, amount, fraction, inUnit, number, rows, stated } from "./field.ts";
import { defineMethod, type MethodProblem, problem } from "./method.ts";
import { statedValues } from "./stated-values.ts";

const GUIDANCE = "GHG Protocol, Technical Guidance for Calculating Scope 3 Emissions (2013)";
const count = () => number({ min: 0 }, BOUNDS.quantity);

/** Rows whose unit can't be added to the first row's: litres and kilowatt-hours have no sum. */
function unlike(amounts: readonly Amount[], path: (index: number) => string): MethodProblem[] {
  const [first] = amounts;
  return amounts.flatMap(({ unit }, index) =>
    isConvertible(unit, first!.unit) ? [] : [problem("unit_mismatch", path(index), { from: unit, to: first!.unit })],
  );
}

/**
 * Energy or fuel that sold products use over their whole life: units × uses in a lifetime × energy per use. Counted in
 * the year of sale (Scope 3 Standard, chapter 5). The lifetime's source is part of the input.
 */
export const useOfSoldProducts = defineMethod({
  name: "use_of_sold_products",
  source: `${GUIDANCE}, chapter 11, direct use-phase emissions (equation 11.1)`,
  categories: ["use_of_sold_products"],
  fields: {
    products: rows({ sold: count(), lifetimeUses: stated({ min: 0 }), usePerUse: amount(ENERGY_OR_FUEL) }),
  },
  steps: ["lifetime_use"],
  derive({ products }) {
    const problems = unlike(
      products.map(({ usePerUse }) => usePerUse),
      (index) => `/products/${index}/usePerUse/unit`,
    );
    if (problems.length > 0) return problems;
    const { unit } = products[0]!.usePerUse;
    let quantity = ZERO;
    for (const { sold, lifetimeUses, usePerUse } of products) {
      quantity = add(quantity, multiply(multiply(sold, lifetimeUses.value), inUnit(usePerUse, unit)));
    }
    const disclosures = products.flatMap(({ lifetimeUses }) => statedValues({ lifetimeUses }));
    return { quantity, unit, steps: [{ name: "lifetime_use", value: quantity, unit }], disclosures };
  },
});

/** Greenhouse gas that sold products contain and lose over their life. Gas recovered at the end is not emitted. */
export const gasOfSoldProducts = defineMethod({
  name: "gas_of_sold_products",
  source: `${GUIDANCE}, chapter 11, products that contain greenhouse gases (equation 11.3)`,
  categories: ["use_of_sold_products"],
  fields: { sold: count(), gasEach: amount(["mass"]), recovered: stated({ min: 0, max: 1 }) },
  steps: ["gas_sold", "released"],
  derive({ sold, gasEach, recovered }) {
    const held = multiply(sold, gasEach.quantity);
    const quantity = multiply(held, subtract(ONE, recovered.value));
    const steps = [
      { name: "gas_sold", value: held, unit: gasEach.unit },
      { name: "released", value: quantity, unit: gasEach.unit },
    ];
    return { quantity, unit: gasEach.unit, steps, disclosures: statedValues({ recovered }) };
  },
});

/** Energy, fuel or waste of others who process an intermediate product: mass sold × their use per unit. */
export const processingOfSoldProducts = defineMethod({
  name: "processing_of_sold_products",
  source: `${GUIDANCE}, chapter 10, average-data method`,
  categories: ["processing_of_sold_products"],
  fields: { sold: amount(["mass"]), usePerTonne: amount(ENERGY_OR_FUEL), share: fraction() },
  steps: ["processed", "use"],
  derive({ sold, usePerTonne, share }) {
    const processed = multiply(inUnit(sold, "t"), share);
    const quantity = multiply(processed, usePerTonne.quantity);
    const steps = [
      { name: "processed", value: processed, unit: "t" as const },
      { name: "use", value: quantity, unit: usePerTonne.unit },
    ];
    return { quantity, unit: usePerTonne.unit, steps };
  },
});
