import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal } from "#app/number/decimal.ts";
import { dimensionOf, parseUnit, UNIT_CODES, type UnitCode } from "./unit.ts";
import { offerUnits } from "./unit-offer.ts";
import { UNITS } from "./unit-table.ts";

/** The meanings of words before a unit, independent of the product's own table. */
const MEANING: [RegExp, string][] = [
  [/^thousand /, "1e3"],
  [/^million /, "1e6"],
  [/^百万/, "1e6"],
  [/^亿/, "1e8"],
  [/^万/, "1e4"],
];

describe("the units that a cell offers", () => {
  it("are parsed as the unit they were offered for, in the dimension of the source", () => {
    fc.assert(
      fc.property(fc.constantFrom(...UNIT_CODES), fc.constantFrom("en" as const, "zh" as const), (unit, language) => {
        const offers = offerUnits(unit, language);
        expect(offers[0]).toEqual({ text: unit, code: unit, multiple: "1" });
        for (const { text, code, multiple } of offers) {
          expect(parseUnit(text), text).toEqual({ ok: true, code, multiple });
          expect(dimensionOf(code), text).toBe(dimensionOf(unit));
        }
        const meanings = offers.map(({ code, multiple }) => `${multiple} ${code}`);
        expect(new Set(meanings).size).toBe(meanings.length);
      }),
      { numRuns: 400 },
    );
  });

  it("are worth exactly what their words mean", () => {
    for (const unit of UNIT_CODES) {
      for (const { text, code, multiple } of [...offerUnits(unit, "en"), ...offerUnits(unit, "zh")]) {
        const [pattern, factor] = MEANING.find(([one]) => one.test(text)) ?? [/^/, "1"];
        const rest = parseUnit(text.replace(pattern, ""));
        if (!rest.ok) throw new Error(text);
        const sizeOf = (one: UnitCode) => new Decimal(UNITS[one][1]);
        const said = new Decimal(factor).times(rest.multiple).times(sizeOf(rest.code));
        expect(new Decimal(multiple).times(sizeOf(code)).toFixed(), text).toBe(said.toFixed());
      }
    }
  });

  it.each([
    ["kWh", "zh", ["kWh", "万千瓦时", "亿千瓦时", "兆瓦时"]],
    ["t", "zh", ["t", "万吨", "千吨"]],
    ["m3", "zh", ["m3", "千立方米", "万立方米"]],
    ["CNY", "zh", ["CNY", "千元", "万元", "百万元", "亿元"]],
    ["t.km", "zh", ["t.km", "万吨公里"]],
    ["piece", "zh", ["piece", "万件"]],
    ["TEU.km", "zh", ["TEU.km", "万标准箱公里"]],
    ["kWh", "en", ["kWh", "MWh", "GWh"]],
    ["USD", "en", ["USD", "thousand USD", "million USD"]],
    ["room_night", "en", ["room_night", "thousand room_night"]],
  ] as const)("for %s in %s begin with %j", (unit, language, first) => {
    expect(
      offerUnits(unit, language)
        .slice(0, first.length)
        .map(({ text }) => text),
    ).toEqual(first);
  });

  it.each([
    ["吨标煤", "tce", "1"],
    ["万吨标煤", "tce", "10000"],
    ["千克标煤", "tce", "0.001"],
    ["百万英热", "MMBtu", "1"],
    ["百万千焦", "kJ", "1000000"],
    ["thousand tce", "tce", "1000"],
  ])("for energy include %s, %s times %s", (text, code, multiple) => {
    const language = text.startsWith("t") ? "en" : "zh";
    expect(offerUnits("GJ", language)).toContainEqual({ text, code, multiple });
  });
});
