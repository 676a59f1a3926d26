import { type Dimension, dimensionOf, isConvertible, UNIT_CODES } from "#app/carbon/unit/unit.ts";
import { BOUNDS } from "#app/number/decimal.ts";
import { compare, divide, isZero, multiply, type Ratio, toExactOr40 } from "#app/number/ratio.ts";
import { ENERGY_OR_FUEL, MONEY } from "./dimensions.ts";
import { type Amount, amount, choice, inUnit, number, text } from "./field.ts";
import { defineMethod, type MethodProblem, problem } from "./method.ts";

const ANY_DIMENSION: readonly Dimension[] = [...new Set(UNIT_CODES.map(dimensionOf))];

/** What a whole is allocated by. The key is recorded, because another key changes the share (methodology rule 42). */
const ALLOCATION_KEYS = [
  "mass",
  "volume",
  "energy",
  "economic_value",
  "number_of_units",
  "distance",
  "mass_distance",
  "floor_area",
  "time",
] as const;

/** The part ÷ the whole, 0 to 1, or the problem. `names` are the two fields. */
export function shareOf(part: Amount, whole: Amount, names: [part: string, whole: string]): Ratio | MethodProblem[] {
  const [partName, wholeName] = names;
  if (!isConvertible(part.unit, whole.unit)) {
    return [problem("unit_mismatch", `/${partName}/unit`, { from: part.unit, to: whole.unit })];
  }
  if (isZero(whole.quantity)) return [problem("allocation_base_zero", `/${wholeName}/quantity`, { base: wholeName })];
  const inWhole = inUnit(part, whole.unit);
  if (compare(inWhole, whole.quantity) > 0) {
    const told = (value: Ratio) => `${toExactOr40(value)} ${whole.unit}`;
    const detail = { amount: told(inWhole), limit: told(whole.quantity) };
    return [problem("amount_exceeds", `/${partName}/quantity`, detail)];
  }
  return divide(inWhole, whole.quantity);
}

/**
 * The reporting company's part of a total: a supplier's fuel, a carrier's diesel, a warehouse's power. total × part ÷
 * whole, by a physical or economic key.
 */
export const allocated = defineMethod({
  name: "allocated",
  source: "GHG Protocol, Scope 3 Standard (2011), chapter 8 (allocation), equation 8.1",
  categories: [
    "purchased_goods_services",
    "capital_goods",
    "fuel_energy_related",
    "upstream_transport",
    "waste",
    "upstream_leased_assets",
    "downstream_transport",
    "processing_of_sold_products",
    "downstream_leased_assets",
    "franchises",
  ],
  fields: {
    total: amount([...ENERGY_OR_FUEL, ...MONEY, "mass_distance", "teu_distance", "distance"]),
    key: choice(ALLOCATION_KEYS),
    part: amount(ANY_DIMENSION),
    whole: amount(ANY_DIMENSION),
  },
  steps: ["share"],
  derive({ total, part, whole }) {
    const share = shareOf(part, whole, ["part", "whole"]);
    if (Array.isArray(share)) return share;
    const steps = [{ name: "share", value: share, unit: null }];
    return { quantity: multiply(total.quantity, share), unit: total.unit, steps };
  },
});

/**
 * A supplier's own figures: the factor contains the emissions of the supplier, site or production line in one year
 * (`company_year`), and the quantity is the buyer's part of it. Also the supplier-specific leg of the hybrid method,
 * whose other legs (materials, transport, waste) are separate activities.
 */
export const supplierAllocated = defineMethod({
  name: "supplier_allocated",
  source:
    "GHG Protocol, Technical Guidance for Calculating Scope 3 Emissions (2013), chapter 1, supplier-specific and hybrid methods",
  categories: ["purchased_goods_services", "capital_goods", "upstream_transport", "downstream_transport", "waste"],
  fields: { key: choice(ALLOCATION_KEYS), part: amount(ANY_DIMENSION), whole: amount(ANY_DIMENSION) },
  steps: ["share"],
  derive({ part, whole }) {
    const share = shareOf(part, whole, ["part", "whole"]);
    if (Array.isArray(share)) return share;
    return { quantity: share, unit: "company_year", steps: [{ name: "share", value: share, unit: null }] };
  },
});

/**
 * A sample extrapolated to all: franchises, leased shops, a survey of retailers. total of the sample × population ÷
 * sample size. The sampling method is part of the input, because it determines the quality of the figure.
 */
export const extrapolated = defineMethod({
  name: "extrapolated",
  source: "GHG Protocol, Technical Guidance for Calculating Scope 3 Emissions (2013), appendix A (sampling)",
  categories: [
    "purchased_goods_services",
    "waste",
    "employee_commuting",
    "upstream_leased_assets",
    "use_of_sold_products",
    "end_of_life",
    "downstream_leased_assets",
    "franchises",
  ],
  fields: {
    total: amount(ANY_DIMENSION),
    sampled: number({ min: 0, isMinExcluded: true }, BOUNDS.quantity),
    population: number({ min: 0 }, BOUNDS.quantity),
    sampling: text(),
  },
  steps: ["multiple"],
  derive({ total, sampled, population, sampling }) {
    const multiple = divide(population, sampled);
    return {
      quantity: multiply(total.quantity, multiple),
      unit: total.unit,
      steps: [{ name: "multiple", value: multiple, unit: null }],
      disclosures: [
        { code: "stated_value", detail: { input: "sampling", value: toExactOr40(multiple), source: sampling } },
      ],
    };
  },
});
