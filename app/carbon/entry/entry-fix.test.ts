import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SourceConversion } from "#app/carbon/unit/fuel-conversion.ts";
import { isConvertible, parseUnit, UNIT_CODES, type UnitCode } from "#app/carbon/unit/unit.ts";
import { UNITS } from "#app/carbon/unit/unit-table.ts";
import { parsePeriodText } from "#app/day/entry-period.ts";
import { countDays } from "#app/day/period.ts";
import { readTypedNumber } from "#app/number/read-number.ts";
import { type ActivityEntry, checkActivityEntry, EMPTY_ENTRY, type EntryContext } from "./activity-entry.ts";
import { type EntryFix, onlyFix, suggestFixes } from "./entry-fix.ts";

const NATURAL_GAS: SourceConversion = {
  from: "m3",
  to: "GJ",
  value: "0.038931",
  heatBasis: "net",
  reference: "cn-gbt-32151-22-fuels-ncv.natural-gas@2024",
  published: "389.31 GJ/10^4 Nm3",
  source: { en: "GB/T 32151.22-2024, Table C.1", zh: "GB/T 32151.22-2024 表 C.1" },
  state: { temperature: "20 °C", pressure: "101.325 kPa", standard: "GB/T 19205-2008" },
};

const sourceOf = (id: string, names: string[], unit: string, conversions: SourceConversion[] = []) => ({
  id,
  facilityNames: ["Plant A", "一厂"],
  names,
  unit,
  scope: 1,
  category: "stationary_combustion",
  conversions,
});

const context: EntryContext = {
  period: { start: "2025-01-01", end: "2025-12-31" },
  sources: [
    sourceOf("1", ["Electricity", "外购电力"], "kWh"),
    sourceOf("2", ["Diesel", "柴油"], "L"),
    sourceOf("3", ["Natural gas", "天然气"], "GJ", [NATURAL_GAS]),
    sourceOf("4", ["Business travel", "差旅"], "p.km"),
    sourceOf("5", ["Steam", "蒸汽"], "GJ"),
  ],
};
const good: ActivityEntry = {
  ...EMPTY_ENTRY,
  facility: "Plant A",
  source: "Electricity",
  period: "2025-03",
  quantity: "12",
  unit: "kWh",
};

function fixesOf(entry: ActivityEntry): EntryFix[] {
  const checked = checkActivityEntry(entry, context);
  return checked.ok ? [] : checked.faults.flatMap((fault) => suggestFixes(fault, entry, context));
}

/** A quantity in the base unit of its dimension, based only on the unit table. */
function physical({ quantity, unit }: Pick<ActivityEntry, "quantity" | "unit">) {
  const parsed = parseUnit(unit);
  if (!parsed.ok) return null;
  const scale = 10n ** 40n;
  const [dimension, size] = UNITS[parsed.code];
  const product = [readTypedNumber(quantity), parsed.multiple, size].map(fraction).reduce(times, [1n, 1n]);
  return { dimension, amount: (product[0] * scale) / product[1] };
}

type Fraction = readonly [bigint, bigint];
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d];
function fraction(text: string): Fraction {
  const [whole = "0", after = ""] = text.split(".");
  return [BigInt(whole + after), 10n ** BigInt(after.length)];
}

/** Whether a fix keeps the amount used, based on the unit table and the property it names. */
function keepsAmount(fix: EntryFix, entry: ActivityEntry): boolean {
  const after = { ...entry, ...fix.texts };
  if (fix.kind === "meaning") return after.quantity === entry.quantity || fix.field === "quantity";
  const [before, now] = [physical(entry)!, physical(after)!];
  if (fix.kind === "share") {
    const [bill, part] = [parsePeriodText(entry.period)!, parsePeriodText(after.period)!];
    const share = (before.amount * BigInt(countDays(part))) / BigInt(countDays(bill));
    const difference = share < now.amount ? now.amount - share : share - now.amount;
    const rounding = physical({ quantity: "0.000001", unit: entry.unit })!.amount;
    return now.dimension === before.dimension && difference <= rounding;
  }
  const { from, to, value } = fix.conversion;
  const [[, fromSize], [toDimension, toSize]] = [UNITS[from], UNITS[to]];
  const [top, bottom] = times(fraction(value), times(fraction(toSize), [fraction(fromSize)[1], fraction(fromSize)[0]]));
  return now.dimension === toDimension && now.amount * bottom === before.amount * top;
}

describe("suggestFixes", () => {
  const cases: [Partial<ActivityEntry>, (string | undefined)[]][] = [
    [{ unit: "吨" }, []],
    [{ unit: "" }, []],
    [{ unit: "zz", source: "Diesel" }, []],
    [{ unit: "gal", source: "Diesel" }, ["gal_us", "gal_uk"]],
    [{ unit: "gal" }, []],
    [{ unit: "trip", quantity: "4", source: "Business travel" }, []],
    [{ unit: "vehicle", quantity: "4", source: "Business travel" }, []],
    [{ unit: "m3", quantity: "8,520", source: "Steam" }, []],
    [{ quantity: "1.234,5" }, ["1234.5"]],
    [{ quantity: "1,5" }, []],
    [{ quantity: "1,2O5.6" }, []],
    [{ period: "03/05/2025" }, []],
    [{ period: "2025/13" }, []],
    [{ period: "2025-04/2025-03" }, []],
    [{ period: "2023-01" }, []],
    [{ facility: "Plant" }, ["Plant A"]],
    [{ facility: "一" }, ["一厂"]],
    [{ source: "electricity 2" }, []],
    [{ source: "electricity bill" }, ["Electricity"]],
    [{ source: "外购电" }, ["外购电力"]],
    [{ source: "Die" }, []],
    [{ source: "Die", unit: "L" }, ["Diesel"]],
    [{ dataQuality: "good" }, ["measured", "calculated", "estimated"]],
  ];
  it.each(cases)("%j", (change, expected) => {
    expect(fixesOf({ ...good, ...change }).map(({ field, texts }) => texts[field])).toEqual(expected);
  });

  it("converts cubic metres of natural gas by the heating value and reference state of the country", () => {
    const [fix] = fixesOf({ ...good, source: "Natural gas", quantity: "8,520", unit: "m³" });
    expect(fix).toMatchObject({ kind: "conversion", texts: { quantity: "331.69212", unit: "GJ" } });
    expect(fix).toMatchObject({ conversion: { state: { temperature: "20 °C" }, published: "389.31 GJ/10^4 Nm3" } });
    const [inTenThousands] = fixesOf({ ...good, source: "Natural gas", quantity: "0.852", unit: "万立方米" });
    expect(inTenThousands!.texts).toEqual({ quantity: "331.69212", unit: "GJ" });
  });

  it("keeps the share of a bill over the end of the year, with both years adding up to all of it", () => {
    const entry = { ...good, period: "2024-12-16/2025-01-15", quantity: "1,000" };
    const [own] = fixesOf(entry);
    expect(own).toMatchObject({ kind: "share", days: 15, allDays: 31 });
    expect(own!.texts).toEqual({ period: "2025-01-01/2025-01-15", quantity: "483.870968" });
    const before = { ...context, period: { start: "2024-01-01", end: "2024-12-31" } };
    const checked = checkActivityEntry(entry, before);
    const [other] = checked.ok ? [] : suggestFixes(checked.faults[0]!, entry, before);
    expect(other!.texts).toEqual({ period: "2024-12-16/2024-12-31", quantity: "516.129032" });
  });

  it("applies a fix to many rows only if it has no alternative", () => {
    const entry = { ...good, source: "Diesel", unit: "gal" };
    const fault = { field: "unit" as const, code: "unit_ambiguous", facts: { candidates: "gal_us, gal_uk" } };
    expect(onlyFix(fault, entry, context)).toBeNull();
  });

  it("offers only fixes that the check then accepts", () => {
    for (const [change] of cases) {
      const entry = { ...good, ...change };
      for (const { texts } of fixesOf(entry)) {
        expect(checkActivityEntry({ ...entry, ...texts }, context).ok, JSON.stringify(texts)).toBe(true);
      }
    }
  });

  it("never changes the amount used, for any row", () => {
    const unit = fc.oneof(fc.constantFrom(...UNIT_CODES), fc.constantFrom("万立方米", "trip", "gal", "ton", "", "吨"));
    const quantity = fc.oneof(
      fc.nat(1_000_000).map(String),
      fc.constantFrom("8,520", "4", "0.852", "1.234,5", "12.5", "0"),
    );
    const period = fc.constantFrom("2025-03", "2024-12-16/2025-01-15", "2025-12-20/2026-01-19", "2025年3月", "2023");
    const source = fc.constantFrom("Electricity", "Diesel", "Natural gas", "Business travel", "Steam", "Natural");
    fc.assert(
      fc.property(unit, quantity, period, source, (...[u, q, p, s]) => {
        const entry = { ...good, unit: u, quantity: q, period: p, source: s };
        for (const fix of fixesOf(entry)) {
          if (!keepsAmount(fix, entry)) throw new Error(`${JSON.stringify(fix.texts)} of ${JSON.stringify(entry)}`);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("offers a unit only if it can be the entered one", () => {
    const target = (unit: string): UnitCode => context.sources.find(({ names }) => names[0] === unit)!.unit as UnitCode;
    for (const unit of UNIT_CODES) {
      for (const source of ["Electricity", "Diesel", "Business travel", "Steam"]) {
        const fixes = fixesOf({ ...good, unit, source }).filter(({ field }) => field === "unit");
        if (!isConvertible(unit, target(source))) expect(fixes, `${unit} in ${source}`).toEqual([]);
      }
    }
  });
});
