import { dimensionOf } from "#app/carbon/unit/unit.ts";
import { multiply, ONE, type Ratio, subtract, sum, toExactOr40 } from "#app/number/ratio.ts";
import { exceeding } from "./amount-exceeds.ts";
import { ENERGY_OR_FUEL } from "./dimensions.ts";
import { type Amount, amount, choice, inUnit, rows, text } from "./field.ts";
import { defineMethod, type MethodProblem } from "./method.ts";

const FLOWS = ["input", "product", "waste", "stock_decrease", "stock_increase"] as const;
/** What enters the process, and what leaves it other than as a gas. */
const ENTERS: readonly (typeof FLOWS)[number][] = ["input", "stock_decrease"];

export interface CarbonBearing {
  amount: Amount;
  carbonPerUnit: Amount;
}

export const CARBON_BEARING_FIELDS = { amount: amount(ENERGY_OR_FUEL), carbonPerUnit: amount(["mass"]) };

/** In kg. */
export function carbonIn({ amount: { quantity }, carbonPerUnit }: CarbonBearing): Ratio {
  return multiply(quantity, inUnit(carbonPerUnit, "kg"));
}

/** Carbon can't exceed the mass: above 1 t in a tonne the unit is wrong. `pointer` is the row's. */
export function checkCarbon({ amount: { unit }, carbonPerUnit }: CarbonBearing, pointer: string): MethodProblem[] {
  if (dimensionOf(unit) !== "mass") return [];
  const carbon = { value: inUnit(carbonPerUnit, unit), unit };
  return exceeding(`${pointer}/carbonPerUnit/quantity`, carbon, { value: ONE, unit });
}

/**
 * Carbon that enters a process and leaves it neither in products, by-products, waste nor stock has become CO2: kg of
 * carbon, for a factor of 1 kg carbon per kg with oxidation 1 (× 44/12). So carbon in crude steel and other products is
 * deducted. If more leaves than enters, the records contradict each other, and the engine rejects the line unless it is
 * a typed correction.
 */
export const carbonMassBalance = defineMethod({
  name: "carbon_mass_balance",
  source:
    "Regulation (EU) 2018/2066, article 25; IPCC Guidelines 2006, volume 3, equations 4.9 to 4.11; GB/T 32151.5 (steel), carbon in products",
  categories: ["process", "stationary_combustion"],
  fields: { streams: rows({ flow: choice(FLOWS), ...CARBON_BEARING_FIELDS, source: text() }) },
  steps: ["carbon_in", "carbon_out"],
  derive({ streams }) {
    const problems = streams.flatMap((stream, index) => checkCarbon(stream, `/streams/${index}`));
    if (problems.length > 0) return problems;
    const carbon = (isEntering: boolean) =>
      sum(streams.filter(({ flow }) => ENTERS.includes(flow) === isEntering).map(carbonIn));
    const [entering, leaving] = [carbon(true), carbon(false)];
    return {
      quantity: subtract(entering, leaving),
      unit: "kg",
      steps: [
        { name: "carbon_in", value: entering, unit: "kg" },
        { name: "carbon_out", value: leaving, unit: "kg" },
      ],
      disclosures: streams.map(({ carbonPerUnit, amount: of, source }, index) => ({
        code: "stated_value",
        detail: {
          input: `streams/${index}/carbonPerUnit`,
          value: `${toExactOr40(carbonPerUnit.quantity)} ${carbonPerUnit.unit}/${of.unit}`,
          source,
        },
      })),
    };
  },
});
