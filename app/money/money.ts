import { exponentOf } from "./currency.ts";

/** An amount in whole minor units of its currency (ISO 4217); may be negative or zero. */
export interface Money {
  readonly minor: bigint;
  readonly currency: string;
}

/** No amount has more digits: below what the database and every transport carry exactly. */
export const MOST_MINOR = 999_999_999_999_999n;

/**
 * @param minor whole minor units, as the database, a form field or a provider gives them
 * @throws RangeError for a currency that is none or more than 15 digits; SyntaxError for text that is no integer
 */
export function money(minor: bigint | number | string, currency: string): Money {
  exponentOf(currency);
  const value = BigInt(minor);
  if (value > MOST_MINOR || value < -MOST_MINOR) throw new RangeError(`an amount of more than 15 digits: ${value}`);
  return { minor: value, currency };
}

export function zero(currency: string): Money {
  return money(0n, currency);
}

/** @throws RangeError where the currencies differ: nothing is ever converted in passing */
export function add(a: Money, b: Money): Money {
  return money(a.minor + sameCurrency(a, b).minor, a.currency);
}

export function subtract(a: Money, b: Money): Money {
  return money(a.minor - sameCurrency(a, b).minor, a.currency);
}

export function negate({ minor, currency }: Money): Money {
  return money(-minor, currency);
}

export function sum(amounts: readonly Money[], currency: string): Money {
  return amounts.reduce(add, zero(currency));
}

function sameCurrency(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`two currencies in one sum: ${a.currency}, ${b.currency}`);
  return b;
}
