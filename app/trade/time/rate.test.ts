import { describe, expect, it } from "vitest";
import { money } from "#app/money/money.ts";
import { type RatedMinutes, valueTime } from "./rate.ts";

const row = (minutes: number, billable: number, rates: Partial<RatedMinutes> = {}): RatedMinutes => ({
  currency: "USD",
  saleMinor: 12_000n,
  costMinor: 5_000n,
  minutes,
  billable,
  ...rates,
});
const usd = (minor: bigint) => ({ kind: "amount", money: money(minor, "USD") });

describe("the value of time", () => {
  it.each([
    ["is nothing without time", [], { kind: "none" }, { kind: "none" }, null],
    ["is billable time at the sale rate", [row(90, 60)], usd(12_000n), usd(7_500n), money(4_500n, "USD")],
    ["is negative in margin if none is billable", [row(60, 0)], { kind: "none" }, usd(5_000n), money(-5_000n, "USD")],
    [
      "adds before it rounds",
      [row(1, 1, { saleMinor: 20n }), row(2, 2, { saleMinor: 20n })],
      usd(1n),
      usd(250n),
      money(-249n, "USD"),
    ],
    ["rounds half to even", [row(3, 3, { saleMinor: 50n, costMinor: 30n })], usd(2n), usd(2n), money(1n, "USD")],
    [
      "is missing with the minutes that have no rate",
      [row(60, 60), row(30, 15, { saleMinor: null })],
      { kind: "missing", minutes: 15 },
      usd(7_500n),
      null,
    ],
    [
      "is missing before the first rate",
      [row(30, 30, { currency: null, saleMinor: null, costMinor: null })],
      { kind: "missing", minutes: 30 },
      { kind: "missing", minutes: 30 },
      null,
    ],
    ["counts a rate of zero", [row(60, 60, { costMinor: 0n })], usd(12_000n), usd(0n), money(12_000n, "USD")],
    [
      "is not added over currencies",
      [row(60, 60), row(60, 60, { currency: "EUR" })],
      { kind: "currencies", currencies: ["EUR", "USD"] },
      { kind: "currencies", currencies: ["EUR", "USD"] },
      null,
    ],
  ])("%s", (_, rows, value, cost, margin) => expect(valueTime(rows)).toEqual({ value, cost, margin }));
});
