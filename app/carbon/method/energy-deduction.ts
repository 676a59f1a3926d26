import type { Category } from "#app/carbon/line/scope.ts";
import { dimensionOf } from "#app/carbon/unit/unit.ts";
import { multiply, negate, type Ratio, subtract, toExactOr40 } from "#app/number/ratio.ts";
import { exceeding } from "./amount-exceeds.ts";
import { amount, inUnit, optional, stated, text } from "./field.ts";
import { defineMethod, problem } from "./method.ts";
import { statedValues } from "./stated-values.ts";

const PURCHASED: readonly Category[] = [
  "purchased_electricity",
  "purchased_heat",
  "purchased_steam",
  "purchased_cooling",
];

/**
 * Purchased energy, if the meter measures all energy used: use − own generation used on site (methodology rule 26). The
 * fuel of the own generation is scope 1.
 */
export const purchasedByUse = defineMethod({
  name: "purchased_by_use",
  source: "GHG Protocol, Scope 2 Guidance (2015), chapter 5 (on-site generation)",
  categories: PURCHASED,
  fields: { used: amount(["energy"]), ownGeneration: amount(["energy"]) },
  steps: ["own_generation"],
  derive({ used, ownGeneration }) {
    const { unit } = used;
    const own = inUnit(ownGeneration, unit);
    const problems = exceeding("/ownGeneration/quantity", { value: own, unit }, { value: used.quantity, unit });
    if (problems.length > 0) return problems;
    const steps = [{ name: "own_generation", value: own, unit }];
    return { quantity: subtract(used.quantity, own), unit, steps };
  },
});

/**
 * Net purchase: bought − passed on to others, as Chinese enterprise reports count electricity and heat. If more is
 * passed on than bought, the quantity is negative, and the engine requires a typed correction or credit.
 */
export const netPurchased = defineMethod({
  name: "net_purchased",
  source: "GB/T 32150 and NDRC guidelines (2013 to 2015), net purchased electricity and heat",
  categories: PURCHASED,
  fields: { purchased: amount(["energy"]), passedOn: amount(["energy"]) },
  steps: ["passed_on"],
  derive({ purchased, passedOn }) {
    const { unit } = purchased;
    const out = inUnit(passedOn, unit);
    return { quantity: subtract(purchased.quantity, out), unit, steps: [{ name: "passed_on", value: out, unit }] };
  },
});

/**
 * Heat, electricity or waste gas that left the site, as a deduction: −exported, for the factor that the scheme
 * prescribes, not a chosen one (methodology rule 45). The prescription is part of the input. The activity must be typed
 * as a correction or credit.
 */
export const exportedEnergy = defineMethod({
  name: "exported_energy",
  source: "Regulation (EU) 2018/2066, article 21; NDRC guidelines (2013 to 2015), exported electricity and heat",
  categories: [...PURCHASED, "stationary_combustion", "process"],
  fields: {
    exported: amount(["energy", "gas_volume_normal", "gas_volume_standard", "mass"]),
    prescription: text(),
  },
  steps: ["exported"],
  derive({ exported, prescription }) {
    const { unit, quantity } = exported;
    const told = { input: "exported", value: `${toExactOr40(quantity)} ${unit}`, source: prescription };
    return {
      quantity: negate(quantity),
      unit,
      steps: [{ name: "exported", value: quantity, unit }],
      disclosures: [{ code: "stated_value", detail: told }],
    };
  },
});

/**
 * CO2 that was captured and transferred, as a deduction: −volume × purity × density, or −mass × purity. kg of CO2, for
 * a factor of 1 kg CO2 per kg. The activity must be typed as a correction or credit.
 */
export const carbonDioxideRecovered = defineMethod({
  name: "carbon_dioxide_recovered",
  source: "NDRC guideline for chemicals (2013), CO2 recovered: volume × purity × 19.77 t per 10⁴ Nm³",
  categories: ["process", "stationary_combustion"],
  fields: {
    recovered: amount(["mass", "gas_volume_normal", "gas_volume_standard"]),
    purity: stated({ min: 0, max: 1 }),
    densityKgPerUnit: optional(stated({ min: 0, isMinExcluded: true })),
    prescription: text(),
  },
  steps: ["recovered"],
  derive({ recovered, purity, densityKgPerUnit, prescription }) {
    const isMass = dimensionOf(recovered.unit) === "mass";
    if (!isMass && !densityKgPerUnit) {
      return [problem("input_missing", "/densityKgPerUnit", { field: "densityKgPerUnit" })];
    }
    const whole: Ratio = isMass ? inUnit(recovered, "kg") : multiply(recovered.quantity, densityKgPerUnit!.value);
    const kg = multiply(whole, purity.value);
    return {
      quantity: negate(kg),
      unit: "kg",
      steps: [{ name: "recovered", value: kg, unit: "kg" }],
      disclosures: [
        ...statedValues({ purity, densityKgPerUnit: isMass ? null : densityKgPerUnit }),
        { code: "stated_value", detail: { input: "recovered", value: `${toExactOr40(kg)} kg`, source: prescription } },
      ],
    };
  },
});
