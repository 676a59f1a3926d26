import { describe, expect, it } from "vitest";
import { money } from "#app/money/money.ts";
import { pairOf, type RatedMinutes, ratesOn, valueTime } from "./rate.ts";

interface Rates {
  currency?: string;
  saleMinor?: bigint | null;
  costMinor?: bigint | null;
}

function row(minutes: number, billable: number, rates: Rates = {}): RatedMinutes {
  const { currency = "USD", saleMinor = 12_000n, costMinor = 5_000n } = rates;
  return { ...pairOf({ userId: null, validFrom: "", currency, saleMinor, costMinor }), minutes, billable };
}
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
      [row(30, 30, { saleMinor: null, costMinor: null })],
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

describe("the rates of a person on a day", () => {
  let version = 0;
  const rate = (
    userId: string | null,
    validFrom: string,
    saleMinor: bigint | null,
    costMinor: bigint | null = null,
  ) => ({
    version: ++version,
    userId,
    currency: "USD",
    validFrom,
    saleMinor,
    costMinor,
  });
  const amount = (minor: bigint | null) => (minor === null ? null : money(minor, "USD"));

  it.each<[string, ReturnType<typeof rate>[], bigint | null, bigint | null]>([
    ["are missing without rates", [], null, null],
    ["are those for everyone", [rate(null, "2026-01-01", 10n, 5n)], 10n, 5n],
    ["are the person's own", [rate("p", "2026-01-01", 20n, 8n), rate(null, "2026-06-01", 10n, 5n)], 20n, 8n],
    ["are not those of others", [rate("q", "2026-01-01", 20n, 8n)], null, null],
    ["begin on their first day", [rate("p", "2026-07-01", 20n), rate(null, "2026-01-01", 10n)], 20n, null],
    ["do not begin earlier", [rate("p", "2026-07-02", 20n), rate(null, "2026-01-01", 10n)], 10n, null],
    ["are the latest", [rate("p", "2026-03-01", 30n), rate("p", "2026-02-01", 20n)], 30n, null],
    ["are the later save of one day", [rate("p", "2026-03-01", 30n), rate("p", "2026-03-01", 40n)], 40n, null],
    [
      "fall back where the person's own is empty",
      [rate("p", "2026-01-01", 20n), rate(null, "2026-01-01", 10n, 5n)],
      20n,
      5n,
    ],
    [
      "end with empty rates, and not with older ones",
      [rate("p", "2026-01-01", 20n, 8n), rate("p", "2026-02-01", null), rate(null, "2026-01-01", 10n, 5n)],
      10n,
      5n,
    ],
    ["can be zero", [rate("p", "2026-01-01", 0n, 0n), rate(null, "2026-01-01", 10n, 5n)], 0n, 0n],
  ])("%s", (_, rates, sale, cost) => {
    for (const order of [rates, [...rates].reverse()])
      expect(ratesOn(order, "p", "2026-07-01")).toEqual({ sale: amount(sale), cost: amount(cost) });
  });
});
