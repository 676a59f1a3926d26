import { divide, fromInteger, multiply, ONE, type Ratio, subtract, sum } from "#app/carbon/ratio.ts";
import { amount, choice, inUnit, rows, stated } from "./field.ts";
import { defineMethod, type MethodStep } from "./method.ts";
import { statedValues } from "./stated-values.ts";

const share = () => stated({ min: 0, max: 1 });
const step = (name: string, value: Ratio): MethodStep => ({ name, value, unit: "kg" });
const METHANE_PER_CARBON = divide(fromInteger(16), fromInteger(12));

/**
 * All methane that this year's waste will ever make in a landfill, booked in the year of disposal: waste × MCF × DOC × DOCf
 * × F × 16/12 × (1 − recovered) × (1 − oxidised). kg of methane, for a factor of 1 kg CH4 per kg.
 */
export const landfillMethane = defineMethod({
  name: "landfill_methane",
  source:
    "Global Protocol for Community-Scale Greenhouse Gas Inventories (2014), equations 8.3 and 8.4 (methane commitment); terms of IPCC Guidelines 2006, volume 5, chapter 3",
  categories: ["waste", "end_of_life", "process", "fugitive"],
  fields: {
    waste: amount(["mass"]),
    degradableCarbon: share(),
    decomposing: share(),
    correction: share(),
    methaneShare: share(),
    recovered: share(),
    oxidised: share(),
  },
  steps: ["carbon_decomposed", "methane_generated"],
  derive({ waste, degradableCarbon, decomposing, correction, methaneShare, recovered, oxidised }) {
    const shares = [degradableCarbon, decomposing, correction].map(({ value }) => value);
    const carbon = shares.reduce(multiply, inUnit(waste, "kg"));
    const generated = multiply(multiply(carbon, methaneShare.value), METHANE_PER_CARBON);
    const released = multiply(generated, subtract(ONE, recovered.value));
    return {
      quantity: multiply(released, subtract(ONE, oxidised.value)),
      unit: "kg",
      steps: [step("carbon_decomposed", carbon), step("methane_generated", generated)],
      disclosures: statedValues({ degradableCarbon, decomposing, correction, methaneShare, recovered, oxidised }),
    };
  },
});

/**
 * Carbon that burning waste turns into CO2: waste × dry matter × carbon in it × fossil part × oxidation, by fraction of
 * the waste. kg of carbon, for a factor of 1 kg carbon per kg. The biogenic part is an activity of its own, for a factor
 * of biogenic CO2 (methodology rule 8).
 */
export const wasteIncineration = defineMethod({
  name: "waste_incineration",
  source:
    "IPCC Guidelines 2006, volume 5, chapter 5, equations 5.1 and 5.2; NDRC guideline for other industrial enterprises (2015)",
  categories: ["waste", "end_of_life", "process", "stationary_combustion"],
  fields: {
    part: choice(["fossil", "biogenic"]),
    wastes: rows({
      amount: amount(["mass"]),
      dryMatter: share(),
      carbonShare: share(),
      fossilShare: share(),
      oxidised: share(),
    }),
  },
  steps: ["carbon_burnt", "carbon_of_part"],
  derive({ part, wastes }) {
    const burnt = (waste: (typeof wastes)[number]) =>
      [waste.dryMatter, waste.carbonShare, waste.oxidised]
        .map(({ value }) => value)
        .reduce(multiply, inUnit(waste.amount, "kg"));
    const ofPart = ({ fossilShare: { value } }: (typeof wastes)[number]) =>
      part === "fossil" ? value : subtract(ONE, value);
    const quantity = sum(wastes.map((waste) => multiply(burnt(waste), ofPart(waste))));
    return {
      quantity,
      unit: "kg",
      steps: [step("carbon_burnt", sum(wastes.map(burnt))), step("carbon_of_part", quantity)],
      disclosures: wastes.flatMap(({ dryMatter, carbonShare, fossilShare, oxidised }) =>
        statedValues({ dryMatter, carbonShare, fossilShare, oxidised }),
      ),
    };
  },
});
