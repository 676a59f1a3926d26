import { compare, divide, multiply, ONE, subtract } from "#app/number/ratio.ts";
import { amount, choice, stated } from "./field.ts";
import { defineMethod, problem } from "./method.ts";
import { statedValues } from "./stated-values.ts";

/**
 * Energy that the grid loses on the way to the consumer. A rate of delivered energy multiplies. A rate of generated
 * energy divides by one minus itself, so the same percentage gives two results (methodology rules 23, 24).
 */
export const gridLoss = defineMethod({
  name: "grid_loss",
  source: "GHG Protocol, Technical Guidance for Calculating Scope 3 Emissions (2013), chapter 3, activity C",
  categories: ["fuel_energy_related"],
  fields: {
    delivered: amount(["energy"]),
    lossRate: stated({ min: 0, max: 1 }),
    rateOf: choice(["delivered", "generated"]),
  },
  steps: ["lost"],
  derive({ delivered, lossRate, rateOf }) {
    const rest = subtract(ONE, lossRate.value);
    if (rateOf === "generated" && compare(lossRate.value, ONE) === 0) {
      return [problem("allocation_base_zero", "/lossRate/value", { base: "1 − lossRate" })];
    }
    const perDelivered = rateOf === "delivered" ? lossRate.value : divide(lossRate.value, rest);
    const quantity = multiply(delivered.quantity, perDelivered);
    const steps = [{ name: "lost", value: quantity, unit: delivered.unit }];
    return { quantity, unit: delivered.unit, steps, disclosures: statedValues({ lossRate }) };
  },
});
