import { describe, expect, test } from "vitest";
import type { ActivityMethod } from "#app/carbon/document/inventory-document.ts";
import { methodOf } from "./methods.ts";
import { deriveMethod, from, of, tellDerivation } from "./sample-method.ts";

const coal = { amount: of("1000", "t"), carbonShare: "0.6", moistureReceived: "0.1", moistureOfSample: "0.02" };
const flared = (rest: string) => ({
  name: "gas_by_composition",
  gas: of("22.4", "Nm3"),
  molarVolume: from("22.4", "NDRC guideline: m³ per kmol at 0 °C"),
  components: [
    { component: "CH4", share: "0.8", carbonAtoms: "1", oxidised: "0.98" },
    { component: "C2H6", share: "0.1", carbonAtoms: "2", oxidised: "0.98" },
    { component: "CO2", share: "0.05", carbonAtoms: "1", oxidised: "1" },
    { component: "N2", share: rest, carbonAtoms: "0", oxidised: "0" },
  ],
});

/** Expected values were calculated manually from the formula of the method's source. */
const cases: [what: string, method: ActivityMethod, expected: string | string[]][] = [
  [
    "stock: 50 t + 400 t − 30 t − 20000 kg",
    {
      name: "fuel_by_stock",
      stockStart: of("50", "t"),
      bought: of("400", "t"),
      stockEnd: of("30", "t"),
      soldOrOther: of("20000", "kg"),
    },
    "400 t",
  ],
  [
    "stock in litres next to tonnes",
    {
      name: "fuel_by_stock",
      stockStart: of("50", "L"),
      bought: of("400", "t"),
      stockEnd: of("30", "t"),
      soldOrOther: of("0", "t"),
    },
    ["unit_mismatch /stockStart/unit"],
  ],
  [
    "more left than there was",
    {
      name: "fuel_by_stock",
      stockStart: of("0", "t"),
      bought: of("4", "t"),
      stockEnd: of("3", "t"),
      soldOrOther: of("1.001", "t"),
    },
    ["amount_exceeds /stockEnd/quantity"],
  ],
  [
    "heat: 100 t × 20 GJ + 50000 m³ × 36 MJ",
    {
      name: "fuel_heat_by_delivery",
      heatBasis: "net",
      deliveries: [
        { amount: of("100", "t"), heatPerUnit: of("20", "GJ"), source: "assay 1" },
        { amount: of("50000", "Nm3"), heatPerUnit: of("36", "MJ"), source: "assay 2" },
      ],
    },
    "3800 GJ",
  ],
  [
    "carbon: 100 t × 0.86 t",
    {
      name: "fuel_carbon_by_delivery",
      deliveries: [{ amount: of("100", "t"), carbonPerUnit: of("0.86", "t"), source: "assay" }],
    },
    "86000 kg",
  ],
  [
    "coal: 1000 t × 60 % × 0.9/0.98, the second month dry basis",
    { name: "coal_carbon_as_received", months: [coal, { ...coal, moistureOfSample: "0" }] },
    "53460000/49 kg",
  ],
  [
    "a sample that is all water",
    { name: "coal_carbon_as_received", months: [{ ...coal, moistureOfSample: "1" }] },
    ["allocation_base_zero /months/0/moistureOfSample"],
  ],
  [
    "carbon and moisture above the whole sample",
    { name: "coal_carbon_as_received", months: [{ ...coal, carbonShare: "0.95", moistureOfSample: "0.06" }] },
    ["amount_exceeds /months/0/carbonShare"],
  ],
  ["flare: 1 kmol × 12 × (0.8 × 0.98 + 0.2 × 0.98 + 0.05)", flared("0.05"), "12.36 kg"],
  ["a component is missing", flared("0.049"), ["shares_not_whole /components"]],
  [
    "own generation is not bought",
    { name: "purchased_by_use", used: of("1000", "MWh"), ownGeneration: of("250000", "kWh") },
    "750 MWh",
  ],
  [
    "more own generation than use",
    { name: "purchased_by_use", used: of("1", "MWh"), ownGeneration: of("1001", "kWh") },
    ["amount_exceeds /ownGeneration/quantity"],
  ],
  ["net purchase below zero", { name: "net_purchased", purchased: of("1", "GJ"), passedOn: of("3", "GJ") }, "-2 GJ"],
  ["a deduction", { name: "exported_energy", exported: of("7", "GJ"), prescription: "scheme, clause 5" }, "-7 GJ"],
  [
    "CO2 recovered: 10000 Nm³ × 99 % × 1.977 kg",
    {
      name: "carbon_dioxide_recovered",
      recovered: of("10000", "Nm3"),
      purity: from("0.99"),
      densityKgPerUnit: from("1.977", "NDRC guideline for chemicals (2013)"),
      prescription: "clause",
    },
    "-19572.3 kg",
  ],
  [
    "a volume of CO2 without its density",
    { name: "carbon_dioxide_recovered", recovered: of("1", "Nm3"), purity: from("0.99"), prescription: "clause" },
    ["input_missing /densityKgPerUnit"],
  ],
];

describe("fuels and purchased energy, calculated manually", () => {
  test.each(cases)("%s", (_, method, expected) => {
    expect(tellDerivation(method)).toEqual(expected);
    const derived = deriveMethod(method);
    if (derived.ok) for (const { name } of derived.steps) expect(methodOf(method.name).steps).toContain(name);
  });
});

describe("keeps the measured heat's own basis", () => {
  const heat = {
    name: "fuel_heat_by_delivery",
    heatBasis: "net",
    deliveries: [{ amount: of("100", "t"), heatPerUnit: of("20", "GJ"), source: "assay" }],
  };
  test.each([
    ["net energy", { unit: "GJ", heatBasis: "net" as const }, "2000 GJ"],
    ["gross energy", { unit: "TJ", heatBasis: "gross" as const }, ["heat_basis_mismatch /heatBasis"]],
    ["energy of no fuel", { unit: "kWh" }, ["heat_basis_mismatch /heatBasis"]],
    ["no energy, so a property decides", { unit: "t" }, "2000 GJ"],
  ])("accepts a factor per %s", (_, factor, expected) => expect(tellDerivation(heat, factor)).toEqual(expected));
});
