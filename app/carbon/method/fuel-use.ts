import type { Category } from "#app/carbon/line/scope.ts";
import { isConvertible, isEnergy, type UnitCode } from "#app/carbon/unit/unit.ts";
import {
  divide,
  fromInteger,
  isZero,
  multiply,
  ONE,
  type Ratio,
  subtract,
  sum,
  toExactOr40,
} from "#app/number/ratio.ts";
import { exceeding } from "./amount-exceeds.ts";
import { CARBON_BEARING_FIELDS, carbonIn, checkCarbon } from "./carbon-balance.ts";
import { ENERGY_OR_FUEL } from "./dimensions.ts";
import { type Amount, amount, choice, fraction, inUnit, number, rows, stated, text } from "./field.ts";
import { defineMethod, type MethodProblem, problem } from "./method.ts";
import { statedValues } from "./stated-values.ts";

const BURNING: readonly Category[] = ["stationary_combustion", "mobile_combustion", "process"];
const fuel = () => amount(ENERGY_OR_FUEL);

/** Units that can't be added to the first amount's. */
function unlike(amounts: readonly (readonly [pointer: string, Amount])[], unit: UnitCode): MethodProblem[] {
  return amounts.flatMap(([pointer, one]) =>
    isConvertible(one.unit, unit) ? [] : [problem("unit_mismatch", `${pointer}/unit`, { from: one.unit, to: unit })],
  );
}

/**
 * Fuel used: stock at the beginning + bought − stock at the end − sold or used otherwise. In the unit of the bought
 * amount.
 */
export const fuelByStock = defineMethod({
  name: "fuel_by_stock",
  source: "GB/T 32150, activity data from energy balance; Regulation (EU) 2018/2066, article 27(1)(b)",
  categories: [...BURNING, "purchased_goods_services", "fuel_energy_related"],
  fields: { stockStart: fuel(), bought: fuel(), stockEnd: fuel(), soldOrOther: fuel() },
  steps: ["available", "left_or_sold"],
  derive({ stockStart, bought, stockEnd, soldOrOther }) {
    const { unit } = bought;
    const others = { "/stockStart": stockStart, "/stockEnd": stockEnd, "/soldOrOther": soldOrOther };
    const problems = unlike(Object.entries(others), unit);
    if (problems.length > 0) return problems;
    const available = sum([inUnit(stockStart, unit), bought.quantity]);
    const left = sum([inUnit(stockEnd, unit), inUnit(soldOrOther, unit)]);
    const tooMuch = exceeding("/stockEnd/quantity", { value: left, unit }, { value: available, unit });
    if (tooMuch.length > 0) return tooMuch;
    const steps = [
      { name: "available", value: available, unit },
      { name: "left_or_sold", value: left, unit },
    ];
    return { quantity: subtract(available, left), unit, steps };
  },
});

/**
 * Heat of a fuel from measured heating values per delivery or month: Σ fuel × heat per unit (AD = Σ FC × NCV). GJ,
 * gross or net as measured. A factor of the other basis is rejected (methodology rule 30).
 */
export const fuelHeatByDelivery = defineMethod({
  name: "fuel_heat_by_delivery",
  source: "NDRC guidelines (2013 to 2015) and GB/T 32151, AD = FC × NCV; Regulation (EU) 2018/2066, article 24",
  categories: BURNING,
  fields: {
    heatBasis: choice(["net", "gross"]),
    deliveries: rows({ amount: amount(ENERGY_OR_FUEL), heatPerUnit: amount(["energy"]), source: text() }),
  },
  steps: ["heat"],
  checkFactor({ heatBasis }, factor) {
    if (!isEnergy(factor.unit as UnitCode) || factor.heatBasis === heatBasis) return [];
    return [problem("heat_basis_mismatch", "/heatBasis", { found: heatBasis, wanted: factor.heatBasis ?? "none" })];
  },
  derive({ heatBasis, deliveries }) {
    const heat = ({ amount: { quantity }, heatPerUnit }: (typeof deliveries)[number]) =>
      multiply(quantity, inUnit(heatPerUnit, "GJ"));
    const quantity = sum(deliveries.map(heat));
    const disclosures = deliveries.map(({ amount: of, heatPerUnit, source }, index) => ({
      code: "stated_value",
      detail: {
        input: `deliveries/${index}/heatPerUnit`,
        value: `${toExactOr40(heatPerUnit.quantity)} ${heatPerUnit.unit}/${of.unit}`,
        source,
      },
    }));
    return { quantity, unit: "GJ", heatBasis, steps: [{ name: "heat", value: quantity, unit: "GJ" }], disclosures };
  },
});

/**
 * Carbon burnt, from the measured carbon of the coal as received: Car = Cad × (1 − Mar) ÷ (1 − Mad), weighted by month.
 * For a carbon content on the dry basis, Mad is 0. kg of carbon. The oxidation comes from the factor.
 */
export const coalCarbonAsReceived = defineMethod({
  name: "coal_carbon_as_received",
  source: "MEE guideline for power generation facilities (2022), carbon content of coal as received; GB/T 476",
  categories: BURNING,
  fields: {
    months: rows({
      amount: amount(["mass"]),
      carbonShare: fraction(),
      moistureReceived: fraction(),
      moistureOfSample: fraction(),
    }),
  },
  steps: ["carbon_burnt"],
  derive({ months }) {
    const problems = months.flatMap(({ moistureOfSample, carbonShare }, index) => {
      const dry = subtract(ONE, moistureOfSample);
      if (isZero(dry)) {
        return [problem("allocation_base_zero", `/months/${index}/moistureOfSample`, { base: "1 − moistureOfSample" })];
      }
      // Carbon and moisture are parts of one sample.
      return exceeding(`/months/${index}/carbonShare`, { value: carbonShare, unit: "" }, { value: dry, unit: "" });
    });
    if (problems.length > 0) return problems;
    const quantity = sum(
      months.map(({ amount: of, carbonShare, moistureReceived, moistureOfSample }) => {
        const asReceived = divide(subtract(ONE, moistureReceived), subtract(ONE, moistureOfSample));
        return multiply(inUnit(of, "kg"), multiply(carbonShare, asReceived));
      }),
    );
    return { quantity, unit: "kg", steps: [{ name: "carbon_burnt", value: quantity, unit: "kg" }] };
  },
});

/**
 * Carbon of fuels with measured carbon content, summed over deliveries: kg of carbon. The oxidation comes from the
 * factor.
 */
export const fuelCarbonByDelivery = defineMethod({
  name: "fuel_carbon_by_delivery",
  source:
    "NDRC guidelines (2013 to 2015) and GB/T 32151, E = FC × CC × OF × 44/12; Regulation (EU) 2018/2066, article 24",
  categories: BURNING,
  fields: { deliveries: rows({ ...CARBON_BEARING_FIELDS, source: text() }) },
  steps: ["carbon_burnt"],
  derive({ deliveries }) {
    const problems = deliveries.flatMap((delivery, index) => checkCarbon(delivery, `/deliveries/${index}`));
    if (problems.length > 0) return problems;
    const quantity = sum(deliveries.map(carbonIn));
    const disclosures = deliveries.map(({ amount: of, carbonPerUnit, source }, index) => ({
      code: "stated_value",
      detail: {
        input: `deliveries/${index}/carbonPerUnit`,
        value: `${toExactOr40(carbonPerUnit.quantity)} ${carbonPerUnit.unit}/${of.unit}`,
        source,
      },
    }));
    return { quantity, unit: "kg", steps: [{ name: "carbon_burnt", value: quantity, unit: "kg" }], disclosures };
  },
});

const CARBON_KG_PER_KMOL = fromInteger(12);

/**
 * Carbon that leaves a flare or gas burner as CO2, from the composition of the gas: volume ÷ molar volume × 12 × Σ mole
 * share × carbon atoms × oxidised. CO2 in the gas is a component with one carbon atom, oxidised 1. Gases without carbon
 * have 0. The shares of all components sum to exactly 1, so that none is missing.
 */
export const gasByComposition = defineMethod({
  name: "gas_by_composition",
  source:
    "NDRC guideline for petroleum and natural gas production (2014), flaring; Regulation (EU) 2018/2066, annex IV.1.D; 40 CFR 98.233(n)",
  categories: ["stationary_combustion", "process", "fugitive"],
  fields: {
    gas: amount(["gas_volume_normal", "gas_volume_standard", "gas_volume_scf"], { sign: "not_negative" }),
    molarVolume: stated({ min: 0, isMinExcluded: true }),
    components: rows({ component: text(), share: fraction(), carbonAtoms: number({ min: 0 }), oxidised: fraction() }),
  },
  steps: ["gas_kmol", "carbon_burnt"],
  derive({ gas, molarVolume, components }) {
    const total = sum(components.map(({ share }) => share));
    if (!isZero(subtract(total, ONE))) {
      return [problem("shares_not_whole", "/components", { sum: toExactOr40(total) })];
    }
    const kmol = divide(gas.quantity, molarVolume.value);
    const atoms = sum(components.map(({ share, carbonAtoms, oxidised }) => product(share, carbonAtoms, oxidised)));
    const quantity = product(kmol, CARBON_KG_PER_KMOL, atoms);
    const steps = [
      { name: "gas_kmol", value: kmol, unit: null },
      { name: "carbon_burnt", value: quantity, unit: "kg" as const },
    ];
    return { quantity, unit: "kg", steps, disclosures: statedValues({ molarVolume }) };
  },
});

function product(...values: Ratio[]): Ratio {
  return values.reduce(multiply);
}
