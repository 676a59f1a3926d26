import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal } from "#app/number/decimal.ts";
import { asDays, minutesOf, readBudget } from "./budget.ts";

describe("a budget", () => {
  it.each([
    ["", "h", { hours: null }],
    [" ", "d", { hours: null }],
    ["40", "h", { hours: "40" }],
    ["5", "d", { hours: "40" }],
    ["0.125", "d", { hours: "1" }],
    ["2.3333", "d", { hours: "18.6664" }],
    ["12.50", "h", { hours: "12.5" }],
    ["0", "h", { fault: "budget" }],
    ["-1", "h", { fault: "budget" }],
    ["1.00001", "d", { fault: "budget" }],
    ["100000", "h", { fault: "budget" }],
    ["5 days", "d", { fault: "budget" }],
  ] as const)("reads %j in %s", (typed, unit, expected) => expect(readBudget(typed, unit)).toEqual(expected));

  it("holds days of 8 hours exactly", () => {
    const days = fc.integer({ min: 1, max: 999_999_999 }).map((n) => new Decimal(n).div(10_000).toFixed());
    fc.assert(
      fc.property(days, (typed) => {
        const read = readBudget(typed, "d");
        if (!("hours" in read)) throw new Error("refused");
        expect(new Decimal(read.hours!).div(8).eq(typed)).toBe(true);
        expect(new Decimal(minutesOf(read.hours!)).eq(new Decimal(typed).times(480))).toBe(true);
      }),
    );
  });

  it.each([
    [0, "0"],
    [480, "1"],
    [50, "0.1"],
    ["2.4", "0"],
    ["7.2", "0.02"],
    ["-480.6", "-1"],
    [100_000, "208.33"],
  ] as const)("shows %s minutes as days, to hundredths", (minutes, days) => expect(asDays(minutes)).toBe(days));
});
