import { describe, expect, it } from "vitest";
import { formatMoney } from "#app/money/money-text.ts";
import {
  minutesLeft,
  monthsUntil,
  type RevenuePart,
  revenueAtHome,
  revenueByCountry,
  revenueByCurrency,
} from "./revenue-totals.ts";

const USD = { currency: "USD", homeCurrency: "CNY", place: "abroad" } as const;
const PARTS: RevenuePart[] = [
  { ...USD, month: "2026-11", country: "DE", count: 2, minor: "100001", timesRate: "710237.1023" },
  { ...USD, month: "2026-12", country: "FR", count: 1, minor: "5", timesRate: "35.5115" },
  { ...USD, month: "2026-12", currency: "JPY", country: "JP", count: 1, minor: "1000", timesRate: "47.125" },
  { ...USD, month: "2026-12", currency: "CNY", country: "CN", place: "home", count: 3, minor: "30", timesRate: "30" },
];

describe("revenue", () => {
  it("is never added across currencies", () => {
    const [cny, jpy, usd] = revenueByCurrency(PARTS, ["2026-10", "2026-11", "2026-12"]);
    expect([cny, jpy, usd].map((one) => [formatMoney(one!.total), one!.count])).toEqual([
      ["CNY\u00a00.30", 3],
      ["JPY\u00a01,000", 1],
      ["USD\u00a01,000.06", 3],
    ]);
    expect([cny, jpy, usd].map((one) => formatMoney(one!.abroad))).toEqual([
      "CNY\u00a00.00",
      "JPY\u00a01,000",
      "USD\u00a01,000.06",
    ]);
    expect(usd!.months.map(({ count, net }) => [count, net.minor])).toEqual([
      [0, 0n],
      [2, 100001n],
      [1, 5n],
    ]);
  });

  it("is converted at the rate of each invoice, and rounded once", () => {
    const [home] = revenueAtHome(PARTS);
    // 710237.1023 + 35.5115 + 4712.5 (yen have no minor unit) + 30 = 715015.1138 fen.
    expect([formatMoney(home!.total), formatMoney(home!.abroad)]).toEqual(["CNY\u00a07,150.15", "CNY\u00a07,149.85"]);
    expect(home!.converted).toEqual(["JPY", "USD"]);
  });

  it("keeps the amounts of two home currencies separate", () => {
    const moved = { ...PARTS[0]!, homeCurrency: "HKD" };
    expect(revenueAtHome([moved, ...PARTS.slice(3)]).map(({ total }) => total.currency)).toEqual(["CNY", "HKD"]);
  });

  it("is listed by country and currency, the country with most invoices first", () => {
    expect(revenueByCountry(PARTS).map(({ country, currency }) => `${country} ${currency}`)).toEqual([
      "CN CNY",
      "DE USD",
      "FR USD",
      "JP JPY",
    ]);
  });

  it.each([
    ["2026-12-02", "2026-01", "2026-12"],
    ["2027-01-31", "2026-02", "2027-01"],
  ])("covers the twelve months until %s", (today, first, last) => {
    const months = monthsUntil(today);
    expect([months.length, months[0], months.at(-1)]).toEqual([12, first, last]);
  });

  it("subtracts hours exactly", () => {
    expect(minutesLeft(6, "0.3")).toBe("12");
    expect(minutesLeft(750, "10")).toBe("-150");
    expect(minutesLeft(1, "0.01")).toBe("-0.4");
  });
});
