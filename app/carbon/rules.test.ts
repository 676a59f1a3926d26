import { describe, expect, test } from "vitest";
import { calculateLine } from "./calculation-trace.ts";
import { runInventory } from "./inventory.ts";
import type { DocumentActivity, DocumentFactor, InventoryDocument } from "./inventory-document.ts";
import { validateDocument } from "./validate-document.ts";

const period = { start: "2025-01-01", end: "2025-12-31" };
const source = { title: "Sample" };
const factors: DocumentFactor[] = [
  { kind: "emission", id: "net", version: "1", unit: "GJ", heatBasis: "net", gases: { CO2: "74" }, source },
  { kind: "emission", id: "gross", version: "1", unit: "GJ", heatBasis: "gross", gases: { CO2: "70" }, source },
  { kind: "emission", id: "grid", version: "1", unit: "kWh", gases: { CO2: "0.5" }, source },
  { kind: "emission", id: "green", version: "1", unit: "MWh", gases: { CO2: "10" }, source },
  {
    kind: "emission",
    id: "old",
    version: "1",
    unit: "kWh",
    co2e: "0.9",
    co2eGwpSet: "AR4",
    validTo: "2024-12-31",
    source,
  },
  { kind: "grid_residual", id: "mix", version: "1", unit: "MWh", gases: { CO2: "800" }, source },
  { kind: "grid_residual", id: "mix-kg", version: "1", unit: "kg", gases: { CO2: "1" }, source },
  { kind: "emission", id: "per-t", version: "1", unit: "t", gases: { CO2: "3000" }, biogenicCo2: "9", source },
  { kind: "emission", id: "per-nm3", version: "1", unit: "Nm3", gases: { CO2: "2" }, source },
  {
    kind: "property",
    id: "ncv",
    version: "1",
    property: "heating_value",
    heatBasis: "net",
    from: "t",
    to: "GJ",
    value: "40",
    source,
  },
  {
    kind: "property",
    id: "gcv",
    version: "1",
    property: "heating_value",
    heatBasis: "gross",
    from: "m3",
    to: "GJ",
    value: "0.04",
    source,
  },
  { kind: "property", id: "losses", version: "1", property: "losses", from: "kWh", to: "kWh", value: "1.1", source },
  { kind: "property", id: "use", version: "1", property: "consumption", from: "km", to: "kWh", value: "0.2", source },
  {
    kind: "property",
    id: "state",
    version: "1",
    property: "gas_state",
    from: "Sm3",
    to: "Nm3",
    value: "273.15/288.15",
    source,
  },
];
const gwp = { set: "AR6", values: { CO2: "1" } };
const documentOf = (...activities: DocumentActivity[]): InventoryDocument => ({
  schema: "truetonne/inventory-document/v1",
  organization: { name: { en: "Sample" }, consolidationApproach: "operational_control" },
  period,
  gwp,
  factors,
  activities,
});
const fuel = (extra: Partial<DocumentActivity>): DocumentActivity => ({
  id: "a",
  facility: "f",
  scope: 1,
  category: "stationary_combustion",
  period,
  quantity: "10",
  unit: "t",
  factor: "per-t@1",
  ...extra,
});
const power = (extra: Partial<DocumentActivity>): DocumentActivity =>
  fuel({ scope: 2, category: "purchased_electricity", quantity: "1000", unit: "kWh", factor: "grid@1", ...extra });
const rec = (quantity: string, unit = "kWh", factor = "green@1") => ({ type: "rec", quantity, unit, factor });

function run(...activities: DocumentActivity[]) {
  const document = documentOf(...activities);
  expect(validateDocument(document)).toEqual({ ok: true, document });
  return runInventory(document);
}

describe("unit paths", () => {
  test.each<[string, Partial<DocumentActivity>, string]>([
    ["direct", { quantity: "1500", unit: "kg" }, "1.5"],
    ["a property forward", { via: ["ncv@1"], factor: "net@1" }, "400"],
    ["a property backward", { quantity: "400", unit: "GJ", via: ["ncv@1"] }, "10"],
    ["a property backward, from a converted unit", { quantity: "1000", unit: "MWh", via: ["ncv@1"] }, "90"],
    [
      "between two units of one dimension, from → to",
      { quantity: "100", unit: "kWh", via: ["losses@1"], factor: "grid@1" },
      "110",
    ],
    ["two properties", { quantity: "100", unit: "km", via: ["use@1", "losses@1"], factor: "grid@1" }, "22"],
    [
      "gas states by an exact ratio",
      { quantity: "288.15", unit: "Sm3", via: ["state@1"], factor: "per-nm3@1" },
      "273.15",
    ],
    ["entered energy takes the factor's basis", { quantity: "3.6", unit: "GJ", factor: "gross@1" }, "3.6"],
    ["an entered basis that fits", { quantity: "1", unit: "MWh", heatBasis: "gross", factor: "gross@1" }, "3.6"],
  ])("%s", (_, extra, factorQuantity) => {
    const results = run(fuel(extra));
    expect(results.issues).toEqual([]);
    expect(results.lines[0]!.factorQuantity).toBe(factorQuantity);
  });

  test.each<[string, Partial<DocumentActivity>, string, string]>([
    ["mass to energy without a property", { factor: "net@1" }, "unit_mismatch", "/activities/0/unit"],
    [
      "a property that does not fit",
      { unit: "km", via: ["ncv@1"], factor: "net@1" },
      "unit_mismatch",
      "/activities/0/via/0",
    ],
    [
      "cubic metres are not normal cubic metres",
      { unit: "m3", factor: "per-nm3@1" },
      "unit_mismatch",
      "/activities/0/unit",
    ],
    [
      "net property, gross factor",
      { via: ["ncv@1"], factor: "gross@1" },
      "heat_basis_mismatch",
      "/activities/0/factor",
    ],
    [
      "gross property, net factor",
      { unit: "m3", via: ["gcv@1"], factor: "net@1" },
      "heat_basis_mismatch",
      "/activities/0/factor",
    ],
    [
      "a fuel's heat and a factor of electricity",
      { via: ["ncv@1"], factor: "grid@1" },
      "heat_basis_mismatch",
      "/activities/0/factor",
    ],
    [
      "electricity and a factor of a fuel's heat",
      { unit: "km", via: ["use@1"], factor: "net@1" },
      "heat_basis_mismatch",
      "/activities/0/factor",
    ],
    [
      "gross and net in one chain",
      { unit: "m3", via: ["gcv@1", "ncv@1"] },
      "heat_basis_mismatch",
      "/activities/0/via/1",
    ],
    [
      "a gross bill and a net heating value",
      { unit: "GJ", heatBasis: "gross", via: ["ncv@1"] },
      "heat_basis_mismatch",
      "/activities/0/via/0",
    ],
  ])("%s is an issue", (_, extra, code, pointer) => {
    const results = run(fuel(extra));
    expect(results.issues).toEqual([expect.objectContaining({ code, pointer, activity: "a" })]);
    expect(results.lines).toEqual([]);
    expect(results).not.toHaveProperty("totals");
  });
});

describe("market-based scope 2", () => {
  test.each<[string, Partial<DocumentActivity>, string, string[]]>([
    ["no market: all of it is the rest", {}, "500", ["market_based_grid_average"]],
    ["an empty market", { market: { instruments: [], residualFactor: null } }, "500", ["market_based_grid_average"]],
    ["all residual", { market: { instruments: [], residualFactor: "mix@1" } }, "800", []],
    ["part covered, residual", { market: { instruments: [rec("0.4", "MWh")], residualFactor: "mix@1" } }, "484", []],
    [
      "part covered, grid",
      { market: { instruments: [rec("100"), rec("1.44", "GJ")], residualFactor: null } },
      "255",
      ["market_based_grid_average"],
    ],
    [
      "all covered: nothing is left to disclose",
      { market: { instruments: [rec("1000")], residualFactor: null } },
      "10",
      [],
    ],
    [
      "the share applies to instruments too",
      { share: "0.5", market: { instruments: [rec("1000")], residualFactor: null } },
      "5",
      [],
    ],
    ["nothing bought", { quantity: "0" }, "0", []],
    [
      "a correction",
      { quantity: "-100", entry: { kind: "correction", reason: "r" } },
      "-50",
      ["market_based_grid_average"],
    ],
    [
      "losses before the factor scale the certificates",
      { via: ["losses@1"], market: { instruments: [rec("1000")], residualFactor: null } },
      "10",
      [],
    ],
  ])("%s", (_, extra, marketBased, codes) => {
    const results = run(power(extra));
    expect(results.issues).toEqual([]);
    expect(results.lines[0]!.co2eKgMarketBased).toBe(marketBased);
    expect(results.totals!.scope2.marketBased).toBe(marketBased);
    expect(results.disclosures.map(({ code }) => code)).toEqual(codes);
  });

  test.each<[string, Partial<DocumentActivity>, string, string]>([
    [
      "more than was used",
      { market: { instruments: [rec("600"), rec("400.000000000001")], residualFactor: null } },
      "instrument_exceeds_consumption",
      "/activities/0/market/instruments",
    ],
    [
      "certificates for nothing",
      { quantity: "0", market: { instruments: [rec("1")], residualFactor: null } },
      "instrument_exceeds_consumption",
      "/activities/0/market/instruments",
    ],
    [
      "an instrument in kilograms",
      { market: { instruments: [rec("1", "kg")], residualFactor: null } },
      "unit_mismatch",
      "/activities/0/market/instruments/0/unit",
    ],
    [
      "an instrument's factor per tonne",
      { market: { instruments: [rec("1", "kWh", "per-t@1")], residualFactor: null } },
      "unit_mismatch",
      "/activities/0/market/instruments/0/unit",
    ],
    [
      "a residual factor per kilogram",
      { market: { instruments: [], residualFactor: "mix-kg@1" } },
      "unit_mismatch",
      "/activities/0/market/residualFactor",
    ],
    [
      "an instrument's factor of another year",
      { market: { instruments: [rec("1", "kWh", "old@1")], residualFactor: null } },
      "factor_not_valid",
      "/activities/0/market/instruments/0/factor",
    ],
  ])("%s is an issue", (_, extra, code, pointer) => {
    expect(run(power(extra)).issues).toEqual([expect.objectContaining({ code, pointer })]);
  });

  test("location-based totals never feel a contract", () => {
    const totals = run(power({ market: { instruments: [rec("1000")], residualFactor: null } }), fuel({ id: "b" }))
      .totals!;
    expect(totals).toMatchObject({
      co2eKg: "30500",
      co2eKgMarketBased: "30010",
      byScope: { 1: "30000", 2: "500", 3: "0" },
    });
  });
});

describe("validity, entries and disclosures", () => {
  test("an accepted factor out of its validity is disclosed with its reason, and so is its GWP set", () => {
    const accepted = [{ code: "factor_not_valid", reason: "No newer edition." }];
    const results = run(power({ factor: "old@1", accepted }));
    expect(results.disclosures).toEqual([
      {
        code: "factor_not_valid",
        activity: "a",
        detail: { factor: "old@1", validFrom: "", validTo: "2024-12-31", reason: "No newer edition." },
      },
      { code: "gwp_set_mismatch", activity: "a", detail: { factor: "old@1", gwpSet: "AR4", documentGwpSet: "AR6" } },
      { code: "market_based_grid_average", activity: "a" },
    ]);
    expect(results.totals!.byGasCo2eKg).toEqual({ unsplit: "900" });
    expect(results.totals!.byGasKg).toEqual({});
  });

  test("accepting what did not happen says nothing; accepting another code accepts nothing", () => {
    expect(run(fuel({ accepted: [{ code: "factor_not_valid", reason: "r" }] })).disclosures).toEqual([]);
    expect(run(fuel({ factor: "net@1", accepted: [{ code: "unit_mismatch", reason: "r" }] })).issues).toHaveLength(1);
  });

  test("a factor for a wider region is said", () => {
    const accepted = [{ code: "factor_other_region", reason: "Policy" }];
    expect(run(fuel({ accepted })).disclosures).toEqual([
      { code: "factor_other_region", activity: "a", detail: { factor: "per-t@1", region: "", reason: "Policy" } },
    ]);
  });

  test("a correction counts everywhere, a credit only in its own total", () => {
    const correction = fuel({ id: "b", quantity: "-1", entry: { kind: "correction", reason: "r" } });
    const credit = fuel({
      id: "c",
      quantity: "-2",
      entry: { kind: "credit", reason: "r" },
      uncertainty: { activity: "1", factor: "1" },
    });
    const results = run(fuel({}), correction, credit);
    expect(results.lines.map(({ co2eKg }) => co2eKg)).toEqual(["30000", "-3000", "-6000"]);
    expect(results.totals).toMatchObject({
      co2eKg: "27000",
      creditsCo2eKg: "-6000",
      biogenicCo2Kg: "81",
      byScope: { 1: "27000" },
      byGasKg: { CO2: "27000" },
      byCategory: { stationary_combustion: "27000" },
      byFacility: { f: "27000" },
      uncertaintyPercent: null,
    });
  });

  test("minus zero is zero", () => {
    expect(run(fuel({ quantity: "-0" })).totals!.co2eKg).toBe("0");
  });

  test("the share scales gases, CO2e and biogenic CO2, not the factor quantity", () => {
    expect(run(fuel({ share: "1/3" })).lines[0]).toMatchObject({
      factorQuantity: "10",
      gasesKg: { CO2: "10000" },
      co2eKg: "10000",
      biogenicCo2Kg: "30",
    });
  });

  test("names that objects inherit are ordinary names", () => {
    const results = run(fuel({ facility: "__proto__" }), fuel({ id: "constructor", facility: "toString" }));
    expect(Object.entries(results.totals!.byFacility)).toEqual([
      ["__proto__", "30000"],
      ["toString", "30000"],
    ]);
  });
});

describe("uncertainty", () => {
  const stated = (activity: string, factor: string) => ({ uncertainty: { activity, factor } });
  test.each<[string, DocumentActivity[], (string | null)[], string | null]>([
    ["3 and 4 make 5", [fuel(stated("3", "4"))], ["5"], "5"],
    [
      "two equal lines: 5 ÷ √2",
      [fuel(stated("3", "4")), fuel({ id: "b", ...stated("3", "4") })],
      ["5", "5"],
      "3.535533905932737622004221810524245196424",
    ],
    [
      "30 t ± 4 % and 40 t ± 3 % make 70 t ± √28800 ÷ 70 %",
      [fuel({ quantity: "30", ...stated("4", "0") }), fuel({ id: "b", quantity: "40", ...stated("3", "0") })],
      ["4", "3"],
      "2.424366106925305797945752098645196706119",
    ],
    ["one line states none", [fuel(stated("3", "4")), fuel({ id: "b" })], ["5", null], null],
    [
      "a total of zero whose parts are not",
      [
        fuel(stated("3", "4")),
        fuel({ id: "b", quantity: "-10", entry: { kind: "correction", reason: "r" }, ...stated("3", "4") }),
      ],
      ["5", "5"],
      null,
    ],
    ["nothing at all", [], [], "0"],
  ])("%s", (_, activities, lines, total) => {
    const results = run(...activities);
    expect(results.lines.map(({ uncertaintyPercent }) => uncertaintyPercent)).toEqual(lines);
    expect(results.totals!.uncertaintyPercent).toBe(total);
  });
});

describe("calculateLine", () => {
  test("says how the number came about", () => {
    const activity = fuel({ quantity: "500", unit: "kg", via: ["ncv@1"], factor: "net@1", share: "1/3" });
    const result = calculateLine(documentOf(), activity);
    expect(result).toMatchObject({ ok: true, line: { co2eKg: `493.${"3".repeat(37)}` } });
    expect(result.ok && result.trace.steps).toEqual([
      { kind: "entered", quantity: "500", unit: "kg" },
      { kind: "conversion", from: "kg", to: "t", ratio: "0.001", result: "0.5" },
      {
        kind: "property",
        factor: "ncv@1",
        property: "heating_value",
        direction: "forward",
        value: "40",
        from: "t",
        to: "GJ",
        result: "20",
      },
      { kind: "factor", factor: "net@1", unit: "GJ", quantity: "20" },
      { kind: "share", share: "1/3" },
      {
        kind: "gas",
        gas: "CO2",
        kgPerUnit: "74",
        kg: `493.${"3".repeat(37)}`,
        gwp: "1",
        co2eKg: `493.${"3".repeat(37)}`,
      },
      { kind: "total", co2eKg: `493.${"3".repeat(37)}` },
    ]);
  });

  test("gives faults and issues of the row, with pointers into the row", () => {
    expect(calculateLine(documentOf(), fuel({ quantity: "1,5" }))).toMatchObject({
      ok: false,
      faults: [{ code: "number_grammar", pointer: "/quantity" }],
    });
    expect(calculateLine(documentOf(), fuel({ unit: "L" }))).toMatchObject({
      ok: false,
      issues: [{ code: "unit_mismatch", pointer: "/unit" }],
    });
  });

  test("is the line of the whole run", () => {
    const activity = power({ market: { instruments: [rec("400")], residualFactor: "mix@1" } });
    const row = calculateLine(documentOf(), activity);
    expect(row.ok && row.line).toEqual(run(activity).lines[0]);
    expect(row.ok && row.trace.steps.filter(({ kind }) => kind === "market")).toEqual([
      { kind: "market", part: "instrument", factor: "green@1", quantity: "0.4", unit: "MWh", co2eKg: "4" },
      { kind: "market", part: "residual", factor: "mix@1", quantity: "0.6", unit: "MWh", co2eKg: "480" },
    ]);
  });
});

test("a document that was not validated is refused, never read as zero", () => {
  expect(() => runInventory(documentOf(fuel({ quantity: "" })))).toThrow(/number_grammar/);
  expect(() => runInventory(documentOf(fuel({ factor: "none@1" })))).toThrow(/reference_unknown/);
});

test.each([null, [], "text", 5, undefined, {}])("%j is not a document", (value) => {
  const validation = validateDocument(value);
  expect(validation.ok).toBe(false);
});
