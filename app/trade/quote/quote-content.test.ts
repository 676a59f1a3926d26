import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { percentOf } from "#app/money/share.ts";
import { priceOn } from "#app/trade/service/service-details.ts";
import { EMPTY_LINE, priceQuote, type QuoteContent, type QuoteLineContent, splitNet } from "./quote-content.ts";
import { EMPTY_WORK } from "./quote-work.ts";

const DAY = { today: "2026-11-27", homeCurrency: "CNY" };
const REPORT = {
  id: "report",
  name: { en: "Inventory report", zh: "盘查报告" },
  description: { en: "", zh: "" },
  unit: "report" as const,
  isOffered: true,
  prices: [
    { currency: "USD", number: 1, validFrom: "2026-01-01", minor: 480_000n },
    { currency: "USD", number: 2, validFrom: "2026-06-01", minor: 500_000n },
    { currency: "USD", number: 3, validFrom: "2027-01-01", minor: 900_000n },
    { currency: "JPY", number: 1, validFrom: "2026-01-01", minor: 700_000n },
    { currency: "KWD", number: 1, validFrom: "2026-01-01", minor: 1_500_125n },
  ],
};
const OLD = { ...REPORT, id: "old", isOffered: false };

const LINE: QuoteLineContent = { ...EMPTY_LINE, serviceId: "report" };
const FEE: QuoteLineContent = {
  ...EMPTY_LINE,
  payee: "Sample Verification",
  name: { en: "Verification", zh: "" },
  amount: "2000",
};
const QUOTE: QuoteContent = {
  currency: "USD",
  exchangeRate: "7.1023",
  exchangeSource: "Central parity",
  exchangeDate: "2026-11-26",
  taxRule: "cn-export-zero",
  taxPercent: "0",
  validUntil: "2026-12-31",
  terms: { en: "", zh: "" },
  depositPercent: "30",
  gatesIssue: false,
  inventoryId: "",
  work: EMPTY_WORK,
  lines: [LINE],
};

const price = (changes: Partial<QuoteContent>) => priceQuote({ ...QUOTE, ...changes }, [REPORT, OLD], DAY);
const faultsOf = (changes: Partial<QuoteContent>) => {
  const answer = price(changes);
  return answer.ok ? [] : answer.faults.map(({ field, code }) => `${field}: ${code}`);
};

describe("priceQuote", () => {
  it("takes the price of the day less the discount, and never a typed price", () => {
    const discounted = { ...LINE, quantity: "1.5", discountPercent: "10", discountReason: "second year", amount: "1" };
    const answer = price({ lines: [discounted, FEE] });
    expect(answer).toMatchObject({
      ok: true,
      priced: {
        net: { minor: 675_000n, currency: "USD" },
        total: { minor: 675_000n },
        deposit: { minor: 202_500n },
        thirdParty: { minor: 200_000n },
        lines: [
          { serviceId: "report", price: { minor: 500_000n }, net: { minor: 675_000n } },
          { serviceId: null, payee: "Sample Verification", net: { minor: 200_000n } },
        ],
      },
    });
  });

  it("prices options and leaves them out of every sum", () => {
    const option = { ...LINE, isOption: true, quantity: "2" };
    const [plain, offering] = [price({ lines: [LINE, FEE] }), price({ lines: [option, LINE, FEE] })];
    if (!plain.ok || !offering.ok) throw new Error("not priced");
    const { options, ...rest } = offering.priced;
    expect(rest).toEqual({ ...plain.priced, options: undefined });
    expect(options).toMatchObject([{ serviceId: "report", net: { minor: 1_000_000n, currency: "USD" } }]);
  });

  it.each<[string, Partial<QuoteContent>, string[]]>([
    ["nothing but options", { lines: [{ ...LINE, isOption: true }, FEE] }, ["lines: only_options"]],
    ["a currency that is none", { currency: "XXX" }, ["currency: currency"]],
    ["a rate without its source", { exchangeSource: " " }, ["exchangeSource: rate_source"]],
    ["a rate of tomorrow", { exchangeDate: "2026-11-28" }, ["exchangeDate: rate_date"]],
    ["a rate of zero", { exchangeRate: "0" }, ["exchangeRate: rate"]],
    ["a day that has passed", { validUntil: "2026-11-26" }, ["validUntil: valid_until"]],
    ["a day that there is not", { validUntil: "2026-02-30" }, ["validUntil: valid_until"]],
    ["a gate without an inventory", { gatesIssue: true }, ["inventoryId: gate_without_inventory"]],
    ["a deposit of more than all", { depositPercent: "100.1" }, ["depositPercent: percent"]],
    ["tax as high as the price", { taxPercent: "100" }, ["taxPercent: percent"]],
    ["nothing but a third party's fee", { lines: [FEE] }, ["lines: no_lines"]],
    ["a currency without a price", { currency: "EUR" }, ["line-0-serviceId: price_missing"]],
    ["a service that is retired", { lines: [{ ...LINE, serviceId: "old" }] }, ["line-0-serviceId: service_retired"]],
    ["a service of another", { lines: [{ ...LINE, serviceId: "x" }] }, ["line-0-serviceId: service_unknown"]],
    ["no quantity", { lines: [{ ...LINE, quantity: "0" }] }, ["line-0-quantity: quantity"]],
    ["an exponent", { lines: [{ ...LINE, quantity: "1e3" }] }, ["line-0-quantity: quantity"]],
    [
      "a discount without reason",
      { lines: [{ ...LINE, discountPercent: "5" }] },
      ["line-0-discountReason: discount_reason"],
    ],
    ["a fee in fractions of a cent", { lines: [LINE, { ...FEE, amount: "1.005" }] }, ["line-1-amount: amount"]],
    [
      "a fee for nothing named",
      { lines: [LINE, { ...FEE, name: { en: "", zh: "" } }] },
      ["line-1-nameEn: name_missing"],
    ],
    ["more than money can be", { lines: [{ ...LINE, quantity: "999999999" }, LINE] }, []],
  ])("locates the error: %s", (_, changes, faults) => {
    if (faults.length === 0)
      expect(faultsOf({ ...changes, lines: Array(3).fill(changes.lines![0]) })).toEqual(["lines: too_large"]);
    else expect(faultsOf(changes)).toEqual(faults);
  });

  it("needs no rate in the home currency", () => {
    const home = priceQuote({ ...QUOTE, exchangeRate: "", exchangeSource: "", exchangeDate: "" }, [REPORT], {
      ...DAY,
      homeCurrency: "USD",
    });
    expect(home.ok).toBe(true);
  });

  it("adds up in every currency, with the tax of the invoices that follow", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("USD", "JPY", "KWD"),
        fc.array(
          fc.record({ quantity: fc.integer({ min: 1, max: 99_999 }), discount: fc.integer({ min: 0, max: 10_000 }) }),
          {
            minLength: 1,
            maxLength: 8,
          },
        ),
        fc.integer({ min: 0, max: 9_999 }),
        fc.integer({ min: 0, max: 10_000 }),
        (currency, lines, tax, deposit) => {
          const answer = price({
            currency,
            taxPercent: String(tax / 100),
            depositPercent: String(deposit / 100),
            lines: [
              ...lines.map((one) => ({
                ...LINE,
                quantity: String(one.quantity / 1000),
                discountPercent: String(one.discount / 100),
                discountReason: "sample",
              })),
              FEE,
            ],
          });
          if (!answer.ok) throw new Error(JSON.stringify(answer.faults));
          const { priced } = answer;
          const own = priced.lines.filter(({ payee }) => payee === "");
          expect(own.reduce((total, { net }) => total + net.minor, 0n)).toBe(priced.net.minor);
          expect(priced.net.minor + priced.tax.minor).toBe(priced.total.minor);
          const [first, rest] = splitNet(priced.net, String(deposit / 100));
          expect(first.minor + rest.minor).toBe(priced.net.minor);
          if (first.minor > 0n) {
            const balance = rest.minor + percentOf(rest, String(tax / 100)).minor;
            expect(priced.deposit.minor + balance).toBe(priced.total.minor);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("priceOn", () => {
  it("takes the last price of the latest day, and none before the first", () => {
    const twice = [...REPORT.prices, { currency: "USD", number: 4, validFrom: "2026-06-01", minor: 510_000n }];
    expect(priceOn(twice, "USD", "2026-11-27")?.minor).toBe(510_000n);
    expect(priceOn(twice, "USD", "2025-12-31")).toBeNull();
    expect(priceOn(twice, "EUR", "2026-11-27")).toBeNull();
  });
});
