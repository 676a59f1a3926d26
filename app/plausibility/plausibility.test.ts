import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysByMonth, lastDayOfMonth } from "#app/day/period.ts";
import {
  canCompareEnergy,
  findImplausible,
  type PlausibilityFacts,
  UNUSUAL_CHANGE,
  type Year,
} from "./plausibility.ts";

const PLANT = { id: "plant", name: { en: "Plant", zh: "工厂" }, country: "CN" };
const OFFICE = { id: "office", name: { en: "Office", zh: "办公室" }, country: "DE" };
const POWER = {
  id: "power",
  name: { en: "Electricity", zh: "电力" },
  category: "purchased_electricity",
  facilityId: "plant",
};
const COOLING = { id: "r32", name: { en: "R32", zh: "R32" }, category: "fugitive", facilityId: "plant" };

const NO_OUTPUT = { per: {}, quantity: "" };

/** A record of each month with the same quantity. */
function makeYear(year: number, quantity: string, output: Year["output"] = NO_OUTPUT, unit = "kWh"): Year {
  const period = { start: `${year}-01-01`, end: `${year}-12-31` };
  const sums = daysByMonth(period).map(({ month }) => ({
    sourceId: "power",
    period: { start: `${month}-01`, end: lastDayOfMonth(month) },
    quantity,
    unit,
  }));
  return { period, sums, output };
}

const QUIET: PlausibilityFacts = {
  year: makeYear(2025, "1000"),
  before: null,
  facilities: [PLANT],
  sources: [POWER],
  usual: null,
  isAnswered: () => false,
  withoutUpstream: 0,
  holdings: [],
};

const certificates = (facts: Partial<PlausibilityFacts["holdings"][number]>) => ({
  type: "green_electricity_certificate",
  country: "CN",
  unit: "MWh",
  quantity: "0",
  allocated: "0",
  allocatedNow: "0",
  ...facts,
});

const kindsOf = (facts: Partial<PlausibilityFacts>) => findImplausible({ ...QUIET, ...facts }).map(({ kind }) => kind);

describe("what a year may lack", () => {
  const usual = [
    { category: "stationary_combustion" as const, name: { en: "Natural gas", zh: "天然气" } },
    { category: "stationary_combustion" as const, name: { en: "Diesel", zh: "柴油" } },
    { category: "purchased_electricity" as const, name: { en: "Electricity", zh: "电力" } },
  ];

  it("is nothing where every facility has electricity and no trade is known", () => {
    expect(kindsOf({})).toEqual([]);
  });

  it("is a category of the trade that no facility has, once for all its usual sources", () => {
    expect(findImplausible({ ...QUIET, usual })).toEqual([
      { kind: "absent", category: "stationary_combustion", usual: [usual[0]!.name, usual[1]!.name] },
    ]);
  });

  it("is no category that a facility has, or that is answered for each facility", () => {
    const gas = { ...POWER, id: "gas", category: "stationary_combustion" };
    expect(kindsOf({ usual, sources: [POWER, gas] })).toEqual([]);
    expect(kindsOf({ usual, isAnswered: (category) => category === "stationary_combustion" })).toEqual([]);
    const both = { usual, facilities: [PLANT, OFFICE], sources: [POWER, { ...POWER, id: "p2", facilityId: "office" }] };
    expect(kindsOf({ ...both, isAnswered: (_, facility) => facility === "plant" })).toEqual(["absent"]);
  });

  it("is electricity at a facility without a meter or an answer", () => {
    expect(findImplausible({ ...QUIET, facilities: [PLANT, OFFICE] })).toEqual([
      { kind: "no_electricity", facility: OFFICE.name },
    ]);
    expect(kindsOf({ facilities: [PLANT, OFFICE], isAnswered: (_, facility) => facility === "office" })).toEqual([]);
  });

  it("is a loss of a refrigerant of which the year has no record", () => {
    const sources = [POWER, COOLING];
    expect(kindsOf({ sources })).toEqual(["no_losses"]);
    expect(kindsOf({ sources, isAnswered: (category) => category === "fugitive" })).toEqual([]);
    const refill = { sourceId: "r32", period: { start: "2025-06-03", end: "2025-06-03" }, quantity: "2", unit: "kg" };
    expect(kindsOf({ sources, year: { ...QUIET.year, sums: [...QUIET.year.sums, refill] } })).toEqual([]);
  });

  it("is the supply of fuels and energy", () => {
    expect(findImplausible({ ...QUIET, withoutUpstream: 3 })).toEqual([{ kind: "no_upstream", count: 3 }]);
  });
});

describe("electricity per unit of output", () => {
  const tonnes = (quantity: string) => ({ per: { en: "tonne of castings" }, quantity });

  it.each([
    ["a rise of a tenth", "1100", "100", "1000", "100", "10.0"],
    ["a fall of a tenth", "900", "100", "1000", "100", "-10.0"],
    ["twice the electricity for twice the output", "2000", "200", "1000", "100", null],
    ["the same electricity for half the output", "1000", "50", "1000", "100", "100.0"],
    ["a rise that is not unusual", "1099", "100", "1000", "100", null],
  ])("shows %s", (_, now, output, then, outputThen, change) => {
    const facts = {
      ...QUIET,
      year: makeYear(2025, now, tonnes(output)),
      before: makeYear(2024, then, tonnes(outputThen)),
    };
    expect(canCompareEnergy(facts)).toBe(true);
    expect(findImplausible(facts)).toEqual(
      change === null ? [] : [expect.objectContaining({ kind: "energy_per_output", change })],
    );
  });

  it.each([
    ["another name of the output", { before: makeYear(2024, "1", { per: { en: "piece" }, quantity: "100" }) }],
    ["no output in one year", { before: makeYear(2024, "1", { per: { en: "tonne of castings" }, quantity: "" }) }],
    ["no electricity last year", { before: { ...makeYear(2024, "1", tonnes("100")), sums: [] } }],
    [
      "a month without a record",
      { before: { ...makeYear(2024, "1", tonnes("100")), sums: makeYear(2024, "1").sums.slice(1) } },
    ],
    ["no year before", { before: null }],
    ["a unit that is no energy", { before: makeYear(2024, "1", tonnes("100"), "kg") }],
  ])("compares nothing with %s", (_, facts) => {
    const all = { ...QUIET, year: makeYear(2025, "1000", tonnes("100")), ...facts };
    expect(canCompareEnergy(all)).toBe(false);
    expect(findImplausible(all)).toEqual([]);
  });

  it("is a finding exactly from the limit on, in whatever unit a year is recorded", () => {
    const amount = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(amount, amount, (now, then) => {
        const year = makeYear(2025, String(now), tonnes("7"), "MWh");
        const before = makeYear(2024, `${then}000`, tonnes("7"));
        expect(findImplausible({ ...QUIET, year, before })).toHaveLength(
          Math.abs(now - then) * 100 >= then * UNUSUAL_CHANGE ? 1 : 0,
        );
      }),
    );
  });
});

describe("certificates", () => {
  it.each([
    ["none left", { quantity: "12", allocated: "12", allocatedNow: "12" }, null],
    ["less left than there is electricity", { quantity: "5" }, ["certificates_unused", "5", "12"]],
    ["more left than there is electricity", { quantity: "20" }, ["certificates_above_use", "20", "12"]],
    [
      "a part allocated to this year",
      { quantity: "20", allocated: "8", allocatedNow: "8" },
      ["certificates_above_use", "12", "4"],
    ],
    [
      "a part allocated to another year",
      { quantity: "20", allocated: "8", allocatedNow: "0" },
      ["certificates_unused", "12", "12"],
    ],
    ["gigajoules", { quantity: "36", unit: "GJ" }, ["certificates_unused", "10", "12"]],
  ] as const)("are weighed against the use of their market: %s", (_, holding, expected) => {
    const found = findImplausible({ ...QUIET, holdings: [certificates(holding)] });
    const [kind, left, uncovered] = expected ?? [];
    expect(found).toEqual(expected === null ? [] : [{ kind, left, uncovered, facilities: [PLANT.name] }]);
  });

  it("of a market without a facility are all above use", () => {
    const holdings = [certificates({ type: "rego", country: "GB", quantity: "3" })];
    expect(findImplausible({ ...QUIET, holdings })).toEqual([
      { kind: "certificates_above_use", facilities: [], left: "3", uncovered: "0" },
    ]);
  });

  it("of two kinds for one market count together", () => {
    const holdings = [certificates({ quantity: "7" }), certificates({ type: "green_power_trade", quantity: "7" })];
    expect(findImplausible({ ...QUIET, holdings })).toEqual([
      { kind: "certificates_above_use", facilities: [PLANT.name], left: "14", uncovered: "12" },
    ]);
  });
});
