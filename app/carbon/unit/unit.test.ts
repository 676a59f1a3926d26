import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Decimal } from "#app/number/decimal.ts";
import { divide, fromDecimal, fromInteger, ONE, toExactOr40, toFractionText } from "#app/number/ratio.ts";
import {
  applyMultiple,
  compatibleUnits,
  conversionRatio,
  convert,
  dimensionOf,
  isUnitCode,
  parseUnit,
  UNIT_CODES,
  type UnitCode,
  unitsOfDimension,
} from "./unit.ts";

describe("exact conversions", () => {
  test.each<[UnitCode, UnitCode, string]>([
    ["TJ", "kWh", "2500000/9"],
    ["GJ", "kWh", "2500/9"],
    ["MWh", "GJ", "3.6"],
    ["kWh", "MJ", "3.6"],
    ["therm_us", "Btu", "100000"],
    ["MMBtu", "GJ", "1.05505585262"],
    ["tce", "GJ", "29.3076"],
    ["tce", "kcal", "7000000"],
    ["toe", "GJ", "41.868"],
    ["short_ton", "kg", "907.18474"],
    ["short_ton", "lb", "2000"],
    ["long_ton", "lb", "2240"],
    ["kt", "g", "1000000000"],
    ["gal_us", "L", "3.785411784"],
    ["gal_uk", "L", "4.54609"],
    ["bbl", "gal_us", "42"],
    ["ft3", "L", "28.316846592"],
    ["mi", "km", "1.609344"],
    ["nmi", "m", "1852"],
    ["short_ton.mi", "t.km", "1.45997231821056"],
    ["p.mi", "p.km", "1.609344"],
    ["ft2", "m2", "0.09290304"],
    ["d", "h", "24"],
  ])("of 1 %s to %s give %s", (from, to, expected) => {
    expect(toFractionText(conversionRatio(from, to))).toBe(expected);
  });

  test.each<[UnitCode, UnitCode]>([
    ["kWh", "kg"],
    ["TEU.km", "t.km"],
    ["t.km", "p.km"],
    ["Nm3", "m3"],
    ["Nm3", "Sm3"],
    ["scf", "ft3"],
    ["CNY", "USD"],
    ["room_night", "person_night"],
    ["vehicle", "piece"],
    ["h", "kWh"],
  ])("of %s to %s don't exist", (from, to) => {
    expect(() => conversionRatio(from, to)).toThrow(/unit_mismatch/);
  });

  test("give exactly the same quantity there and back", () => {
    const pairs = UNIT_CODES.flatMap((from) => compatibleUnits(from).map((to) => [from, to] as const));
    fc.assert(
      fc.property(fc.constantFrom(...pairs), fc.bigInt({ min: 0n, max: 10n ** 26n }), ([from, to], scaled) => {
        const quantity = fromDecimal(new Decimal(scaled.toString()).times("1e-12"));
        expect(toExactOr40(convert(convert(quantity, from, to), to, from))).toBe(toExactOr40(quantity));
      }),
      { numRuns: 300 },
    );
  });

  test("have inverse ratios in both directions", () => {
    for (const from of UNIT_CODES)
      for (const to of compatibleUnits(from))
        expect(toFractionText(divide(ONE, conversionRatio(from, to)))).toBe(toFractionText(conversionRatio(to, from)));
  });
});

describe("dimensions", () => {
  test("list their units", () => {
    expect(unitsOfDimension("mass")).toEqual(["g", "kg", "t", "kt", "lb", "short_ton", "long_ton"]);
    expect(compatibleUnits("Nm3")).toEqual(["Nm3"]);
    expect(dimensionOf("t.km")).toBe("mass_distance");
  });

  test("match codes exactly: no alias, no inherited name", () => {
    for (const text of ["KWH", "kwh", "吨", "ton", "gal", "toString", "__proto__", "", 5, null])
      expect(isUnitCode(text)).toBe(false);
  });
});

describe("parseUnit", () => {
  test.each([
    ["kWh", "kWh", "1"],
    ["KWH", "kWh", "1"],
    ["千瓦时", "kWh", "1"],
    ["度", "kWh", "1"],
    ["kW·h", "kWh", "1"],
    ["万千瓦时", "kWh", "10000"],
    ["万 kWh", "kWh", "10000"],
    ["亿千瓦时", "kWh", "100000000"],
    ["兆瓦时", "MWh", "1"],
    ["吉焦", "GJ", "1"],
    ["百万千焦", "kJ", "1000000"],
    ["百万英热单位", "MMBtu", "1"],
    ["mmBtu", "MMBtu", "1"],
    ["吨标煤", "tce", "1"],
    ["吨标准煤", "tce", "1"],
    ["kgce", "tce", "0.001"],
    ["万吨标准煤", "tce", "10000"],
    ["吨", "t", "1"],
    ["tonne", "t", "1"],
    ["Tonnes", "t", "1"],
    ["metric ton", "t", "1"],
    ["千吨", "kt", "1"],
    ["万吨", "t", "10000"],
    ["short ton", "short_ton", "1"],
    ["短吨", "short_ton", "1"],
    ["公斤", "kg", "1"],
    ["千克", "kg", "1"],
    ["m³", "m3", "1"],
    ["立方米", "m3", "1"],
    ["万立方米", "m3", "10000"],
    ["10^4 Nm3", "Nm3", "10000"],
    ["10⁴Nm³", "Nm3", "10000"],
    ["万Nm³", "Nm3", "10000"],
    ["10^4 m3", "m3", "10000"],
    ["升", "L", "1"],
    ["l", "L", "1"],
    ["litres", "L", "1"],
    ["US gallon", "gal_us", "1"],
    ["英制加仑", "gal_uk", "1"],
    ["公里", "km", "1"],
    ["千米", "km", "1"],
    ["吨公里", "t.km", "1"],
    ["吨·公里", "t.km", "1"],
    ["t-km", "t.km", "1"],
    ["tkm", "t.km", "1"],
    ["万吨公里", "t.km", "10000"],
    ["人公里", "p.km", "1"],
    ["passenger-km", "p.km", "1"],
    ["passenger.mile", "p.mi", "1"],
    ["TEU-km", "TEU.km", "1"],
    ["间夜", "room_night", "1"],
    ["平方米", "m2", "1"],
    ["㎡", "m2", "1"],
    ["元", "CNY", "1"],
    ["人民币", "CNY", "1"],
    ["RMB", "CNY", "1"],
    ["万元", "CNY", "10000"],
    ["亿元", "CNY", "100000000"],
    ["ｋｇ", "kg", "1"],
    ["  kg ", "kg", "1"],
    ["小时", "h", "1"],
    ["天", "d", "1"],
    ["therms", "therm_us", "1"],
  ])("reads %s as %s × %s", (text, code, multiple) => {
    expect(parseUnit(text)).toEqual({ ok: true, code, multiple });
  });

  test.each([
    ["ton", ["t", "short_ton", "long_ton"]],
    ["Tons", ["t", "short_ton", "long_ton"]],
    ["TON", ["t", "short_ton", "long_ton"]],
    ["gal", ["gal_us", "gal_uk"]],
    ["Gallons", ["gal_us", "gal_uk"]],
    ["加仑", ["gal_us", "gal_uk"]],
    ["标准立方米", ["Nm3", "Sm3"]],
    ["万标方", ["Nm3", "Sm3"]],
    ["ton-mile", ["short_ton.mi", "t.km"]],
    ["¥", ["CNY", "JPY"]],
  ])("rejects %s, because it could be several things", (text, candidates) => {
    expect(parseUnit(text)).toEqual({ ok: false, code: "unit_ambiguous", candidates });
  });

  test.each(["", "   ", "bananas", "M", "G", "T", "constructor", "__proto__", "10^4", "万", "x".repeat(10_000)])(
    "rejects the unknown %j",
    (text) => {
      expect(parseUnit(text)).toMatchObject({ ok: false, code: "unit_unknown" });
    },
  );

  test("has no alias for two units", () => {
    for (const code of UNIT_CODES) expect(parseUnit(code)).toEqual({ ok: true, code, multiple: "1" });
  });

  test("applyMultiple moves the point and keeps the limits", () => {
    expect(applyMultiple("1.25", "10000")).toBe("12500");
    expect(() => applyMultiple("999999999999999", "10000")).toThrow(/number_out_of_bounds/);
    expect(toExactOr40(fromInteger(1))).toBe("1");
  });
});
