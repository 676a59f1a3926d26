import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainDecimal } from "#app/number/text-decimal.ts";
import { dayOrderOf, daysIn } from "./day-text.ts";
import { readingsOf, styleOf } from "./number-text.ts";

const digits = fc.tuple(fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 0, max: 9999 }));
const group = (whole: number, separator: string) => String(whole).replace(/\B(?=(\d{3})+$)/g, separator);

describe("printed numbers", () => {
  it.each([
    ["point", [",", " ", "’"], "."],
    ["comma", [".", " ", "’"], ","],
  ] as const)("reads numbers with decimals in the style %s exactly", (style, groups, decimal) => {
    fc.assert(
      fc.property(digits, fc.constantFrom(...groups), ([whole, rest], separator) => {
        const fraction = String(rest).padStart(4, "0");
        const read = readingsOf(`${group(whole, separator)}${decimal}${fraction}`, style);
        expect(read).toEqual([plainDecimal(`${whole}.${fraction}`)]);
      }),
    );
  });

  it.each([
    ["1,234", null, ["1234", "1.234"]],
    ["1.234", null, ["1.234", "1234"]],
    ["1,234", "comma", ["1.234"]],
    ["1.234,5", null, ["1234.5"]],
    ["1 234,50", null, ["1234.5"]],
    ["12", null, ["12"]],
    ["−1,200.5", "point", ["-1200.5"]],
    ["1,23,4", "point", []],
  ] as const)("reads %s with the style %s as %j", (text, style, values) => {
    expect(readingsOf(text, style)).toEqual(values);
  });

  it("takes the style from numbers with one reading, and none from a mixture", () => {
    expect(styleOf(["1,234", "0.5"])).toBe("point");
    expect(styleOf(["1.234", "0,5"])).toBe("comma");
    expect(styleOf(["0.5", "0,5"])).toBeNull();
    expect(styleOf(["1,234", "12"])).toBeNull();
  });
});

describe("printed days", () => {
  const day = fc.date({ min: new Date("1990-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });

  it("reads each form of a day", () => {
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year, month, number] = iso.split("-") as [string, string, string];
        const english = date.toLocaleDateString("en-GB", {
          day: "numeric",
          month: "long",
          year: "numeric",
          timeZone: "UTC",
        });
        const american = date.toLocaleDateString("en-US", {
          day: "numeric",
          month: "long",
          year: "numeric",
          timeZone: "UTC",
        });
        const german = date.toLocaleDateString("de-DE", {
          day: "numeric",
          month: "long",
          year: "numeric",
          timeZone: "UTC",
        });
        const forms = [
          iso,
          `${year}年${Number(month)}月${Number(number)}日`,
          `${year}/${month}/${number}`,
          `${number}.${month}.${year}`,
        ];
        for (const text of [...forms, `${year}${month}${number}`, english, american, german])
          expect(
            daysIn(`x ${text} x`, null).map(({ spans }) => spans),
            text,
          ).toEqual([[{ start: iso, end: iso }]]);
      }),
    );
  });

  it("offers both meanings of a day that has two", () => {
    expect(daysIn("03/04/2025", null)[0]?.spans.map(({ start }) => start)).toEqual(["2025-04-03", "2025-03-04"]);
    expect(daysIn("03/04/2025", "month_first")[0]?.spans.map(({ start }) => start)).toEqual(["2025-03-04"]);
    expect(daysIn("31/04/2025", null)).toEqual([]);
  });

  it("learns the order from a day that shows it", () => {
    expect(dayOrderOf(["due 03/04/2025", "read 26/04/2025"])).toBe("day_first");
    expect(dayOrderOf(["read 04/26/2025"])).toBe("month_first");
    expect(dayOrderOf(["26/04/2025", "04/26/2025"])).toBeNull();
  });

  it("reads a period with spaces around its hyphen as two days", () => {
    expect(daysIn("02/26/2025 - 03/27/2025", "month_first").map(({ spans }) => spans[0]?.start)).toEqual([
      "2025-02-26",
      "2025-03-27",
    ]);
  });
});
