import type { Category } from "#app/carbon/line/scope.ts";
import { BOUNDS, Decimal } from "#app/number/decimal.ts";
import { add, compare, divide, fromDecimal, multiply, type Ratio, subtract, toExactOr40 } from "#app/number/ratio.ts";
import { exceeding } from "./amount-exceeds.ts";
import { type Amount, amount, choice, inUnit, number, optional, stated } from "./field.ts";
import { type Derived, defineMethod, type MethodProblem, problem } from "./method.ts";
import { statedValues } from "./stated-values.ts";
import { SATURATED_STEAM, SUPERHEATED_STEAM } from "./table/steam-enthalpy.ts";

const HEAT: readonly Category[] = ["purchased_heat", "purchased_steam"];
const NDRC = "NDRC guidelines for enterprises (2013 to 2015) and GB/T 32151, heat of hot water and steam";
const TABLE = "IAPWS-IF97";

const decimal = (text: string): Ratio => fromDecimal(new Decimal(text));
/** Heat is counted above water of 20 °C: 20 × 4.1868 kJ/kg, which the guidelines print as 83.74. */
const REFERENCE_TEMPERATURE = decimal("20");
const REFERENCE_ENTHALPY = decimal("83.74");
const HEAT_CAPACITY = decimal("4.1868");
const KJ_PER_KG_IN_GJ_PER_TONNE = decimal("0.001");

/** Heat bought as hot water: t × (T − 20 °C) × 4.1868 × 10⁻³ GJ. Water below 20 °C provides none. */
export const hotWaterHeat = defineMethod({
  name: "hot_water_heat",
  source: NDRC,
  categories: HEAT,
  fields: { water: amount(["mass"]), temperature: number({ min: 20, max: 374 }) },
  steps: ["enthalpy_above_reference"],
  derive({ water, temperature }) {
    const enthalpy = multiply(subtract(temperature, REFERENCE_TEMPERATURE), HEAT_CAPACITY);
    return {
      quantity: heatOf(water, enthalpy),
      unit: "GJ",
      steps: [{ name: "enthalpy_above_reference", value: enthalpy, unit: null }],
    };
  },
});

/**
 * Heat bought as steam: t × (enthalpy − 83.74) × 10⁻³ GJ, with the enthalpy from the table: saturated steam by its
 * pressure, superheated steam by pressure and temperature. Between the nodes it is interpolated linearly and disclosed.
 * Outside them there is no result (methodology rule 35). Pressures are absolute.
 */
export const steamByTable = defineMethod({
  name: "steam_by_table",
  source: `${NDRC}; enthalpies by IAPWS R7-97(2012)`,
  categories: HEAT,
  fields: {
    steam: amount(["mass"]),
    state: choice(["saturated", "superheated"]),
    pressureMPa: number({ min: 0, isMinExcluded: true }, BOUNDS.quantity),
    temperature: optional(number({ min: 0 }, BOUNDS.quantity)),
  },
  steps: ["enthalpy"],
  derive({ steam, state, pressureMPa, temperature }) {
    if (state === "saturated") return steamHeat(steam, lookUpSaturated(pressureMPa));
    if (!temperature) return [problem("input_missing", "/temperature", { field: "temperature" })];
    return steamHeat(steam, lookUpSuperheated(pressureMPa, temperature));
  },
});

/** The same with an enthalpy from another source: the guideline's own printed table, or a measurement. */
export const steamByEnthalpy = defineMethod({
  name: "steam_by_enthalpy",
  source: NDRC,
  categories: HEAT,
  fields: { steam: amount(["mass"]), enthalpyKjPerKg: stated({ min: 0, max: 4500 }) },
  steps: ["enthalpy"],
  derive({ steam, enthalpyKjPerKg }) {
    const [reference, entered] = [REFERENCE_ENTHALPY, enthalpyKjPerKg.value].map((value) => ({ value, unit: "kJ/kg" }));
    const problems = exceeding("/enthalpyKjPerKg/value", reference!, entered!);
    if (problems.length > 0) return problems;
    const derived = steamHeat(steam, { enthalpy: enthalpyKjPerKg.value, isBetween: false, at: "" });
    return Array.isArray(derived) ? derived : { ...derived, disclosures: statedValues({ enthalpyKjPerKg }) };
  },
});

interface Found {
  enthalpy: Ratio;
  isBetween: boolean;
  at: string;
}

function steamHeat(steam: Amount, found: Found | MethodProblem[]): Derived | MethodProblem[] {
  if (Array.isArray(found)) return found;
  const { enthalpy, isBetween, at } = found;
  return {
    quantity: heatOf(steam, subtract(enthalpy, REFERENCE_ENTHALPY)),
    unit: "GJ",
    steps: [{ name: "enthalpy", value: enthalpy, unit: null }],
    disclosures: isBetween ? [{ code: "table_interpolated", detail: { value: at, table: TABLE } }] : [],
  };
}

function heatOf(mass: Amount, kjPerKg: Ratio): Ratio {
  return multiply(multiply(inUnit(mass, "t"), kjPerKg), KJ_PER_KG_IN_GJ_PER_TONNE);
}

type Node = readonly [at: Ratio, value: Ratio];

/** The straight line between the nodes on both sides. Null outside the first and last. Nodes are in ascending order. */
function interpolate(nodes: readonly Node[], at: Ratio): { value: Ratio; isBetween: boolean } | null {
  const above = nodes.findIndex(([place]) => compare(place, at) >= 0);
  if (above < 0) return null;
  const [upper, upperValue] = nodes[above]!;
  if (compare(upper, at) === 0) return { value: upperValue, isBetween: false };
  if (above === 0) return null;
  const [lower, lowerValue] = nodes[above - 1]!;
  const part = divide(subtract(at, lower), subtract(upper, lower));
  return { value: add(lowerValue, multiply(part, subtract(upperValue, lowerValue))), isBetween: true };
}

const SATURATED: readonly Node[] = SATURATED_STEAM.map(([at, , enthalpy]) => [decimal(at), decimal(enthalpy)]);
const SUPERHEATED: readonly (readonly [pressure: Ratio, nodes: readonly Node[]])[] = SUPERHEATED_STEAM.map(
  ([pressure, nodes]) => [
    decimal(pressure),
    nodes.split(" ").map((node): Node => {
      const [temperature, enthalpy] = node.split("=");
      return [decimal(temperature!), decimal(enthalpy!)];
    }),
  ],
);

/** @returns the enthalpy of dry saturated steam in kJ/kg, or `table_out_of_range` */
function lookUpSaturated(pressure: Ratio): Found | MethodProblem[] {
  const found = interpolate(SATURATED, pressure);
  const at = `${toExactOr40(pressure)} MPa`;
  if (!found)
    return outOfRange(
      "/pressureMPa",
      at,
      SATURATED.map(([place]) => place),
      "MPa",
    );
  return { enthalpy: found.value, isBetween: found.isBetween, at };
}

/** Linear in temperature along the pressure rows on both sides, then linear in pressure between the two. */
function lookUpSuperheated(pressure: Ratio, temperature: Ratio): Found | MethodProblem[] {
  const at = `${toExactOr40(pressure)} MPa, ${toExactOr40(temperature)} °C`;
  const above = SUPERHEATED.findIndex(([place]) => compare(place, pressure) >= 0);
  const isOnRow = above >= 0 && compare(SUPERHEATED[above]![0], pressure) === 0;
  if (above < 0 || (above === 0 && !isOnRow)) {
    return outOfRange(
      "/pressureMPa",
      at,
      SUPERHEATED.map(([place]) => place),
      "MPa",
    );
  }
  const rows = SUPERHEATED.slice(isOnRow ? above : above - 1, above + 1);
  const onRows: Node[] = [];
  let isBetween = !isOnRow;
  for (const [place, nodes] of rows) {
    const found = interpolate(nodes, temperature);
    if (!found)
      return outOfRange(
        "/temperature",
        at,
        nodes.map(([degrees]) => degrees),
        "°C",
      );
    isBetween ||= found.isBetween;
    onRows.push([place, found.value]);
  }
  return { enthalpy: interpolate(onRows, pressure)!.value, isBetween, at };
}

function outOfRange(pointer: string, value: string, places: readonly Ratio[], unit: string): MethodProblem[] {
  const [from, to] = [places[0]!, places[places.length - 1]!].map((place) => `${toExactOr40(place)} ${unit}`);
  return [problem("table_out_of_range", pointer, { value, from: from!, to: to! })];
}
