import type { EmissionFactor } from "#app/carbon/document/inventory-document.ts";
import type { UnitCode } from "#app/carbon/unit/unit.ts";
import { divide, multiply, ONE, subtract } from "#app/number/ratio.ts";
import { MONEY } from "./dimensions.ts";
import { amount, choice, optional, stated, year } from "./field.ts";
import { defineMethod, type MethodProblem, type MethodStep, problem } from "./method.ts";
import { statedValues } from "./stated-values.ts";

const CURRENCIES = ["CNY", "USD", "EUR", "GBP", "JPY", "HKD", "KRW", "TWD", "SGD", "AUD", "CAD", "CHF", "INR"] as const;

/**
 * Spend in the factor's currency, price year and price basis: first deflated, then converted (methodology rule 41).
 * `deflator` is the price level of the spend's year ÷ that of the factor's. `exchangeRate` is the amount of the
 * factor's currency per unit of the spend's in that year. `margin` is the part of a purchaser's price for trade,
 * transport and taxes, for a factor in producer prices.
 */
export const spendBased = defineMethod({
  name: "spend_based",
  source: "GHG Protocol, Technical Guidance for Calculating Scope 3 Emissions (2013), chapter 1, spend-based method",
  categories: [
    "purchased_goods_services",
    "capital_goods",
    "upstream_transport",
    "waste",
    "business_travel",
    "downstream_transport",
    "investments",
  ],
  fields: {
    spend: amount(MONEY),
    priceBasis: choice(["purchaser", "producer"]),
    priceYear: year(),
    deflator: optional(stated({ min: 0, isMinExcluded: true })),
    deflatedTo: optional(year()),
    margin: optional(stated({ min: 0, max: 1 })),
    exchangeRate: optional(stated({ min: 0, isMinExcluded: true })),
    exchangedTo: optional(choice(CURRENCIES)),
  },
  steps: ["deflated", "producer_price", "converted"],
  checkFactor(input, factor) {
    const basis = input.margin ? "producer" : input.priceBasis;
    return [...checkPairs(input), ...checkPrices(factor, { basis, year: input.deflatedTo ?? input.priceYear })];
  },
  derive({ spend, deflator, margin, exchangeRate, exchangedTo }) {
    const steps: MethodStep[] = [];
    let value = spend.quantity;
    const record = (name: string, unit: UnitCode) => steps.push({ name, value, unit });
    if (deflator) {
      value = divide(value, deflator.value);
      record("deflated", spend.unit);
    }
    if (margin) {
      value = multiply(value, subtract(ONE, margin.value));
      record("producer_price", spend.unit);
    }
    const unit = exchangeRate && exchangedTo ? exchangedTo : spend.unit;
    if (exchangeRate) {
      value = multiply(value, exchangeRate.value);
      record("converted", unit);
    }
    return { quantity: value, unit, steps, disclosures: statedValues({ deflator, margin, exchangeRate }) };
  },
});

/** Without its year, a deflator leaves the meaning of the result open; so does a rate without its currency. */
function checkPairs(
  input: Record<"deflator" | "deflatedTo" | "exchangeRate" | "exchangedTo", unknown>,
): MethodProblem[] {
  const pairs = [
    ["deflator", "deflatedTo"],
    ["exchangeRate", "exchangedTo"],
  ] as const;
  return pairs.flatMap((pair) => {
    const missing = pair.filter((name) => input[name] === null);
    return missing.length === 1 ? [problem("input_missing", `/${missing[0]}`, { field: missing[0]! })] : [];
  });
}

function checkPrices(factor: EmissionFactor, wanted: { basis: string; year: string }): MethodProblem[] {
  const reference = `${factor.id}@${factor.version}`;
  const problems: MethodProblem[] = [];
  if (factor.priceBasis !== wanted.basis) {
    const detail = { factor: reference, found: wanted.basis, wanted: factor.priceBasis ?? "" };
    problems.push(problem("price_basis_mismatch", "/priceBasis", detail));
  }
  if (factor.priceYear !== wanted.year) {
    const detail = { factor: reference, found: wanted.year, wanted: factor.priceYear ?? "" };
    problems.push(problem("price_year_mismatch", "/priceYear", detail));
  }
  return problems;
}
