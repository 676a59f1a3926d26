import { exponentOf } from "./currency.ts";

/** An amount in whole minor units of its currency (ISO 4217); may be negative or zero. */
export interface Money {
  readonly minor: bigint;
  readonly currency: string;
}

/** The largest amount: 15 digits, which the database and every transport represent exactly. */
export const MOST_MINOR = 999_999_999_999_999n;

/**
 * @param minor minor units, as given by the database, a form field or a provider
 * @throws RangeError for an unknown currency or more than 15 digits; SyntaxError if the text is not an integer
 */
export function money(minor: bigint | number | string, currency: string): Money {
  exponentOf(currency);
  const value = BigInt(minor);
  if (value > MOST_MINOR || value < -MOST_MINOR) throw new RangeError(`amount has more than 15 digits: ${value}`);
  return { minor: value, currency };
}

export function zero(currency: string): Money {
  return money(0n, currency);
}

/** Never converts currencies. @throws RangeError if the currencies differ */
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
  if (a.currency !== b.currency) throw new RangeError(`can't add amounts in ${a.currency} and ${b.currency}`);
  return b;
}
