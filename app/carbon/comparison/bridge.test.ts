import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DocumentActivity, DocumentFactor, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { documentOf, fuel, power, rec } from "#app/carbon/document/sample-document.ts";
import { validateDocument } from "#app/carbon/document/validate-document.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { compare, toExactOr40 } from "#app/number/ratio.ts";
import { CASES, firstSeed } from "#tests/support/case-seed.ts";
import { type Bridge, computeBridge, differenceOf } from "./bridge.ts";
import { keysOfDocument } from "./bridge-keys.ts";
import { EFFECT_KINDS, subtractValues, sumValues, type Value } from "./effect.ts";

const bridgeOf = (before: InventoryDocument, after: InventoryDocument): Bridge =>
  computeBridge({ document: before, keys: keysOfDocument(before) }, { document: after, keys: keysOfDocument(after) });
const text = ({ location, market }: Value) => [toExactOr40(location), toExactOr40(market)];
const sum = (bridge: Bridge) =>
  Object.fromEntries(
    EFFECT_KINDS.map((kind) => [kind, text(bridge.byKind[kind])] as const).filter(
      ([, [l, m]]) => l !== "0" || m !== "0",
    ),
  );
const causes = (bridge: Bridge) => bridge.steps.flatMap(({ effects }) => effects.map(({ cause }) => cause)).sort();
const next = (document: InventoryDocument, ...factors: DocumentFactor[]): InventoryDocument => ({
  ...document,
  period: { start: "2026-01-01", end: "2026-12-31" },
  factors: [...document.factors, ...factors],
  activities: document.activities.map((activity) => ({
    ...activity,
    period: { start: "2026-01-01", end: "2026-12-31" },
  })),
});

describe("each kind of effect", () => {
  const before = documentOf(fuel({ description: { en: "Boiler" } }), power({ id: "b", description: { en: "Grid" } }));

  test("has no effects between a document and itself", () => {
    const bridge = bridgeOf(before, before);
    expect(sum(bridge)).toEqual({});
    expect(bridge.steps.every(({ effects }) => effects.length === 0)).toBe(true);
    expect(text(bridge.before.total)).toEqual(["30500", "30500"]);
  });

  test("counts activity first, then factor, and their interaction with the factor", () => {
    const newer: DocumentFactor = {
      kind: "emission",
      id: "per-t",
      version: "2",
      unit: "kg",
      gases: { CO2: "3.1" },
      validFrom: "2026-01-01",
      source: { title: "Sample" },
    };
    const after = next(
      documentOf(
        fuel({ description: { en: "Boiler" }, quantity: "12", factor: "per-t@2" }),
        power({ id: "b", description: { en: "Grid" } }),
      ),
      newer,
    );
    const bridge = bridgeOf(next(before), after);
    // 10 t to 12 t at 3,000 kg; then 12 t from 3,000 to 3,100 kg.
    expect(sum(bridge)).toEqual({ activity: ["6000", "6000"], factor: ["1200", "1200"] });
    // In reverse the same total with other parts: 12 t to 10 t at 3,100 kg, then 10 t from 3,100 to 3,000 kg.
    expect(sum(bridgeOf(after, next(before)))).toEqual({ activity: ["-6200", "-6200"], factor: ["-1000", "-1000"] });
  });

  test("counts consolidation share, added sources and removed facilities as boundary", () => {
    const third = documentOf(fuel({ description: { en: "Boiler" }, share: "1/3" }), {
      ...power({ id: "c", facility: "f", description: { en: "New line" } }),
    });
    const bridge = bridgeOf(documentOf(...before.activities, fuel({ id: "x", facility: "g", quantity: "1" })), third);
    expect(sum(bridge)).toEqual({ boundary: ["-23000", "-23000"] });
    expect(causes(bridge)).toEqual(["facility_removed", "share", "source_added", "source_removed"]);
  });

  test("gives a gas another GWP, but not CO2e without a split", () => {
    const methane: DocumentFactor[] = [
      { kind: "emission", id: "ch4", version: "1", unit: "t", gases: { CH4: "2" }, source: { title: "Sample" } },
      { kind: "emission", id: "u", version: "1", unit: "t", co2e: "9", co2eGwpSet: "AR5", source: { title: "Sample" } },
    ];
    const lines = [fuel({ factor: "ch4@1" }), fuel({ id: "b", factor: "u@1" })];
    const withSet = (set: string, CH4: string) => ({
      ...documentOf(...lines),
      factors: methane,
      gwp: { set, values: { CH4 } },
    });
    expect(sum(bridgeOf(withSet("AR5", "28"), withSet("AR6", "27.9")))).toEqual({ gwp: ["-2", "-2"] });
  });

  test("counts no effect of GWP for a gas that the earlier set doesn't name", () => {
    const one = { ...documentOf(fuel({})), gwp: { set: "AR5", values: { CO2: "1" } } };
    const gas: DocumentFactor = {
      kind: "emission",
      id: "per-t",
      version: "2",
      unit: "t",
      gases: { N2O: "1" },
      source: {},
    };
    const other = {
      ...documentOf(fuel({ factor: "per-t@2" })),
      factors: [gas],
      gwp: { set: "AR6", values: { N2O: "273" } },
    };
    expect(sum(bridgeOf(one, other))).toEqual({ factor: ["-27270", "-27270"] });
  });

  test("counts instruments in the market-based figure only", () => {
    const after = documentOf(before.activities[0]!, {
      ...power({ id: "b", description: { en: "Grid" }, market: { instruments: [rec("400")], residualFactor: null } }),
    });
    // 400 kWh change from the grid's 0.5 to 0.01 kg.
    expect(sum(bridgeOf(before, after))).toEqual({ instruments: ["0", "-196"] });
  });

  test("counts consumption below the old instruments' amount as instruments, market-based", () => {
    const full = documentOf(power({ market: { instruments: [rec("1000")], residualFactor: null } }));
    const less = documentOf(power({ quantity: "600", market: { instruments: [rec("600")], residualFactor: null } }));
    expect(sum(bridgeOf(full, less))).toEqual({ activity: ["-200", "0"], instruments: ["0", "-4"] });
  });

  test("counts a residual mix instead of the grid average as factor", () => {
    const after = documentOf(before.activities[0]!, {
      ...power({ id: "b", description: { en: "Grid" }, market: { instruments: [], residualFactor: "mix@1" } }),
    });
    expect(sum(bridgeOf(before, after))).toEqual({ factor: ["0", "300"] });
  });

  test("counts other properties on the way to the factor as method, and doesn't separate a unit that the old factor can't use", () => {
    const direct = documentOf(fuel({ description: { en: "Boiler" } }));
    const byHeat = documentOf(fuel({ description: { en: "Boiler" }, via: ["ncv@1"], factor: "net@1" }));
    const bridge = bridgeOf(direct, byHeat);
    expect(sum(bridge)).toEqual({ method: ["-400", "-400"] });
    expect(causes(bridge)).toEqual(["inseparable"]);
    const losses = documentOf(power({ via: ["losses@1"] }));
    const twoChanges = bridgeOf(documentOf(power({})), losses);
    expect(causes(twoChanges)).toEqual(["approach"]);
    expect(sum(twoChanges)).toEqual({ method: ["50", "50"] });
  });

  test("counts another engine version's result of the same inputs as method", () => {
    const results = runInventory(before);
    const lines = results.lines.map((line, index) => (index === 0 ? { ...line, co2eKg: "29999.5" } : line));
    const old = { ...before, results: { ...results, engine: "truetonne-carbon/0", lines } };
    const bridge = bridgeOf(old, before);
    expect(sum(bridge)).toEqual({ method: ["0.5", "0.5"] });
    expect(causes(bridge)).toEqual(["engine"]);
    expect(text(bridge.before.total)).toEqual(["30499.5", "30499.5"]);
  });

  test("counts the biogenic part of a mixed fuel as factor", () => {
    const mixed = documentOf(fuel({ biogenicFraction: "0.1" }));
    expect(sum(bridgeOf(documentOf(fuel({})), mixed))).toEqual({ factor: ["-3000", "-3000"] });
  });

  test("distinguishes equal references with different content", () => {
    const edited = documentOf(...before.activities);
    edited.factors = edited.factors.map((one) =>
      one.id === "per-t" && one.kind !== "property" ? { ...one, gases: { CO2: "3003" } } : one,
    );
    expect(sum(bridgeOf(before, edited))).toEqual({ factor: ["30", "30"] });
  });
});

describe("matching", () => {
  const monthly = (year: string, quantities: string[]) =>
    documentOf(
      ...quantities.map((quantity, index) => {
        const month = `${year}-${String(index + 1).padStart(2, "0")}`;
        const last = new Date(Date.UTC(Number(year), index + 1, 0)).getUTCDate();
        return fuel({
          id: `m${index}`,
          quantity,
          description: { en: "Boiler" },
          period: { start: `${month}-01`, end: `${month}-${last}` },
        });
      }),
    );
  const as = (year: string, document: InventoryDocument) => ({
    ...document,
    period: { start: `${year}-01-01`, end: `${year}-12-31` },
  });

  test("matches months of two years, including February of a leap year", () => {
    const bridge = bridgeOf(as("2024", monthly("2024", ["1", "2"])), as("2025", monthly("2025", ["1", "3"])));
    expect(
      bridge.steps.map(({ beforeActivities, afterActivities }) => [beforeActivities.length, afterActivities.length]),
    ).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(sum(bridge)).toEqual({ activity: ["3000", "3000"] });
  });

  test("matches two bills of a half year together with one of the year", () => {
    const year = as("2025", documentOf(fuel({ description: { en: "Boiler" }, quantity: "10" })));
    const bridge = bridgeOf(as("2025", monthly("2025", ["1", "3"])), year);
    expect(bridge.steps).toHaveLength(1);
    expect(sum(bridge)).toEqual({ activity: ["18000", "18000"] });
  });

  test("counts another record of a known source as activity", () => {
    const bridge = bridgeOf(as("2025", monthly("2025", ["1"])), as("2025", monthly("2025", ["1", "3"])));
    expect(causes(bridge)).toEqual(["record_added"]);
    expect(sum(bridge)).toEqual({ activity: ["9000", "9000"] });
  });

  test("leaves out credits and emissions of later years", () => {
    const credit = fuel({ id: "c", quantity: "-5", entry: { kind: "credit", reason: "Sold" } });
    const lifetime = fuel({ id: "l", quantity: "5", entry: { kind: "lifetime", reason: "Lent for ten years" } });
    expect(sum(bridgeOf(documentOf(fuel({})), documentOf(fuel({}), credit, lifetime)))).toEqual({});
  });

  test("rejects a document with issues, because it has no total to compare", () => {
    const broken = documentOf(fuel({ quantity: "-1" }));
    expect(() => bridgeOf(documentOf(fuel({})), broken)).toThrow(
      expect.objectContaining({ code: "document_has_issues", facts: { side: "after", count: "1" } }),
    );
  });
});

const decimal = fc.integer({ min: 0, max: 999_999 }).map((n) => String(n / 1000));
const positive = fc.integer({ min: 1, max: 999_999 }).map((n) => String(n / 1000));
const source = { title: "Generated" };
const factorsOf = fc
  .tuple(positive, positive, positive, positive, positive)
  .map(([a, b, c, d, e]): DocumentFactor[] => [
    {
      kind: "emission",
      id: "t",
      version: "1",
      unit: "t",
      gasesCo2e: { CO2: a, CH4: b },
      gasesGwp: { CO2: "1", CH4: "28" },
      source,
    },
    {
      kind: "emission",
      id: "gj",
      version: "1",
      unit: "GJ",
      heatBasis: "net",
      carbon: { kgCarbonPerUnit: b, oxidation: "0.98" },
      source,
    },
    { kind: "emission", id: "grid", version: "1", unit: "kWh", co2e: c, co2eGwpSet: "AR4", source },
    { kind: "emission", id: "rec", version: "1", unit: "MWh", gases: { CO2: d }, source },
    { kind: "grid_residual", id: "mix", version: "1", unit: "MWh", gases: { CO2: e, N2O: a }, source },
    { kind: "property", id: "losses", version: "1", property: "losses", from: "kWh", to: "kWh", value: "1.25", source },
    {
      kind: "property",
      id: "ncv",
      version: "1",
      property: "heating_value",
      heatBasis: "net",
      from: "t",
      to: "GJ",
      value: `${c}/7`,
      source,
    },
  ]);
const facility = fc.constantFrom("f", "g");
const share = fc.constantFrom("1", "0.5", "1/3", undefined);
const name = fc.constantFrom("One", "Two", undefined);
const month = fc.constantFrom("01", "02");
const common = fc.record({ facility, share, name, month });
const fuelLine = fc
  .tuple(
    common,
    fc.constantFrom(undefined, "0.07"),
    decimal,
    fc.constantFrom("t", "kg"),
    fc.constantFrom<"t" | "gj">("t", "gj"),
  )
  .map(([base, biogenicFraction, quantity, unit, factor]) => ({
    ...base,
    line: {
      scope: 1,
      category: "stationary_combustion",
      biogenicFraction,
      quantity,
      unit,
      factor: `${factor}@1`,
      ...(factor === "gj" ? { via: ["ncv@1"] } : {}),
    },
  }));
const powerLine = fc
  .tuple(
    common.chain((base) => fc.boolean().map((hasLosses) => ({ ...base, hasLosses }))),
    positive,
    fc.constantFrom("0", "0.25", "1"),
    fc.constantFrom("mix@1", null, undefined),
  )
  .map(([{ hasLosses, ...base }, quantity, covered, residualFactor]) => ({
    ...base,
    line: {
      scope: 2,
      category: "purchased_electricity",
      quantity,
      unit: "kWh",
      factor: "grid@1",
      ...(hasLosses ? { via: ["losses@1"] } : {}),
      ...(residualFactor === undefined
        ? {}
        : {
            market: {
              instruments:
                covered === "0"
                  ? []
                  : [
                      {
                        type: "rec",
                        quantity: String(Math.floor(Number(quantity) * Number(covered) * 1000) / 1000),
                        unit: "kWh",
                        factor: "rec@1",
                      },
                    ],
              residualFactor,
            },
          }),
    },
  }));
const gwps = fc.constantFrom({ CO2: "1", CH4: "28", N2O: "265" }, { CO2: "1", CH4: "27.9", N2O: "273" });
const documents = fc.tuple(factorsOf, gwps, fc.array(fc.oneof(fuelLine, powerLine), { maxLength: 5 })).map(
  ([factors, values, lines]): InventoryDocument => ({
    schema: "truetonne/inventory-document/v1",
    organization: { name: { en: "Generated" }, consolidationApproach: "equity_share" },
    period: { start: "2025-01-01", end: "2025-12-31" },
    gwp: { set: values.CH4, values },
    factors,
    activities: lines.map(
      ({ facility: at, share: part, name: words, month: one, line }, index) =>
        JSON.parse(
          JSON.stringify({
            id: `a${index}`,
            facility: at,
            share: part,
            period: { start: `2025-${one}-01`, end: `2025-${one}-28` },
            ...(words ? { description: { en: words } } : {}),
            ...line,
          }),
        ) as DocumentActivity,
    ),
  }),
);

describe("laws, on random pairs of documents", () => {
  test("has effects that add up exactly to the difference of the totals, per line and overall, in both directions", {
    timeout: 600_000,
  }, () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(documents, documents, (before, after) => {
        for (const one of [before, after]) expect(validateDocument(one).ok).toBe(true);
        const bridge = bridgeOf(before, after);
        for (const [end, document] of [
          [bridge.before, before],
          [bridge.after, after],
        ] as const) {
          const { co2eKg, co2eKgMarketBased } = runInventory(document).totals!;
          expect(text(end.total)).toEqual([co2eKg, co2eKgMarketBased]);
        }
        for (const { before: from, after: to, effects } of bridge.steps) {
          expectEqual(sumValues(effects.map(({ value }) => value)), subtractValues(to, from));
          for (const { kind, cause } of effects) seen.add(`${kind} ${cause}`);
        }
        const difference = subtractValues(bridge.after.total, bridge.before.total);
        expectEqual(sumValues(Object.values(bridge.byKind)), difference);
        const back = differenceOf(bridgeOf(after, before));
        expectEqual(sumValues([back, difference]), sumValues([]));
        expect(text(bridge.byKind.instruments)[0]).toBe("0");
      }),
      { numRuns: CASES, seed: firstSeed },
    );
    expect([...seen].sort()).toEqual([
      "activity quantity",
      "activity record_added",
      "activity record_removed",
      "boundary facility_added",
      "boundary facility_removed",
      "boundary share",
      "boundary source_added",
      "boundary source_removed",
      "factor factor",
      "gwp gwp",
      "instruments instruments",
      "method approach",
      "method inseparable",
    ]);
  });

  test("has the same effects for any order of rows", () => {
    fc.assert(
      fc.property(documents, documents, (before, after) => {
        const named = (document: InventoryDocument) => ({
          ...document,
          activities: document.activities.map((one, index) => ({
            ...one,
            description: { en: `${one.description?.en}${index}` },
          })),
        });
        const [one, other] = [named(before), named(after)];
        const reversed = { ...other, activities: [...other.activities].reverse() };
        expect(sum(bridgeOf(one, reversed))).toEqual(sum(bridgeOf(one, other)));
      }),
      { numRuns: 300 },
    );
  });
});

function expectEqual(a: Value, b: Value): void {
  expect(compare(a.location, b.location)).toBe(0);
  expect(compare(a.market, b.market)).toBe(0);
}
