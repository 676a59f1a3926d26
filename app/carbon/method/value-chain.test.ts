import { describe, expect, test } from "vitest";
import { DocumentReader } from "#app/carbon/document/document-reader.ts";
import type { ActivityMethod, EmissionFactor } from "#app/carbon/document/inventory-document.ts";
import { toFractionText } from "#app/number/ratio.ts";
import { methodOf } from "./methods.ts";

const of = (quantity: string, unit: string) => ({ quantity, unit });
const from = (value: string, source = "a published table") => ({ value, source });
const factor = (traits: Partial<EmissionFactor> = {}): EmissionFactor => ({
  kind: "emission",
  id: "x",
  version: "1",
  unit: "kg",
  gases: { CO2: "1" },
  ...traits,
});

function derive(method: ActivityMethod, traits: Partial<EmissionFactor> = {}) {
  const reader = new DocumentReader();
  const found = methodOf(method.name);
  found.validate(reader, method, "");
  expect(reader.faults).toEqual([]);
  const derived = found.derive(method, factor(traits));
  if (!derived.ok) return derived.problems.map(({ code, pointer }) => `${code} ${pointer}`);
  for (const { name } of derived.steps) expect(found.steps).toContain(name);
  return `${toFractionText(derived.quantity)} ${derived.unit}`;
}

const producer2022 = { priceBasis: "producer", priceYear: "2022" } as const;
const mix = (treatment: string, burnt: string, landfill: string) => ({
  mix: [
    { treatment: "burnt", share: burnt },
    { treatment: "landfill", share: landfill },
  ],
  mixSource: "the city's statistics",
  treatment,
});
const commuters = [{ employees: "10", days: "220", tripsPerDay: "2", distance: of("12.5", "km") }];
const loan = {
  assetClass: "business_loans_and_unlisted_equity",
  denominator: "total_equity_and_debt",
  outstanding: of("3", "CNY"),
  value: of("9", "CNY"),
  dataQualityScore: "2",
};

/** Expected values were calculated manually from the formula of the method's source. */
const cases: [what: string, method: ActivityMethod, traits: Partial<EmissionFactor>, expected: string | string[]][] = [
  [
    "spend is deflated, then brought to producer prices, then converted: 113000 ÷ 1.13 × (1 − 0.2) ÷ 7.2",
    {
      name: "spend_based",
      spend: of("113000", "CNY"),
      priceBasis: "purchaser",
      priceYear: "2025",
      deflator: from("1.13"),
      deflatedTo: "2022",
      margin: from("0.2"),
      exchangeRate: from("1/7.2"),
      exchangedTo: "USD",
    },
    producer2022,
    "100000/9 USD",
  ],
  [
    "spend in the factor's own prices stays as it is",
    { name: "spend_based", spend: of("12.5", "USD"), priceBasis: "purchaser", priceYear: "2022" },
    { priceBasis: "purchaser", priceYear: "2022" },
    "12.5 USD",
  ],
  [
    "spend of another year and basis is refused, not adjusted silently",
    { name: "spend_based", spend: of("12.5", "USD"), priceBasis: "purchaser", priceYear: "2024" },
    producer2022,
    ["price_basis_mismatch /priceBasis", "price_year_mismatch /priceYear"],
  ],
  [
    "a factor that does not say its prices meets no spend",
    { name: "spend_based", spend: of("12.5", "USD"), priceBasis: "producer", priceYear: "2022" },
    {},
    ["price_basis_mismatch /priceBasis", "price_year_mismatch /priceYear"],
  ],
  [
    "an exchange rate without its currency",
    { name: "spend_based", spend: of("1", "USD"), priceBasis: "producer", priceYear: "2022", exchangeRate: from("7") },
    producer2022,
    ["input_missing /exchangedTo"],
  ],
  [
    "a third of a carrier's diesel, by tonne-kilometres",
    {
      name: "allocated",
      total: of("1000", "L"),
      key: "mass_distance",
      part: of("1", "t.km"),
      whole: of("3", "t.km"),
    },
    {},
    "1000/3 L",
  ],
  [
    "a part and a whole in two units of one dimension: 500 kg of 2 t",
    { name: "allocated", total: of("8", "MWh"), key: "mass", part: of("500", "kg"), whole: of("2", "t") },
    {},
    "2 MWh",
  ],
  [
    "a part above its whole",
    { name: "allocated", total: of("8", "MWh"), key: "mass", part: of("3", "t"), whole: of("2", "t") },
    {},
    ["amount_exceeds /part/quantity"],
  ],
  [
    "a part and a whole that measure different things",
    { name: "allocated", total: of("8", "MWh"), key: "mass", part: of("3", "m3"), whole: of("2", "t") },
    {},
    ["unit_mismatch /part/unit"],
  ],
  [
    "nothing to allocate by",
    { name: "allocated", total: of("8", "MWh"), key: "mass", part: of("0", "t"), whole: of("0", "t") },
    {},
    ["allocation_base_zero /whole/quantity"],
  ],
  [
    "a supplier's year, by value",
    { name: "supplier_allocated", key: "economic_value", part: of("2", "EUR"), whole: of("7", "EUR") },
    {},
    "2/7 company_year",
  ],
  [
    "forty shops of which eight were metered",
    {
      name: "extrapolated",
      total: of("100.5", "MWh"),
      sampled: "8",
      population: "40",
      sampling: "every fifth of the list",
    },
    {},
    "502.5 MWh",
  ],
  [
    "losses of delivered energy multiply",
    { name: "grid_loss", delivered: of("1000", "kWh"), lossRate: from("0.05"), rateOf: "delivered" },
    {},
    "50 kWh",
  ],
  [
    "losses of generated energy divide by what arrives: 1000 × 0.05 ÷ 0.95",
    { name: "grid_loss", delivered: of("1000", "kWh"), lossRate: from("0.05"), rateOf: "generated" },
    {},
    "1000/19 kWh",
  ],
  [
    "a grid that loses everything",
    { name: "grid_loss", delivered: of("1000", "kWh"), lossRate: from("1"), rateOf: "generated" },
    {},
    ["allocation_base_zero /lossRate/value"],
  ],
  [
    "two shipments: 2 t × 100 km + 500 kg × 40 mi",
    {
      name: "freight_by_mass",
      shipments: [
        { mass: of("2", "t"), distance: of("100", "km") },
        { mass: of("500", "kg"), distance: of("40", "mi") },
      ],
    },
    {},
    "232.18688 t.km",
  ],
  [
    "a distance corrected on a factor that excludes it",
    {
      name: "freight_by_mass",
      shipments: [{ mass: of("2", "t"), distance: of("100", "km") }],
      distanceMultiplier: from("1.05"),
    },
    { distanceCorrection: "excluded" },
    "210 t.km",
  ],
  [
    "a distance corrected twice",
    {
      name: "freight_by_mass",
      shipments: [{ mass: of("2", "t"), distance: of("100", "km") }],
      distanceMultiplier: from("1.05"),
    },
    { distanceCorrection: "included" },
    ["distance_correction_twice /distanceMultiplier"],
  ],
  [
    "a multiplier and an addition at once",
    {
      name: "freight_by_container",
      shipments: [{ teu: "2", distance: of("100", "km") }],
      distanceMultiplier: from("1.05"),
      distanceAddition: of("95", "km"),
    },
    { distanceCorrection: "excluded" },
    ["distance_correction_twice /distanceMultiplier"],
  ],
  [
    "containers with 95 km added to each great circle",
    {
      name: "freight_by_container",
      shipments: [{ teu: "2", distance: of("905", "km") }],
      distanceAddition: of("95", "km"),
    },
    { distanceCorrection: "excluded" },
    "2000 TEU.km",
  ],
  [
    "flights with an uplift on a factor that excludes it",
    {
      name: "travel_by_distance",
      trips: [{ passengers: "3", journeys: "2", distance: of("1000", "km") }],
      radiativeForcing: from("1.9"),
    },
    { radiativeForcing: "excluded" },
    "11400 p.km",
  ],
  [
    "an uplift on a factor that does not say",
    {
      name: "travel_by_distance",
      trips: [{ passengers: "3", journeys: "2", distance: of("1000", "km") }],
      radiativeForcing: from("1.9"),
    },
    {},
    ["radiative_forcing_twice /radiativeForcing"],
  ],
  [
    "hotel stays",
    {
      name: "hotel_stay",
      per: "room_night",
      stays: [
        { count: "2", nights: "3" },
        { count: "1", nights: "4" },
      ],
    },
    {},
    "10 room_night",
  ],
  ["commuters: 10 × 220 × 2 × 12.5", { name: "commuting_by_passenger", commuters }, {}, "55000 p.km"],
  [
    "40 answers of 100 employees",
    { name: "commuting_by_passenger", commuters, surveyed: "40", employees: "100" },
    {},
    "137500 p.km",
  ],
  [
    "more answers than employees",
    { name: "commuting_by_passenger", commuters, surveyed: "400", employees: "100" },
    {},
    ["amount_exceeds /surveyed"],
  ],
  [
    "answers without the number of employees",
    { name: "commuting_by_passenger", commuters, surveyed: "40" },
    {},
    ["input_missing /employees"],
  ],
  [
    "a survey without answers",
    { name: "commuting_by_passenger", commuters, surveyed: "0", employees: "100" },
    {},
    ["allocation_base_zero /surveyed"],
  ],
  ["shared cars", { name: "commuting_by_vehicle", commuters, occupancy: from("1.5") }, {}, "110000/3 km"],
  [
    "average commuters",
    { name: "commuting_by_average", groups: [{ employees: "7", days: "230" }] },
    {},
    "1610 person_day",
  ],
  [
    "work from home",
    { name: "homeworking", groups: [{ employees: "7", days: "100", hoursPerDay: "7.5" }] },
    {},
    "5250 person_hour",
  ],
  [
    "a tenth of the waste is burnt",
    { name: "waste_by_treatment", total: of("12", "t"), ...mix("burnt", "0.1", "0.9") },
    {},
    "1.2 t",
  ],
  [
    "a mix in which a tenth of the waste is lost",
    { name: "waste_by_treatment", total: of("12", "t"), ...mix("burnt", "0.1", "0.8") },
    {},
    ["shares_not_whole /mix"],
  ],
  [
    "a treatment that the mix does not name",
    { name: "waste_by_treatment", total: of("12", "t"), ...mix("composted", "0.1", "0.9") },
    {},
    ["input_missing /mix"],
  ],
  [
    "1000 products of 250 g, of which 90 % remain and 30 % go to landfill",
    {
      name: "end_of_life_by_treatment",
      sold: of("1000", "piece"),
      massEach: of("250", "g"),
      remaining: "0.9",
      ...mix("landfill", "0.7", "0.3"),
    },
    {},
    "67500 g",
  ],
  [
    "a tenant with 300 of 1500 m² that are let to 80 %",
    {
      name: "leased_floor_area",
      buildingUse: of("600", "MWh"),
      leasedArea: of("300", "m2"),
      lettableArea: of("1500", "m2"),
      occupancy: "0.8",
    },
    {},
    "150 MWh",
  ],
  [
    "a tenant with more than is let",
    {
      name: "leased_floor_area",
      buildingUse: of("600", "MWh"),
      leasedArea: of("1300", "m2"),
      lettableArea: of("1500", "m2"),
      occupancy: "0.8",
    },
    {},
    ["amount_exceeds /leasedArea/quantity"],
  ],
  [
    "an area leased for 73 of 365 days",
    { name: "leased_area_by_average", area: of("500", "m2"), occupied: "1", days: "73", daysOfYear: "365" },
    {},
    "100 m2",
  ],
  [
    "1000 lamps of 9 W for 15000 h, and 10 machines in another unit of energy",
    {
      name: "use_of_sold_products",
      products: [
        { sold: "1000", lifetimeUses: from("15000"), usePerUse: of("9", "Wh") },
        { sold: "10", lifetimeUses: from("100"), usePerUse: of("1", "MJ") },
      ],
    },
    {},
    "1217500000/9 Wh",
  ],
  [
    "litres do not add to energy",
    {
      name: "use_of_sold_products",
      products: [
        { sold: "1", lifetimeUses: from("1"), usePerUse: of("9", "Wh") },
        { sold: "1", lifetimeUses: from("1"), usePerUse: of("9", "L") },
      ],
    },
    {},
    ["unit_mismatch /products/1/usePerUse/unit"],
  ],
  [
    "refrigerators that lose what is not recovered",
    { name: "gas_of_sold_products", sold: "1000", gasEach: of("60", "g"), recovered: from("0.7") },
    {},
    "18000 g",
  ],
  [
    "an intermediate product that others melt",
    {
      name: "processing_of_sold_products",
      sold: of("50000", "kg"),
      usePerTonne: of("400", "kWh"),
      share: "0.5",
    },
    {},
    "10000 kWh",
  ],
  ["a third of a company", { name: "financed_share", ...loan }, {}, "1/3 company_year"],
  [
    "more outstanding than the company is worth",
    { name: "financed_share", ...loan, outstanding: of("10", "CNY") },
    {},
    ["amount_exceeds /outstanding/quantity"],
  ],
  [
    "two currencies do not divide",
    { name: "financed_share", ...loan, outstanding: of("1", "USD") },
    {},
    ["unit_mismatch /outstanding/unit"],
  ],
  [
    "a third of a company's revenue",
    { name: "financed_revenue", ...loan, dataQualityScore: "4", revenue: of("600", "CNY") },
    {},
    "200 CNY",
  ],
  ["a third of a building's power", { name: "financed_activity", ...loan, activity: of("90", "MWh") }, {}, "30 MWh"],
];

describe("the methods of the value chain", () => {
  test.each(cases)("%s", (_, method, traits, expected) => {
    expect(derive(method, traits)).toEqual(expected);
  });

  test("discloses the source of values published by others", () => {
    const method = {
      name: "grid_loss",
      delivered: of("1", "kWh"),
      lossRate: from("0.05", "EIA 2024"),
      rateOf: "delivered",
    };
    const derived = methodOf("grid_loss").derive(method, factor());
    expect(derived.ok && derived.disclosures).toEqual([
      { code: "stated_value", detail: { input: "lossRate", value: "0.05", source: "EIA 2024" } },
    ]);
  });
});
