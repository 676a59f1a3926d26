import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runInventory } from "./inventory.ts";
import type {
  DocumentActivity,
  DocumentFactor,
  EmissionFactor,
  InventoryDocument,
  PropertyFactor,
} from "./inventory-document.ts";
import { divide, fromInteger, toExactOr40 } from "./ratio.ts";
import { validateDocument } from "./validate-document.ts";

/**
 * A second implementation of the rules, written only for this test and sharing nothing with the program: fractions of
 * two integers, units as integers of the smallest part. It and the engine must print the same text.
 */
interface Fraction {
  n: bigint;
  d: bigint;
}
const f = (text: string): Fraction => {
  if (text.includes("/")) {
    const [top, bottom] = text.split("/") as [string, string];
    return over(f(top), f(bottom));
  }
  const [whole, part = ""] = text.split(".") as [string, string?];
  return { n: BigInt(whole + part), d: 10n ** BigInt(part.length) };
};
const times = (...all: Fraction[]): Fraction =>
  all.reduce((a, b) => ({ n: a.n * b.n, d: a.d * b.d }), { n: 1n, d: 1n });
const over = (a: Fraction, b: Fraction): Fraction =>
  b.n < 0n ? { n: -a.n * b.d, d: -a.d * b.n } : { n: a.n * b.d, d: a.d * b.n };
const simple = ({ n, d }: Fraction): Fraction => {
  let [a, b] = [n < 0n ? -n : n, d];
  while (b) [a, b] = [b, a % b];
  return { n: n / a, d: d / a };
};
const plus = (...all: Fraction[]): Fraction =>
  all.reduce((a, b) => simple({ n: a.n * b.d + b.n * a.d, d: a.d * b.d }), { n: 0n, d: 1n });

/** Long division: all digits when it ends, else forty significant ones, half-even. */
function print({ n, d }: Fraction): string {
  if (n === 0n) return "0";
  const minus = n < 0n ? "-" : "";
  const top = n < 0n ? -n : n;
  let [a, b] = [top, d];
  while (b) [a, b] = [b, a % b];
  const [p, q] = [top / a, d / a];
  let rest = q;
  let places = 0n;
  for (const prime of [2n, 5n]) {
    let count = 0n;
    for (; rest % prime === 0n; count += 1n) rest /= prime;
    if (count > places) places = count;
  }
  if (rest !== 1n) {
    const size = (x: bigint) => BigInt(x.toString().length);
    places = 40n - (size(p) - size(q)) - 1n;
    if (p * 10n ** 60n < q * 10n ** (60n + size(p) - size(q))) places += 1n;
  }
  const scaled = places >= 0n ? p * 10n ** places : p;
  const by = places >= 0n ? q : q * 10n ** -places;
  let whole = scaled / by;
  const twice = 2n * (scaled % by);
  if (twice > by || (twice === by && whole % 2n === 1n)) whole += 1n;
  if (places <= 0n) return minus + (whole * 10n ** -places).toString();
  const digits = whole.toString().padStart(Number(places) + 1, "0");
  const text = `${digits.slice(0, -Number(places))}.${digits.slice(-Number(places))}`;
  return minus + text.replace(/\.?0+$/, "");
}

/** Size in the smallest part of its dimension. */
const SIZES: Record<string, readonly [string, bigint]> = {
  kWh: ["energy", 360_000_000_000_000n],
  MJ: ["energy", 100_000_000_000_000n],
  GJ: ["energy", 100_000_000_000_000_000n],
  MMBtu: ["energy", 105_505_585_262_000_000n],
  tce: ["energy", 2_930_760_000_000_000_000n],
  kg: ["mass", 100_000_000n],
  t: ["mass", 100_000_000_000n],
  lb: ["mass", 45_359_237n],
  L: ["volume", 1_000_000_000n],
  gal_us: ["volume", 3_785_411_784n],
  m3: ["volume", 1_000_000_000_000n],
};
const dimension = (unit: string) => SIZES[unit]![0];
const inUnit = (from: string, to: string): Fraction => {
  expect(dimension(from)).toBe(dimension(to));
  return { n: SIZES[from]![1], d: SIZES[to]![1] };
};

function opinion(document: InventoryDocument) {
  const factor = (reference: string) => document.factors.find(({ id, version }) => `${id}@${version}` === reference)!;
  const gwp = (gas: string): Fraction => {
    const value = document.gwp.values[gas];
    if (value !== undefined) return f(value);
    return plus(...Object.entries(document.gwp.blends![gas]!).map(([part, share]) => times(f(share), gwp(part))));
  };
  const masses = (e: EmissionFactor): [string, Fraction][] => {
    if (e.gases) return Object.entries(e.gases).map(([gas, kg]) => [gas, f(kg)]);
    if (e.gasesCo2e) return Object.entries(e.gasesCo2e).map(([gas, kg]) => [gas, over(f(kg), f(e.gasesGwp![gas]!))]);
    if (e.carbon) return [["CO2", times(f(e.carbon.kgCarbonPerUnit), f(e.carbon.oxidation), f("44/12"))]];
    if (e.nitrogen) return [["N2O", times(f(e.nitrogen.kgN2ONPerUnit), f("44/28"))]];
    return [];
  };
  const co2e = (reference: string, quantity: Fraction): [string, Fraction][] => {
    const e = factor(reference) as EmissionFactor;
    const split = masses(e).map(([gas, kg]): [string, Fraction] => [gas, times(quantity, kg, gwp(gas))]);
    return e.co2e === undefined ? split : [["unsplit", times(quantity, f(e.co2e))]];
  };
  const lines = document.activities.map((activity) => {
    const target = factor(activity.factor) as EmissionFactor;
    let perEntered: Fraction = { n: 1n, d: 1n };
    let unit = activity.unit!;
    for (const reference of activity.via ?? []) {
      const property = factor(reference) as PropertyFactor;
      const isForward = dimension(unit) === dimension(property.from);
      const [from, to] = isForward ? [property.from, property.to] : [property.to, property.from];
      const value = isForward ? f(property.value) : over({ n: 1n, d: 1n }, f(property.value));
      perEntered = times(perEntered, inUnit(unit, from), value);
      unit = to;
    }
    perEntered = times(perEntered, inUnit(unit, target.unit));
    const share = f(activity.share ?? "1");
    const factorQuantity = times(f(activity.quantity!), perEntered);
    const consolidated = times(factorQuantity, share);
    const byGas = co2e(activity.factor, consolidated);
    let market = plus(...byGas.map(([, value]) => value));
    if (activity.scope === 2) {
      let rest = f(activity.quantity!);
      const parts: Fraction[] = [];
      for (const one of activity.market?.instruments ?? []) {
        rest = plus(rest, times(f("-1"), f(one.quantity), inUnit(one.unit, activity.unit!)));
        const own = times(f(one.quantity), inUnit(one.unit, (factor(one.factor) as EmissionFactor).unit), share);
        parts.push(...co2e(one.factor, own).map(([, value]) => value));
      }
      const residual = activity.market?.residualFactor ?? activity.factor;
      const left = times(rest, perEntered, inUnit(target.unit, (factor(residual) as EmissionFactor).unit), share);
      parts.push(...co2e(residual, left).map(([, value]) => value));
      market = plus(...parts);
    }
    return {
      activity,
      factorQuantity,
      kg: masses(target).map(([gas, kg]): [string, Fraction] => [gas, times(consolidated, kg)]),
      byGas,
      co2e: plus(...byGas.map(([, value]) => value)),
      market,
      biogenic: times(consolidated, f(target.biogenicCo2 ?? "0")),
    };
  });
  const counted = lines.filter(({ activity }) => activity.entry?.kind !== "credit");
  const sumOf = (entries: [string, Fraction][]) => {
    const keys = [...new Set(entries.map(([key]) => key))];
    return Object.fromEntries(
      keys.map((key) => [key, print(plus(...entries.filter(([k]) => k === key).map(([, v]) => v)))]),
    );
  };
  const ofScope = (scope: number, pick: "co2e" | "market") =>
    print(plus(...counted.filter((line) => line.activity.scope === scope).map((line) => line[pick])));
  return {
    lines: lines.map((line) => ({
      activity: line.activity.id,
      factorQuantity: print(line.factorQuantity),
      gasesKg: Object.fromEntries(line.kg.map(([gas, kg]) => [gas, print(kg)])),
      co2eKg: print(line.co2e),
      ...(line.activity.scope === 2 ? { co2eKgMarketBased: print(line.market) } : {}),
      biogenicCo2Kg: print(line.biogenic),
      uncertaintyPercent: null,
    })),
    totals: {
      co2eKg: print(plus(...counted.map((line) => line.co2e))),
      co2eKgMarketBased: print(plus(...counted.map((line) => line.market))),
      biogenicCo2Kg: print(plus(...counted.map((line) => line.biogenic))),
      creditsCo2eKg: print(plus(...lines.filter((line) => !counted.includes(line)).map((line) => line.co2e))),
      byScope: { 1: ofScope(1, "co2e"), 2: ofScope(2, "co2e"), 3: ofScope(3, "co2e") },
      scope2: { locationBased: ofScope(2, "co2e"), marketBased: ofScope(2, "market") },
      byCategory: sumOf(counted.map((line) => [line.activity.category, line.co2e])),
      byGasKg: sumOf(counted.flatMap((line) => line.kg)),
      byGasCo2eKg: sumOf(counted.flatMap((line) => line.byGas)),
      byFacility: sumOf(counted.map((line) => [line.activity.facility, line.co2e])),
    },
  };
}

/** Up to so many digits before and after the point, with and without a fraction. */
const decimalText = (before: number, after: number) =>
  fc
    .tuple(
      fc.bigInt({ min: 0n, max: 10n ** BigInt(before) - 1n }),
      fc.bigInt({ min: 0n, max: 10n ** BigInt(after) - 1n }),
      fc.nat({ max: after }),
    )
    .map(([whole, part, length]) =>
      length === 0 ? `${whole}` : `${whole}.${part.toString().padStart(after, "0").slice(0, length)}`,
    );
const positive = (before: number, after: number) => decimalText(before, after).filter((text) => /[1-9]/.test(text));
const gasNames = ["CO2", "CH4", "N2O", "BLEND"];
const gasTable = fc.uniqueArray(fc.constantFrom(...gasNames), { minLength: 1, maxLength: 4 });

const basis = fc.oneof(
  gasTable.chain((gases) =>
    fc
      .tuple(...gases.map((gas) => decimalText(3, 20).map((kg) => [gas, kg])))
      .map((all) => ({ gases: Object.fromEntries(all) })),
  ),
  gasTable.chain((gases) =>
    fc
      .tuple(...gases.map((gas) => fc.tuple(decimalText(3, 8), positive(5, 3)).map(([kg, gwp]) => ({ gas, kg, gwp }))))
      .map((all) => ({
        gasesCo2e: Object.fromEntries(all.map(({ gas, kg }) => [gas, kg])),
        gasesGwp: Object.fromEntries(all.map(({ gas, gwp }) => [gas, gwp])),
      })),
  ),
  decimalText(4, 6).map((co2e) => ({ co2e, co2eGwpSet: "AR6" })),
  fc
    .tuple(decimalText(3, 5), fc.constantFrom("1", "0.98", "0"))
    .map(([kgCarbonPerUnit, oxidation]) => ({ carbon: { kgCarbonPerUnit, oxidation } })),
  decimalText(1, 6).map((kgN2ONPerUnit) => ({ nitrogen: { kgN2ONPerUnit } })),
);
const emissionOf = (id: string, units: string[], kind: "emission" | "grid_residual" = "emission") =>
  fc
    .tuple(basis, fc.constantFrom(...units), fc.option(decimalText(2, 4), { nil: undefined }))
    .map(
      ([how, unit, biogenicCo2]) =>
        ({ kind, id, version: "1", unit, ...how, ...(biogenicCo2 ? { biogenicCo2 } : {}) }) as DocumentFactor,
    );
const ratioText = fc.oneof(
  positive(4, 10),
  fc.tuple(positive(3, 2), positive(3, 2)).map(([a, b]) => `${a}/${b}`),
);
const factors = fc.tuple(
  emissionOf("fuel", ["kg", "t", "lb"]),
  emissionOf("power", ["kWh", "MJ", "GJ"]),
  emissionOf("green", ["kWh", "MMBtu"]),
  emissionOf("mix", ["kWh", "tce"], "grid_residual"),
  ratioText.map(
    (value) =>
      ({
        kind: "property",
        id: "density",
        version: "1",
        property: "density",
        from: "L",
        to: "kg",
        value,
      }) as DocumentFactor,
  ),
  ratioText.map(
    (value) =>
      ({ kind: "property", id: "heat", version: "1", property: "load", from: "lb", to: "MJ", value }) as DocumentFactor,
  ),
);
const period = { start: "2025-01-01", end: "2025-12-31" };
const share = fc.constantFrom(undefined, "1", "0", "0.5", "1/3", "2/7", "0.123456789012", "365/366");
const entry = fc.constantFrom(
  undefined,
  { kind: "correction" as const, reason: "r" },
  { kind: "credit" as const, reason: "r" },
);
const common = fc
  .record({ quantity: decimalText(15, 12), share, entry, facility: fc.constantFrom("f1", "f2", "__proto__") })
  .chain((one) =>
    fc
      .boolean()
      .map((isNegative) => ({ ...one, period, quantity: isNegative && one.entry ? `-${one.quantity}` : one.quantity })),
  );
const fuelLine = fc
  .tuple(
    common,
    fc.constantFrom(
      { unit: "t" },
      { unit: "lb" },
      { unit: "gal_us", via: ["density@1"] },
      { unit: "m3", via: ["density@1"] },
      { unit: "tce", via: ["heat@1"] },
    ),
    fc.constantFrom({ scope: 1, category: "mobile_combustion" }, { scope: 3, category: "waste" }),
  )
  .map(([one, how, place]) => ({ ...one, ...how, ...place, factor: "fuel@1" }));
const powerLine = fc
  .tuple(
    common,
    fc.constantFrom("kWh", "MJ", "MMBtu"),
    fc.option(fc.tuple(decimalText(1, 3), fc.constantFrom("mix@1", null)), { nil: undefined }),
  )
  .map(([one, unit, market]) => ({
    ...one,
    unit,
    scope: 2,
    category: "purchased_electricity",
    factor: "power@1",
    ...(market
      ? {
          market: {
            instruments:
              /^0*(\.0*)?$/.test(one.quantity) || one.quantity.startsWith("-") || one.quantity.length < 13
                ? []
                : [{ type: "rec", quantity: market[0], unit, factor: "green@1" }],
            residualFactor: market[1],
          },
        }
      : {}),
  }));
const documents = fc.tuple(factors, fc.array(fc.oneof(fuelLine, powerLine), { maxLength: 7 })).map(([all, lines]) => ({
  schema: "truetonne/inventory-document/v1",
  organization: { name: { en: "Generated" }, consolidationApproach: "equity_share" },
  period,
  gwp: {
    set: "AR6",
    values: { CO2: "1", CH4: "27.9", N2O: "273", A: "771.5", B: "3740" },
    blends: { BLEND: { A: "0.333333333333", B: "0.666666666667" } },
  },
  factors: all,
  activities: lines.map((line, index) => JSON.parse(JSON.stringify({ id: `a${index}`, ...line })) as DocumentActivity),
})) as fc.Arbitrary<InventoryDocument>;

describe("a second implementation agrees", () => {
  test("on 2,000 random documents, to the last digit", { timeout: 60_000 }, () => {
    let calculated = 0;
    fc.assert(
      fc.property(documents, (document) => {
        expect(validateDocument(document)).toMatchObject({ ok: true });
        const results = runInventory(document);
        if (results.issues.length > 0) {
          expect(results.issues.every(({ code }) => code === "instrument_exceeds_consumption")).toBe(true);
          return;
        }
        calculated += 1;
        const { uncertaintyPercent, ...totals } = results.totals!;
        const expected = opinion(document);
        expect(results.lines).toEqual(expected.lines);
        expect(totals).toEqual(expected.totals);
        expect(uncertaintyPercent).toBe(document.activities.some(({ entry: e }) => e?.kind !== "credit") ? null : "0");
      }),
      { numRuns: 2000 },
    );
    expect(calculated).toBeGreaterThan(1800);
  });

  test("on how fractions are printed", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 60n), max: 10n ** 60n }),
        fc.bigInt({ min: 1n, max: 10n ** 30n }),
        (n, d) => {
          expect(toExactOr40(divide(fromInteger(n), fromInteger(d)))).toBe(print({ n, d }));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe("laws", () => {
  const run = (document: InventoryDocument) => runInventory(document).totals;

  test("the order of rows changes no total", { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(run({ ...document, activities: [...document.activities].reverse() })).toEqual(run(document));
      }),
      { numRuns: 150 },
    );
  });

  test("splitting a row into parts changes no total", { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(documents, fc.bigInt({ min: 0n, max: 10n ** 27n }), (document, part) => {
        const [first] = document.activities;
        if (!first || first.market?.instruments.length) return;
        const scaled = (text: string) => (f(text).n * 10n ** 12n) / f(text).d;
        const text = (value: bigint) => print({ n: value, d: 10n ** 12n });
        const whole = scaled(first.quantity!);
        const sign = whole < 0n ? -1n : 1n;
        const piece = whole === 0n ? 0n : sign * (part % (sign * whole));
        const rows = [
          { ...first, quantity: text(piece) },
          { ...first, id: "rest", quantity: text(whole - piece) },
        ];
        const split = { ...document, activities: [...rows, ...document.activities.slice(1)] };
        expect(run(split)).toEqual(run(document));
      }),
      { numRuns: 150 },
    );
  });
});
