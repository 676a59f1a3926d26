import type { Category } from "#app/carbon/line/scope.ts";
import { BOUNDS } from "#app/number/decimal.ts";
import { multiply, type Ratio, subtract, ZERO } from "#app/number/ratio.ts";
import { exceeding } from "./amount-exceeds.ts";
import { type Amount, amount, choice, fraction, inUnit, number, optional, type Stated, stated } from "./field.ts";
import { type Derived, defineMethod, type MethodProblem, type MethodStep } from "./method.ts";
import { statedValues } from "./stated-values.ts";

const TREATING: readonly Category[] = ["process", "fugitive", "waste", "end_of_life", "use_of_sold_products"];
const IPCC = "IPCC Guidelines 2006, volume 5, chapter 6";

const mass = () => amount(["mass"]);
const kg = (value: Amount | null): Ratio => (value ? inUnit(value, "kg") : ZERO);
const step = (name: string, value: Ratio): MethodStep => ({ name, value, unit: "kg" });

interface Treatment {
  organics: Ratio;
  sludge: Amount | null;
  capacity: Stated;
  correction: Stated;
  recovered: Amount | null;
}

const TREATMENT_FIELDS = {
  sludge: optional(mass()),
  capacity: stated({ min: 0 }),
  correction: stated({ min: 0, max: 1 }),
  recovered: optional(mass()),
};

/** (organic matter − sludge) × B0 × MCF − recovered: kg of methane, for a factor of 1 kg CH4 per kg. */
function methane({ organics, sludge, capacity, correction, recovered }: Treatment): Derived | MethodProblem[] {
  const treated = subtract(organics, kg(sludge));
  const generated = multiply(multiply(treated, capacity.value), correction.value);
  const inKg = (value: Ratio) => ({ value, unit: "kg" });
  const tooMuchSludge = exceeding("/sludge/quantity", inKg(kg(sludge)), inKg(organics));
  const problems =
    tooMuchSludge.length > 0 ? tooMuchSludge : exceeding("/recovered/quantity", inKg(kg(recovered)), inKg(generated));
  if (problems.length > 0) return problems;
  return {
    quantity: subtract(generated, kg(recovered)),
    unit: "kg",
    steps: [step("organics", organics), step("methane_generated", generated)],
    disclosures: statedValues({ capacity, correction }),
  };
}

/**
 * Methane of anaerobic treatment, from the volume of wastewater and the organic matter per cubic metre (mg/L is g per
 * m³). Without `outflow` the whole inflow counts (IPCC). With it, only the removed part counts (NDRC guidelines).
 */
export const wastewaterMethane = defineMethod({
  name: "wastewater_methane",
  source: `${IPCC}, equations 6.4 to 6.6; NDRC guideline for other industrial enterprises (2015), wastewater`,
  categories: TREATING,
  fields: {
    wastewater: amount(["volume"]),
    organics: choice(["COD", "BOD"]),
    inflow: mass(),
    outflow: optional(mass()),
    ...TREATMENT_FIELDS,
  },
  steps: ["organics", "methane_generated"],
  derive({ wastewater, inflow, outflow, ...rest }) {
    const inKg = (value: Amount | null) => ({ value: kg(value), unit: "kg/m³" });
    const problems = exceeding("/outflow/quantity", inKg(outflow), inKg(inflow));
    if (problems.length > 0) return problems;
    const removed = subtract(kg(inflow), kg(outflow));
    return methane({ ...rest, organics: multiply(inUnit(wastewater, "m3"), removed) });
  },
});

/**
 * Methane of domestic wastewater, from the number of people. `industrial` covers industrial discharge into the same
 * sewer.
 */
export const wastewaterMethaneByPeople = defineMethod({
  name: "wastewater_methane_by_people",
  source: `${IPCC}, equations 6.1 to 6.3`,
  categories: TREATING,
  fields: {
    people: number({ min: 0 }, BOUNDS.quantity),
    days: number({ min: 0, max: 366 }),
    bodPerPersonDay: mass(),
    industrial: stated({ min: 1 }),
    ...TREATMENT_FIELDS,
  },
  steps: ["organics", "methane_generated"],
  derive({ people, days, bodPerPersonDay, industrial, ...rest }) {
    const perPerson = multiply(multiply(kg(bodPerPersonDay), days), industrial.value);
    const derived = methane({ ...rest, organics: multiply(people, perPerson) });
    if (Array.isArray(derived)) return derived;
    return { ...derived, disclosures: [...statedValues({ industrial }), ...(derived.disclosures ?? [])] };
  },
});

/**
 * Nitrogen in the effluent minus nitrogen removed with sludge: kg of nitrogen, for a factor in kg N2O-N per kg (×
 * 44/28).
 */
function nitrogen(effluent: Ratio, sludge: Amount | null): Derived | MethodProblem[] {
  const problems = exceeding(
    "/sludgeNitrogen/quantity",
    { value: kg(sludge), unit: "kg" },
    { value: effluent, unit: "kg" },
  );
  if (problems.length > 0) return problems;
  const steps = [step("nitrogen", effluent)];
  return { quantity: subtract(effluent, kg(sludge)), unit: "kg", steps };
}

export const wastewaterNitrogen = defineMethod({
  name: "wastewater_nitrogen",
  source: `${IPCC}, equation 6.7`,
  categories: TREATING,
  fields: { wastewater: amount(["volume"]), nitrogen: mass(), sludgeNitrogen: optional(mass()) },
  steps: ["nitrogen"],
  derive: ({ wastewater, nitrogen: perCubicMetre, sludgeNitrogen }) =>
    nitrogen(multiply(inUnit(wastewater, "m3"), kg(perCubicMetre)), sludgeNitrogen),
});

/** Nitrogen of domestic wastewater: people × protein eaten × its nitrogen content × additions to the sewer. */
export const wastewaterNitrogenByProtein = defineMethod({
  name: "wastewater_nitrogen_by_protein",
  source: `${IPCC}, equation 6.8`,
  categories: TREATING,
  fields: {
    people: number({ min: 0 }, BOUNDS.quantity),
    proteinPerPersonYear: mass(),
    partOfYear: fraction(),
    nitrogenInProtein: stated({ min: 0, max: 1 }),
    notConsumed: stated({ min: 1 }),
    industrial: stated({ min: 1 }),
    sludgeNitrogen: optional(mass()),
  },
  steps: ["nitrogen"],
  derive({ people, proteinPerPersonYear, partOfYear, nitrogenInProtein, notConsumed, industrial, sludgeNitrogen }) {
    const eaten = multiply(multiply(people, kg(proteinPerPersonYear)), partOfYear);
    const additions = multiply(notConsumed.value, industrial.value);
    const derived = nitrogen(multiply(multiply(eaten, nitrogenInProtein.value), additions), sludgeNitrogen);
    if (Array.isArray(derived)) return derived;
    return { ...derived, disclosures: statedValues({ nitrogenInProtein, notConsumed, industrial }) };
  },
});
