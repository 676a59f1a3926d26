import { divide, fromInteger, multiply, ONE, type Ratio, subtract, sum, ZERO } from "#app/number/ratio.ts";
import { exceeding } from "./amount-exceeds.ts";
import { amount, choice, inUnit, rows, stated, year } from "./field.ts";
import { defineMethod, type MethodStep, problem } from "./method.ts";
import { statedValues, statedValuesOfRow } from "./stated-values.ts";

const share = () => stated({ min: 0, max: 1 });
const step = (name: string, value: Ratio): MethodStep => ({ name, value, unit: "kg" });
const METHANE_PER_CARBON = divide(fromInteger(16), fromInteger(12));

/**
 * All methane that this year's waste will ever produce in a landfill, booked in the year of disposal: waste × MCF × DOC
 * × DOCf × F × 16/12 × (1 − recovered) × (1 − oxidised). kg of methane, for a factor of 1 kg CH4 per kg.
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

/** After a century almost nothing is left, and a mistyped year would produce numbers of thousands of digits. */
const OLDEST_DEPOSIT_YEARS = 100;

/**
 * Methane that the waste of earlier years produces in this one: first order decay, by year of deposit. Decay begins in
 * the year after the deposit. Each year, 1 − `retained` of the remaining degradable carbon decomposes. `retained` is
 * e^(−k) as its source states it, so that the result stays exact. (Generated − recovered) × (1 − oxidised), in kg.
 */
export const landfillDecay = defineMethod({
  name: "landfill_decay",
  source: "IPCC Guidelines 2006, volume 5, chapter 3, equations 3.1 to 3.6 (first order decay)",
  categories: ["process", "fugitive"],
  fields: {
    inventoryYear: year(),
    deposits: rows({
      year: year(),
      waste: amount(["mass"]),
      degradableCarbon: share(),
      decomposing: share(),
      correction: share(),
    }),
    retained: share(),
    methaneShare: share(),
    recovered: amount(["mass"]),
    oxidised: share(),
  },
  steps: ["carbon_decomposed", "methane_generated"],
  derive({ inventoryYear, deposits, retained, methaneShare, recovered, oxidised }) {
    const ages = deposits.map((deposit) => Number(inventoryYear) - Number(deposit.year));
    const problems = ages.flatMap((age, index) => [
      ...(age < 0
        ? [
            problem("amount_exceeds", `/deposits/${index}/year`, {
              amount: deposits[index]!.year,
              limit: inventoryYear,
            }),
          ]
        : []),
      ...(age > OLDEST_DEPOSIT_YEARS
        ? [
            problem("amount_exceeds", `/deposits/${index}/year`, {
              amount: `${inventoryYear} − ${deposits[index]!.year}`,
              limit: String(OLDEST_DEPOSIT_YEARS),
            }),
          ]
        : []),
    ]);
    if (problems.length > 0) return problems;
    const decomposed = sum(
      deposits.map(({ waste, degradableCarbon, decomposing, correction }, index) => {
        const shares = [degradableCarbon, decomposing, correction].map(({ value }) => value);
        const deposited = shares.reduce(multiply, inUnit(waste, "kg"));
        return multiply(deposited, decomposedAt(ages[index]!, retained.value));
      }),
    );
    const generated = multiply(multiply(decomposed, methaneShare.value), METHANE_PER_CARBON);
    const taken = inUnit(recovered, "kg");
    const tooMuch = exceeding("/recovered/quantity", { value: taken, unit: "kg" }, { value: generated, unit: "kg" });
    if (tooMuch.length > 0) return tooMuch;
    return {
      quantity: multiply(subtract(generated, taken), subtract(ONE, oxidised.value)),
      unit: "kg",
      steps: [step("carbon_decomposed", decomposed), step("methane_generated", generated)],
      disclosures: [
        ...statedValues({ retained, methaneShare, oxidised }),
        ...deposits.flatMap(({ degradableCarbon, decomposing, correction }, index) =>
          statedValuesOfRow("deposits", index, { degradableCarbon, decomposing, correction }),
        ),
      ],
    };
  },
});

/** The part of a deposit that decomposes at this age in years: (1 − r) × r^(age − 1), none in the year of deposit. */
function decomposedAt(age: number, retained: Ratio): Ratio {
  if (age === 0) return ZERO;
  let left = ONE;
  for (let at = 1; at < age; at += 1) left = multiply(left, retained);
  return multiply(left, subtract(ONE, retained));
}

/**
 * Carbon that burning waste turns into CO2: waste × dry matter × carbon content × fossil part × oxidation, by fraction
 * of the waste. kg of carbon, for a factor of 1 kg carbon per kg. The biogenic part is a separate activity, for a
 * factor of biogenic CO2 (methodology rule 8).
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
      disclosures: wastes.flatMap(({ dryMatter, carbonShare, fossilShare, oxidised }, index) =>
        statedValuesOfRow("wastes", index, { dryMatter, carbonShare, fossilShare, oxidised }),
      ),
    };
  },
});
