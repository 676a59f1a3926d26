import { describe, expect, test } from "vitest";
import type { ActivityMethod } from "#app/carbon/document/inventory-document.ts";
import { methodOf } from "./methods.ts";
import { deriveMethod, from, of, tellDerivation } from "./sample-method.ts";

const balance = {
  stockStart: of("100", "kg"),
  stockEnd: of("80", "kg"),
  acquired: of("50", "kg"),
  disbursed: of("5", "kg"),
  newCapacity: of("30", "kg"),
  retiredCapacity: of("10", "kg"),
};
const mcf = {
  capacity: from("0.25", "IPCC 2006, volume 5, chapter 6"),
  correction: from("0.8", "IPCC 2006, table 6.8"),
};
const decay = (lastYear: string, recovered: string) => ({
  name: "landfill_decay",
  inventoryYear: "2025",
  deposits: [
    ["2022", "1000"],
    ["2024", "2000"],
    [lastYear, "5000"],
  ].map(([year, tonnes]) => ({
    year,
    waste: of(tonnes!, "t"),
    degradableCarbon: from("0.15"),
    decomposing: from("0.5"),
    correction: from("0.8"),
  })),
  retained: from("0.75"),
  methaneShare: from("0.5"),
  recovered: of(recovered, "kg"),
  oxidised: from("0.1"),
});

/** Expected values were calculated manually from the formula of the method's source. */
const cases: [what: string, method: ActivityMethod, expected: string | string[]][] = [
  ["gas: 20 of stock + 50 − 5 − 20 of capacity", { name: "gas_stock_change", ...balance }, "45 kg"],
  ["gas in pounds counts in kg", { name: "gas_stock_change", ...balance, acquired: of("100", "lb") }, "40.359237 kg"],
  [
    "a capacity that shrinks adds what was not recovered",
    { name: "switchgear_balance", ...balance, newCapacity: of("0", "kg") },
    "75 kg",
  ],
  [
    "contradicting records stay negative, for the engine to refuse",
    { name: "gas_stock_change", ...balance, acquired: of("0", "kg") },
    "-5 kg",
  ],
  [
    "service records: (12 − 10) + 4 + (6 − 5)",
    {
      name: "gas_service_records",
      filledNew: of("12", "kg"),
      newCapacity: of("10", "kg"),
      recharged: of("4000", "g"),
      retiredCapacity: of("6", "kg"),
      recovered: of("5", "kg"),
    },
    "7 kg",
  ],
  [
    "new equipment holds more than was filled in, and gives back more than it held",
    {
      name: "gas_service_records",
      filledNew: of("9", "kg"),
      newCapacity: of("10", "kg"),
      recharged: of("4", "kg"),
      retiredCapacity: of("6", "kg"),
      recovered: of("6.1", "kg"),
    },
    ["amount_exceeds /newCapacity/quantity", "amount_exceeds /recovered/quantity"],
  ],
  [
    "screening: 100 × 1 % + 200 × 15 % × 73/365 + 50 × 80 % × (1 − 70 %)",
    {
      name: "gas_screening",
      charge: of("200", "kg"),
      leakRate: from("0.15"),
      partOfYear: "73/365",
      filledNew: of("100", "kg"),
      installationLoss: from("0.01"),
      retiredCapacity: of("50", "kg"),
      remainingAtDisposal: from("0.8"),
      recoveredAtDisposal: from("0.7"),
    },
    "19 kg",
  ],
  [
    "screening: disposal without its rates",
    {
      name: "gas_screening",
      charge: of("200", "kg"),
      leakRate: from("0.15"),
      partOfYear: "1",
      retiredCapacity: of("50", "kg"),
      recoveredAtDisposal: from("0.7"),
    },
    ["input_missing /remainingAtDisposal"],
  ],
  [
    "switchgear, screening: 366 days of a leap year are a whole year",
    { name: "switchgear_screening", charge: of("30", "kg"), leakRate: from("0.026"), partOfYear: "366/366" },
    "0.78 kg",
  ],
  [
    "NF3: (1 − 0.1) × 1000 × (1 − 0.8) × (1 − 0.9 × 0.95)",
    {
      name: "process_gas_use",
      fed: of("1", "t"),
      heel: from("0.1"),
      usedUp: from("0.8"),
      abatedShare: from("0.9"),
      destroyed: from("0.95"),
    },
    "26.1 kg",
  ],
  [
    "steel: 100 t × 0.8 − 90 t × 0.04 − 1 t × 0.1, a third of a tonne taken from stock",
    {
      name: "carbon_mass_balance",
      streams: [
        { flow: "input", amount: of("100", "t"), carbonPerUnit: of("800", "kg"), source: "assay" },
        { flow: "product", amount: of("90", "t"), carbonPerUnit: of("0.04", "t"), source: "assay" },
        { flow: "waste", amount: of("1", "t"), carbonPerUnit: of("0.1", "t"), source: "assay" },
        { flow: "stock_decrease", amount: of("0.5", "t"), carbonPerUnit: of("0.8", "t"), source: "assay" },
        { flow: "stock_increase", amount: of("1000", "Nm3"), carbonPerUnit: of("0.5", "kg"), source: "analysis" },
      ],
    },
    "76200 kg",
  ],
  [
    "more than a tonne of carbon in a tonne",
    {
      name: "carbon_mass_balance",
      streams: [{ flow: "input", amount: of("1", "t"), carbonPerUnit: of("1001", "kg"), source: "assay" }],
    },
    ["amount_exceeds /streams/0/carbonPerUnit/quantity"],
  ],
  [
    "carbonate: 1000 t × 0.9 × 1 + 100 t × 0.95 × 0.98, less 10 t × 0.9 × (1 − 0.5) in dust",
    {
      name: "carbonate_decomposition",
      materials: [
        { amount: of("1000", "t"), carbonateShare: from("0.9"), calcined: from("1") },
        { amount: of("100", "t"), carbonateShare: from("0.95"), calcined: from("0.98") },
      ],
      dust: of("10", "t"),
      dustCarbonateShare: from("0.9"),
      dustCalcined: from("0.5"),
    },
    "988600 kg",
  ],
  [
    "dust without its composition",
    {
      name: "carbonate_decomposition",
      materials: [{ amount: of("1", "t"), carbonateShare: from("0.9"), calcined: from("1") }],
      dust: of("1", "t"),
    },
    ["input_missing /dustCarbonateShare", "input_missing /dustCalcined"],
  ],
  [
    "clinker: 65 % CaO, all from carbonate, 2 % for dust (IPCC 2006, volume 3, equation 2.4)",
    {
      name: "oxide_from_carbonate",
      products: [{ amount: of("1", "t"), oxideShare: from("0.65"), notFromCarbonate: from("0") }],
      dustCorrection: from("1.02", "IPCC 2006, volume 3, section 2.2.1.2"),
    },
    "663 kg",
  ],
  [
    "more oxide brought in than is there",
    {
      name: "oxide_from_carbonate",
      products: [{ amount: of("1", "t"), oxideShare: from("0.02"), notFromCarbonate: from("0.03") }],
    },
    ["amount_exceeds /products/0/notFromCarbonate/value"],
  ],
  [
    "nitric acid: 1000 t × (1 − 0.85 × 0.96) + 500 t",
    {
      name: "abated_production",
      lines: [
        { produced: of("1000", "t"), destroyed: from("0.85"), utilised: from("0.96") },
        { produced: of("500", "t"), destroyed: from("0"), utilised: from("0") },
      ],
    },
    "684000 kg",
  ],
  [
    "urea: 10 t × 46 %, 11 % volatilised",
    {
      name: "soil_nitrogen",
      fertilizers: [{ amount: of("10", "t"), nitrogenShare: from("0.46") }],
      fractionLost: from("0.11"),
    },
    "506 kg",
  ],
  [
    "wastewater: 10000 m³ × (2 − 0.1) kg/m³ less 1000 kg of sludge, × 0.25 × 0.8, less 600 kg recovered",
    {
      name: "wastewater_methane",
      organics: "COD",
      wastewater: of("10000", "m3"),
      inflow: of("2000", "g"),
      outflow: of("0.1", "kg"),
      sludge: of("1", "t"),
      ...mcf,
      recovered: of("600", "kg"),
    },
    "3000 kg",
  ],
  [
    "more recovered than was made",
    {
      name: "wastewater_methane",
      organics: "COD",
      wastewater: of("1", "m3"),
      inflow: of("1", "kg"),
      ...mcf,
      recovered: of("0.3", "kg"),
    },
    ["amount_exceeds /recovered/quantity"],
  ],
  [
    "more sludge than came in",
    {
      name: "wastewater_methane",
      organics: "BOD",
      wastewater: of("1", "m3"),
      inflow: of("1", "kg"),
      ...mcf,
      sludge: of("2", "kg"),
    },
    ["amount_exceeds /sludge/quantity"],
  ],
  [
    "dirtier out than in",
    {
      name: "wastewater_methane",
      organics: "BOD",
      wastewater: of("1", "m3"),
      inflow: of("1", "kg"),
      outflow: of("1.5", "kg"),
      ...mcf,
    },
    ["amount_exceeds /outflow/quantity"],
  ],
  [
    "sewage: 1000 people × 60 g × 365 × 1.25 × 0.6 × 0.5",
    {
      name: "wastewater_methane_by_people",
      people: "1000",
      days: "365",
      bodPerPersonDay: of("60", "g"),
      industrial: from("1.25"),
      capacity: from("0.6"),
      correction: from("0.5"),
    },
    "8212.5 kg",
  ],
  [
    "effluent: 1000 m³ × 40 g − 5 kg",
    {
      name: "wastewater_nitrogen",
      wastewater: of("1000", "m3"),
      nitrogen: of("40", "g"),
      sludgeNitrogen: of("5", "kg"),
    },
    "35 kg",
  ],
  [
    "protein: 1000 × 36.5 kg × 73/365 × 0.16 × 1.1 × 1.25",
    {
      name: "wastewater_nitrogen_by_protein",
      people: "1000",
      proteinPerPersonYear: of("36.5", "kg"),
      partOfYear: "73/365",
      nitrogenInProtein: from("0.16"),
      notConsumed: from("1.1"),
      industrial: from("1.25"),
    },
    "1606 kg",
  ],
  [
    "landfill: 1000 t × 0.15 × 0.6 × 1 × 0.5 × 16/12 × (1 − 0.2) × (1 − 0.1)",
    {
      name: "landfill_methane",
      waste: of("1000", "t"),
      degradableCarbon: from("0.15"),
      decomposing: from("0.6"),
      correction: from("1"),
      methaneShare: from("0.5"),
      recovered: from("0.2"),
      oxidised: from("0.1"),
    },
    "43200 kg",
  ],
  // Decomposed: 1000 t × 0.06 × 0.25 × 0.75² in the third year, 2000 t × 0.06 × 0.25 in the first, none of this year's.
  ["decay: ((8437.5 + 30000) × 0.5 × 16/12 − 625) × (1 − 0.1)", decay("2025", "625"), "22500 kg"],
  ["decay: a deposit of next year", decay("2026", "625"), ["amount_exceeds /deposits/2/year"]],
  ["decay: a mistyped year", decay("1825", "625"), ["amount_exceeds /deposits/2/year"]],
  ["decay: more recovered than made", decay("2025", "25625.001"), ["amount_exceeds /recovered/quantity"]],
  ...(["fossil", "biogenic"] as const).map((part): [string, ActivityMethod, string] => [
    `burnt waste, ${part}: 10 t × 0.9 × 0.5 × part × 1`,
    {
      name: "waste_incineration",
      part,
      wastes: [
        {
          amount: of("10", "t"),
          dryMatter: from("0.9"),
          carbonShare: from("0.5"),
          fossilShare: from("0.2"),
          oxidised: from("1"),
        },
      ],
    },
    part === "fossil" ? "900 kg" : "3600 kg",
  ]),
];

describe("operations, calculated manually", () => {
  test.each(cases)("%s", (_, method, expected) => {
    expect(tellDerivation(method)).toEqual(expected);
    const derived = deriveMethod(method);
    if (derived.ok) for (const { name } of derived.steps) expect(methodOf(method.name).steps).toContain(name);
  });
});
