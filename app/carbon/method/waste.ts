import { compare, multiply, ONE, type Ratio, sum, toFractionText } from "#app/number/ratio.ts";
import { amount, fraction, rows, text } from "./field.ts";
import { type Derived, defineMethod, type MethodProblem, problem } from "./method.ts";

/**
 * How a waste is treated. The whole mix is entered, so that no part is lost between activities. Each treatment is a
 * separate activity with the factor of its waste and treatment (methodology rule 42).
 */
const treatmentFields = {
  mix: rows({ treatment: text(), share: fraction() }),
  mixSource: text(),
  treatment: text(),
};

interface Treatment {
  mix: readonly { treatment: string; share: Ratio }[];
  mixSource: string;
  treatment: string;
}

/** The share of the counted treatment, or the problem of the mix. */
function shareOfMix({ mix, treatment }: Treatment): Ratio | MethodProblem[] {
  const whole = sum(mix.map(({ share }) => share));
  if (compare(whole, ONE) !== 0) return [problem("shares_not_whole", "/mix", { sum: toFractionText(whole) })];
  const counted = mix.filter((one) => one.treatment === treatment).map(({ share }) => share);
  return counted.length > 0 ? sum(counted) : [problem("input_missing", "/mix", { field: treatment })];
}

function told({ mixSource }: Treatment, share: Ratio): NonNullable<Derived["disclosures"]> {
  return [{ code: "stated_value", detail: { input: "mix", value: toFractionText(share), source: mixSource } }];
}

export const wasteByTreatment = defineMethod({
  name: "waste_by_treatment",
  source: "GHG Protocol, Technical Guidance for Calculating Scope 3 Emissions (2013), chapter 5, average-data method",
  categories: ["waste", "end_of_life"],
  fields: { total: amount(["mass", "volume"]), ...treatmentFields },
  steps: ["treated_amount"],
  derive({ total, ...treated }) {
    const share = shareOfMix(treated);
    if (Array.isArray(share)) return share;
    const quantity = multiply(total.quantity, share);
    const steps = [{ name: "treated_amount", value: quantity, unit: total.unit }];
    return { quantity, unit: total.unit, steps, disclosures: told(treated, share) };
  },
});

/** Products sold × mass of one × the part left at the end of its life × the part that receives one treatment. */
export const endOfLifeByTreatment = defineMethod({
  name: "end_of_life_by_treatment",
  source: "GHG Protocol, Technical Guidance for Calculating Scope 3 Emissions (2013), chapter 12",
  categories: ["end_of_life"],
  fields: {
    sold: amount(["piece", "vehicle"]),
    massEach: amount(["mass"]),
    remaining: fraction(),
    ...treatmentFields,
  },
  steps: ["mass_sold", "treated_amount"],
  derive({ sold, massEach, remaining, ...treated }) {
    const share = shareOfMix(treated);
    if (Array.isArray(share)) return share;
    const mass = multiply(sold.quantity, massEach.quantity);
    const quantity = multiply(multiply(mass, remaining), share);
    const steps = [
      { name: "mass_sold", value: mass, unit: massEach.unit },
      { name: "treated_amount", value: quantity, unit: massEach.unit },
    ];
    return { quantity, unit: massEach.unit, steps, disclosures: told(treated, share) };
  },
});
