import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CURRENCIES, exponentOf, fromStripeAmount, isCurrency, toStripeAmount } from "./currency.ts";
import { convert } from "./exchange.ts";
import { add, MOST_MINOR, money, negate, subtract, sum, zero } from "./money.ts";
import { formatAmount, formatMoney, parseMoney, printAmount } from "./money-text.ts";
import { percentOf, splitByPercent, times } from "./share.ts";

const currencies = fc.constantFrom(...CURRENCIES);
const amounts = fc
  .tuple(fc.bigInt({ min: -MOST_MINOR, max: MOST_MINOR }), currencies)
  .map(([minor, currency]) => money(minor, currency));

describe("currencies", () => {
  test.each([
    ["USD", 2],
    ["EUR", 2],
    ["CNY", 2],
    ["HKD", 2],
    ["JPY", 0],
    ["KRW", 0],
    ["VND", 0],
    ["ISK", 0],
    ["UGX", 0],
    ["HUF", 2],
    ["TWD", 2],
    ["MGA", 2],
    ["KWD", 3],
    ["BHD", 3],
    ["TND", 3],
    ["CLF", 4],
  ])("%s has %i digits", (currency, digits) => expect(exponentOf(currency)).toBe(digits));

  test("lists each currency once, in capitals, and no others", () => {
    expect(new Set(CURRENCIES).size).toBe(CURRENCIES.length);
    expect(CURRENCIES.every((code) => /^[A-Z]{3}$/.test(code) && isCurrency(code))).toBe(true);
    expect(["usd", "XXX", "BTC", "", "constructor"].some(isCurrency)).toBe(false);
    expect(() => exponentOf("XXX")).toThrow(RangeError);
  });

  test.each([
    [1000n, "USD", 1000n],
    [500n, "JPY", 500n],
    [5n, "ISK", 500n],
    [5n, "UGX", 500n],
    [500n, "MGA", 5n],
    [501n, "MGA", null],
    [5120n, "KWD", 5120n],
    [5123n, "KWD", null],
    [1045n, "HUF", 1045n],
  ])("%s minor units of %s are %s to Stripe", (minor, currency, stripe) => {
    expect(toStripeAmount(minor, currency)).toBe(stripe);
    if (stripe !== null) expect(fromStripeAmount(stripe, currency)).toBe(minor);
  });
});

describe("amounts", () => {
  test("adds amounts, and never across currencies", () => {
    expect(sum([money(1, "USD"), money("2", "USD")], "USD")).toEqual(money(3n, "USD"));
    expect(() => add(money(1, "USD"), money(1, "EUR"))).toThrow(RangeError);
    expect(() => subtract(money(1, "USD"), money(1, "HKD"))).toThrow(RangeError);
    expect(() => money(MOST_MINOR + 1n, "USD")).toThrow(RangeError);
    expect(() => money("1.5", "USD")).toThrow(SyntaxError);
    expect(() => money(1.5, "USD")).toThrow(RangeError);
  });

  test("adds an amount and its negation to zero", () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        expect(add(amount, negate(amount))).toEqual(zero(amount.currency));
      }),
    );
  });
});

describe("text", () => {
  test.each([
    ["1,234.50", "USD", 123450n],
    ["1234.5", "USD", 123450n],
    ["-0.01", "USD", -1n],
    ["1234", "JPY", 1234n],
    ["1234.00", "JPY", 1234n],
    ["1.234", "KWD", 1234n],
    [" 7 ", "EUR", 700n],
  ])("%s in %s", (text, currency, minor) =>
    expect(parseMoney(text, currency)).toEqual({ ok: true, money: money(minor, currency) }),
  );

  test.each([
    ["1.005", "USD", "amount_too_precise"],
    ["1.5", "JPY", "amount_too_precise"],
    ["1e3", "USD", "amount_grammar"],
    ["1.234,50", "EUR", "amount_grammar"],
    ["12,34", "USD", "amount_grammar"],
    ["１２", "USD", "amount_grammar"],
    ["", "USD", "amount_grammar"],
    ["NaN", "USD", "amount_grammar"],
    ["$5", "USD", "amount_grammar"],
    ["9".repeat(15), "USD", "amount_too_large"],
    ["9".repeat(400), "USD", "amount_grammar"],
  ])("refuses %s in %s", (text, currency, fault) => expect(parseMoney(text, currency)).toEqual({ ok: false, fault }));

  test("reads back what it printed", () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        expect(parseMoney(printAmount(amount), amount.currency)).toEqual({ ok: true, money: amount });
        const shown = formatAmount(amount).replace("−", "-");
        expect(parseMoney(shown, amount.currency)).toEqual({ ok: true, money: amount });
      }),
    );
  });

  test("shows the currency code", () => {
    expect(formatMoney(money(-123456789n, "USD"))).toBe("USD\u00a0−1,234,567.89");
    expect(formatMoney(money(5, "JPY"))).toBe("JPY\u00a05");
    expect(formatMoney(money(5, "KWD"))).toBe("KWD\u00a00.005");
  });
});

describe("shares", () => {
  test("multiplies hours by a price, rounded half-even", () => {
    expect(times(money(10000, "USD"), "7.5")).toEqual(money(75000, "USD"));
    expect(times(money(1, "USD"), "2.5")).toEqual(money(2, "USD"));
    expect(times(money(1, "USD"), "3.5")).toEqual(money(4, "USD"));
    expect(percentOf(money(100_01, "EUR"), "19")).toEqual(money(19_00, "EUR"));
  });

  test.each([
    [100n, ["30", "70"], [30n, 70n]],
    [101n, ["50", "50"], [51n, 50n]],
    [100n, ["33.333333", "33.333333", "33.333334"], [33n, 33n, 34n]],
    [-101n, ["50", "50"], [-51n, -50n]],
    [1n, ["0", "100"], [0n, 1n]],
  ])("%s by %j", (minor, percents, parts) =>
    expect(splitByPercent(money(minor, "JPY"), percents).map((part) => part.minor)).toEqual(parts),
  );

  test("loses nothing in any currency", () => {
    const percents = fc
      .uniqueArray(fc.integer({ min: 1, max: 99_999 }), { maxLength: 6 })
      .map((cuts) => [0, ...cuts.sort((a, b) => a - b), 100_000])
      .map((cuts) => cuts.slice(1).map((cut, index) => ((cut - cuts[index]!) / 1000).toFixed(3)));
    fc.assert(
      fc.property(amounts, percents, (amount, shares) => {
        const parts = splitByPercent(amount, shares);
        expect(parts.reduce((total, part) => total + part.minor, 0n)).toBe(amount.minor);
        expect(parts).toHaveLength(shares.length);
      }),
    );
  });

  test("refuses percentages that do not add up to 100", () => {
    expect(() => splitByPercent(money(1, "USD"), ["50", "49"])).toThrow(RangeError);
    expect(() => splitByPercent(money(1, "USD"), ["150", "-50"])).toThrow();
  });
});

describe("exchange", () => {
  test.each([
    [100_00n, "USD", "7.1023", "CNY", 710_23n],
    [1000n, "JPY", "0.0481", "CNY", 48_10n],
    [1_000n, "KWD", "3.25", "USD", 325n],
    [1n, "USD", "0.5", "EUR", 0n],
    [3n, "USD", "0.5", "EUR", 2n],
  ])("%s %s at %s in %s", (minor, from, rate, to, result) =>
    expect(convert(money(minor, from), rate, to)).toEqual(money(result, to)),
  );

  test("refuses a rate of zero", () => {
    for (const rate of ["0", "-1"]) expect(() => convert(money(1, "USD"), rate, "EUR")).toThrow(RangeError);
    expect(() => convert(money(1, "USD"), "1e3", "EUR")).toThrow();
  });
});
