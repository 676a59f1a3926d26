import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toFractionText } from "#app/number/ratio.ts";
import { deriveMethod, from, of, tellDerivation } from "./sample-method.ts";
import { SATURATED_STEAM, SUPERHEATED_STEAM } from "./table/steam-enthalpy.ts";

const saturated = (pressureMPa: string) =>
  deriveMethod({ name: "steam_by_table", steam: of("1000", "t"), state: "saturated", pressureMPa });
const superheated = (pressureMPa: string, temperature?: string) =>
  deriveMethod({
    name: "steam_by_table",
    steam: of("1000", "t"),
    state: "superheated",
    pressureMPa,
    ...(temperature === undefined ? {} : { temperature }),
  });

function told(derived: ReturnType<typeof saturated>): [enthalpy: string, isInterpolated: boolean] | string {
  if (!derived.ok) return derived.problems.map(({ code, pointer }) => `${code} ${pointer}`).join();
  const isInterpolated = derived.disclosures?.some(({ code }) => code === "table_interpolated") ?? false;
  return [toFractionText(derived.steps[0]!.value), isInterpolated];
}

describe("hot water", () => {
  test.each([
    ["100", "90", "29.3076 GJ"],
    ["100", "20", "0 GJ"],
    ["100", "19.9", ["value_out_of_range /temperature"]],
  ])("%s t at %s °C", (mass, temperature, expected) => {
    expect(tellDerivation({ name: "hot_water_heat", water: of(mass, "t"), temperature })).toEqual(expected);
  });
});

describe("saturated steam", () => {
  test.each([
    ["1", ["2777.1", false]],
    ["0.001", ["2513.7", false]],
    ["20", ["2411.4", false]],
    // 2777.1 at 1 MPa, 2780.7 at 1.1 MPa
    ["1.05", ["2778.9", true]],
    ["1.025", ["2778", true]],
    ["20.001", "table_out_of_range /pressureMPa"],
    ["0.0009", "table_out_of_range /pressureMPa"],
  ])("%s MPa", (pressure, expected) => expect(told(saturated(pressure))).toEqual(expected));

  test("1000 t × (2777.1 − 83.74) × 10⁻³", () => {
    const derived = saturated("1");
    expect(derived.ok && toFractionText(derived.quantity)).toBe("2693.36");
  });
});

describe("superheated steam", () => {
  test.each([
    ["1", "200", ["2828.3", false]],
    // Along the temperature: 2828.3 at 200 °C, 2852.2 at 210 °C.
    ["1", "205", ["2840.25", true]],
    // Along the pressure at 300 °C: 3051.7 at 1 MPa, 3046.4 at 1.2 MPa.
    ["1.1", "300", ["3049.05", true]],
    ["0.5", "400", ["3272.3", false]],
    ["1", "179.89", ["2777.1", false]],
    ["1", "179.88", "table_out_of_range /temperature"],
    ["1", "620.1", "table_out_of_range /temperature"],
    ["16.01", "500", "table_out_of_range /pressureMPa"],
    ["0.009", "500", "table_out_of_range /pressureMPa"],
    ["1", undefined, "input_missing /temperature"],
  ])("%s MPa, %s °C", (pressure, temperature, expected) => {
    expect(told(superheated(pressure, temperature))).toEqual(expected);
  });
});

test.each([
  ["2777", "2693.26 GJ"],
  ["83.74", "0 GJ"],
  ["83.73", ["amount_exceeds /enthalpyKjPerKg/value"]],
])("a stated enthalpy of %s kJ/kg", (enthalpy, expected) => {
  const method = { name: "steam_by_enthalpy", steam: of("1000", "t"), enthalpyKjPerKg: from(enthalpy, "guideline") };
  expect(tellDerivation(method)).toEqual(expected);
});

describe("the table", () => {
  const rows = SUPERHEATED_STEAM.map(([pressure, nodes]) => ({
    pressure: Number(pressure),
    nodes: nodes.split(" ").map((node) => node.split("=").map(Number) as [number, number]),
  }));

  test.each([
    ["0.1", null, 2675.0],
    ["0.5", null, 2748.1],
    ["1", null, 2777.1],
    ["2", null, 2798.3],
    ["5", null, 2794.2],
    ["10", null, 2725.5],
    ["1", "200", 2828.3],
    ["1", "300", 3051.6],
    ["5", "400", 3196.7],
    ["10", "500", 3375.1],
  ])("agrees with another formulation (Çengel and Boles, tables A-5, A-6): %s MPa, %s °C", (p, t, published) => {
    const found = told(t === null ? saturated(p) : superheated(p, t));
    expect(Math.abs(Number(found[0]) - published)).toBeLessThan(0.2);
  });

  test("rises in pressure and temperature, with enthalpy rising along a row", () => {
    const pressures = SATURATED_STEAM.map(([pressure]) => Number(pressure));
    expect(pressures).toEqual([...pressures].sort((a, b) => a - b));
    const temperatures = SATURATED_STEAM.map(([, temperature]) => Number(temperature));
    expect(temperatures).toEqual([...temperatures].sort((a, b) => a - b));
    for (const { nodes } of rows) {
      for (const [index, [temperature, enthalpy]] of nodes.entries()) {
        const next = nodes[index + 1];
        if (next) expect(next[0] > temperature && next[1] > enthalpy).toBe(true);
      }
    }
  });

  test("begins each superheated row with the saturated steam of its pressure", () => {
    for (const { pressure, nodes } of rows) {
      const same = SATURATED_STEAM.find(([text]) => Number(text) === pressure);
      expect(same?.slice(1).map(Number)).toEqual(nodes[0]);
    }
  });

  test("interpolates an enthalpy between its neighbours", () => {
    const inside = fc.tuple(
      fc.integer({ min: 0, max: rows.length - 2 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    );
    fc.assert(
      fc.property(inside, fc.integer({ min: 360, max: 615 }), ([row, part], temperature) => {
        const [lower, upper] = [rows[row]!, rows[row + 1]!];
        const pressure = (lower.pressure + part * (upper.pressure - lower.pressure)).toFixed(6);
        const found = told(superheated(pressure, String(temperature)));
        const around = [lower, upper].flatMap(({ nodes }) => {
          const above = nodes.findIndex(([at]) => at >= temperature);
          return [nodes[above]![1], nodes[Math.max(0, above - 1)]![1]];
        });
        expect(Number(found[0])).toBeGreaterThanOrEqual(Math.min(...around));
        expect(Number(found[0])).toBeLessThanOrEqual(Math.max(...around));
      }),
      { numRuns: 300 },
    );
  });
});
