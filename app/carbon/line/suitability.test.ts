import { describe, expect, test } from "vitest";
import type { DocumentActivity, EmissionFactor, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { documentOf, fuel, power } from "#app/carbon/document/sample-document.ts";
import { validateDocument } from "#app/carbon/document/validate-document.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";

type Place = NonNullable<InventoryDocument["facilities"]>[string];

/** A calculation of activities with the factor `own@1`, at one place. */
function run(factor: Partial<EmissionFactor>, place: Omit<Place, "name">, ...activities: DocumentActivity[]) {
  const document = documentOf(...activities);
  document.gwp = { set: "AR6", values: { CO2: "1", CH4: "27.9", CH4_fossil: "29.8", N2O: "273" } };
  document.facilities = { f: { name: { en: "Plant" }, ...place } };
  document.factors = [
    ...document.factors,
    {
      kind: "emission",
      id: "own",
      version: "1",
      unit: "kWh",
      gases: { CO2: "0.5", N2O: "0" },
      ...factor,
    } as EmissionFactor,
  ];
  expect(validateDocument(document)).toEqual({ ok: true, document });
  return { document, ...runInventory(document) };
}

const own = (extra: Partial<DocumentActivity> = {}) => power({ factor: "own@1", ...extra });
const SOLD = { scope: 3, unit: "kWh", quantity: "10" } as const;
const codes = (all: readonly { code: string }[]) => all.map(({ code }) => code);
const JIANGSU = { country: "CN", gridRegion: "CN-JS" };

describe("a grid factor", () => {
  test.each<[region: string | undefined, place: Omit<Place, "name">, isRefused: boolean]>([
    ["CN-JS", JIANGSU, false],
    ["CN-GRID-EAST", JIANGSU, false],
    ["CN", JIANGSU, false],
    ["CN-GD", JIANGSU, true],
    ["CN-GRID-SOUTH", JIANGSU, true],
    ["GB", JIANGSU, true],
    ["CN-JS", { country: "CN", gridRegion: "CN-GRID-EAST" }, false],
    ["CN-GD", { country: "CN", gridRegion: "CN-GRID-EAST" }, true],
    ["CN-GD", { country: "CN", gridRegion: "CN" }, false],
    ["CN-GD", { country: "CN" }, false],
    ["US-EGRID-RFCW", { country: "US", gridRegion: "US-EGRID-NEWE" }, true],
    ["GB", {}, false],
    ["EU", { country: "DE", gridRegion: "DE" }, false],
    ["Jiangsu", JIANGSU, false],
    [undefined, JIANGSU, false],
  ])("of %s at %j is refused: %s", (region, place, isRefused) => {
    const { issues } = run(region === undefined ? {} : { region }, place, own());
    expect(codes(issues)).toEqual(isRefused ? ["factor_other_grid"] : []);
  });

  test("of another country is a note where it is no grid of the facility", () => {
    const { issues, disclosures } = run(
      { region: "GB" },
      JIANGSU,
      own({ ...SOLD, category: "purchased_goods_services" }),
      own({ ...SOLD, id: "b", category: "purchased_goods_services", facility: "elsewhere" }),
    );
    expect(issues).toEqual([]);
    expect(disclosures).toEqual([
      { code: "factor_other_country", activity: "a", detail: { factor: "own@1", region: "GB", country: "CN" } },
    ]);
  });
});

test.each<[type: string, region: string | undefined, country: string, isRefused: boolean]>([
  ["green_electricity_certificate", undefined, "CN", false],
  ["green_electricity_certificate", undefined, "GB", true],
  ["guarantee_of_origin", undefined, "DE", false],
  ["guarantee_of_origin", undefined, "CN", true],
  ["guarantee_of_origin", "NO", "DE", false],
  ["guarantee_of_origin", "NO", "GB", true],
  ["rec", "US", "CA", false],
  ["rec", "US", "CN", true],
  ["power_purchase_agreement", undefined, "CN", false],
])("%s of %s at a meter in %s is refused: %s", (type, region, country, isRefused) => {
  const instruments = [{ type, quantity: "10", unit: "kWh", factor: "own@1" }];
  const activity = power({ market: { instruments, residualFactor: null } });
  const { issues } = run({ gases: { CO2: "0" }, ...(region ? { region } : {}) }, { country }, activity);
  expect(codes(issues)).toEqual(isRefused ? ["instrument_other_market"] : []);
});

test.each<[Partial<EmissionFactor>, isRefused: boolean]>([
  [{ gases: { CO2: "-0.1", N2O: "1" } }, true],
  [{ gases: { CO2: "0", N2O: "-0.000001" } }, true],
  [{ gases: { CO2: "0", N2O: "0" } }, false],
])("an instrument with %j is refused: %s", (factor, isRefused) => {
  const instruments = [{ type: "rec", quantity: "10", unit: "kWh", factor: "own@1" }];
  const { issues } = run(factor, {}, power({ market: { instruments, residualFactor: null } }));
  expect(codes(issues)).toEqual(isRefused ? ["instrument_factor_negative"] : []);
});

test.each<[NonNullable<EmissionFactor["boundary"]>, Partial<DocumentActivity>, isRefused: boolean]>([
  ["well_to_tank", { ...SOLD, category: "fuel_energy_related" }, false],
  ["well_to_tank", { ...SOLD, category: "upstream_transport" }, true],
  ["well_to_tank", { category: "purchased_electricity" }, true],
  ["well_to_wheel", { ...SOLD, category: "upstream_transport" }, false],
  ["well_to_wheel", { scope: 1, category: "mobile_combustion" }, true],
  ["life_cycle", { scope: 1, category: "stationary_combustion" }, true],
  ["tank_to_wheel", { scope: 1, category: "mobile_combustion" }, false],
])("a factor of %s in %j is refused: %s", (boundary, extra, isRefused) => {
  const { issues } = run({ boundary }, {}, own(extra));
  expect(codes(issues)).toEqual(isRefused ? ["boundary_unsuitable"] : []);
});

test.each<[Partial<EmissionFactor>, Partial<DocumentActivity>, string[]]>([
  [{ gases: { CO2: "1" } }, { scope: 1, category: "stationary_combustion" }, ["factor_co2_only"]],
  [{ gases: { CO2: "1" } }, { scope: 1, category: "process" }, []],
  [{ gases: { CO2: "1", CH4: "0" } }, { scope: 1, category: "stationary_combustion" }, []],
  [{ boundary: "life_cycle" }, {}, ["factor_life_cycle"]],
  [{ boundary: "life_cycle" }, { ...SOLD, category: "fuel_energy_related" }, []],
])("a factor with %j in %j is noted: %j", (factor, extra, noted) => {
  const { disclosures } = run(factor, {}, own(extra));
  expect(codes(disclosures).filter((code) => code !== "market_based_grid_average")).toEqual(noted);
});

test("a note of a residual mix that replaces nothing is not given", () => {
  const instruments = [{ type: "rec", quantity: "1000", unit: "kWh", factor: "own@1" }];
  const all = run({}, {}, own({ market: { instruments, residualFactor: "mix@1" } }));
  const part = run({}, {}, own({ market: { instruments: [], residualFactor: "mix@1" } }));
  expect(codes(all.disclosures)).toEqual([]);
  expect(part.disclosures).toEqual([{ code: "factor_co2_only", activity: "a", detail: { factor: "mix@1" } }]);
});

describe("a category with factors that include different things", () => {
  const flight = (id: string, factor: string) =>
    fuel({ ...SOLD, id, category: "business_travel", factor, quantity: "10", unit: "p.km" });
  const mixed = (...activities: DocumentActivity[]) => {
    const document = documentOf(...activities);
    const factor = (id: string, traits: Partial<EmissionFactor>) =>
      ({
        kind: "emission",
        id,
        version: "1",
        unit: "p.km",
        gases: { CO2: "1", N2O: "0" },
        ...traits,
      }) as EmissionFactor;
    document.gwp.values.N2O = "273";
    document.factors = [
      factor("with", { radiativeForcing: "included", boundary: "tank_to_wheel" }),
      factor("without", { radiativeForcing: "excluded", boundary: "tank_to_wheel" }),
      factor("rail", { boundary: "well_to_wheel" }),
    ];
    expect(validateDocument(document)).toEqual({ ok: true, document });
    return runInventory(document).disclosures.map(({ code, activity }) => `${code} ${activity}`);
  };

  test("is noted on each line that states one of them", () => {
    expect(mixed(flight("a", "with@1"), flight("b", "without@1"))).toEqual([
      "radiative_forcing_mixed a",
      "radiative_forcing_mixed b",
    ]);
    expect(mixed(flight("a", "with@1"), flight("b", "rail@1"))).toEqual(["boundary_mixed a", "boundary_mixed b"]);
    expect(mixed(flight("a", "with@1"), flight("b", "with@1"))).toEqual([]);
  });

  test("is not one where the categories differ", () => {
    const commuting = { ...flight("b", "without@1"), category: "employee_commuting" };
    expect(mixed(flight("a", "with@1"), commuting)).toEqual([]);
  });
});

describe("a document of an earlier engine", () => {
  test.each(["truetonne-carbon/1", "truetonne-carbon/2"])("%s is calculated as before, and named by it", (engine) => {
    const { document, ...now } = run({ region: "GB" }, JIANGSU, own());
    const before = runInventory({ ...document, results: { ...now, engine } });
    expect(before).toMatchObject({ engine, issues: [], totals: { co2eKg: "500" } });
    expect(codes(before.disclosures)).toEqual(["market_based_grid_average"]);
    expect(codes(now.issues)).toEqual(["factor_other_grid"]);
  });

  test("of another name is judged", () => {
    const { document, ...now } = run({ region: "GB" }, JIANGSU, own());
    expect(codes(runInventory({ ...document, results: { ...now, engine: "mine/9" } }).issues)).toEqual([
      "factor_other_grid",
    ]);
  });
});

describe("methane of combustion", () => {
  const burned = (values: Record<string, string>, activity: DocumentActivity, factor: Partial<EmissionFactor> = {}) => {
    const document = documentOf({ ...activity, factor: "own@1" });
    document.gwp = { set: "AR6", values: { CO2: "1", CH4: "27.9", CH4_fossil: "29.8", ...values } };
    document.factors = [
      {
        kind: "emission",
        id: "own",
        version: "1",
        unit: "t",
        gases: { CO2: "1", CH4_fossil: "1" },
        ...factor,
      } as EmissionFactor,
    ];
    return runInventory(document).totals?.byGasCo2eKg;
  };
  const listed = { CH4_combustion: "27.0" };

  test.each<[string, Record<string, string>, DocumentActivity, Partial<EmissionFactor>, Record<string, string>]>([
    ["in a boiler", listed, fuel({}), {}, { CO2: "10", CH4_combustion: "270" }],
    ["of no stated origin", listed, fuel({}), { gases: { CH4: "1" } }, { CH4_combustion: "270" }],
    ["of both origins", listed, fuel({}), { gases: { CH4: "1", CH4_fossil: "1" } }, { CH4_combustion: "540" }],
    ["in a power plant", listed, power({ unit: "t", quantity: "1" }), {}, { CO2: "1", CH4_combustion: "27" }],
    ["where it leaks", listed, fuel({ category: "fugitive" }), {}, { CO2: "10", CH4_fossil: "298" }],
    [
      "in a hired lorry",
      listed,
      fuel({ scope: 3, category: "upstream_transport" }),
      { boundary: "tank_to_wheel" },
      { CO2: "10", CH4_combustion: "270" },
    ],
    [
      "with the supply of the fuel",
      listed,
      fuel({ scope: 3, category: "upstream_transport" }),
      { boundary: "well_to_wheel" },
      { CO2: "10", CH4_fossil: "298" },
    ],
    ["in a document without its value", {}, fuel({}), {}, { CO2: "10", CH4_fossil: "298" }],
  ])("%s", (_, values, activity, factor, byGas) => {
    expect(burned(values, activity, factor)).toEqual(byGas);
  });
});
