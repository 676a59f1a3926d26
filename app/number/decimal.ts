import { Decimal as DecimalJs } from "decimal.js";
import { CarbonError } from "./carbon-error.ts";
import { withoutEnd } from "./text-decimal.ts";

/** A decimal number as text: `-?digits[.digits]`. */
export type DecimalString = string;

/** No value ever prints with an exponent, and a tie goes to the even digit (methodology rule 15). */
const PRINTING = { rounding: DecimalJs.ROUND_HALF_EVEN, toExpNeg: -9e15, toExpPos: 9e15 } as const;

/** The Decimal of the product: 200 significant digits, half-even. Sums and products of a few inputs are exact. */
export const Decimal = DecimalJs.clone({ ...PRINTING, precision: 200 });
export type Decimal = DecimalJs;

/**
 * For `ratio.ts` only: no sum or product is ever rounded, however long a chain of factors becomes. Division and roots
 * must not be asked of it: they would run to the precision.
 */
export const UnroundedDecimal = DecimalJs.clone({ ...PRINTING, precision: 1e9 });

/** For one rounded division: correctly rounded, half-even, to the digits in which results that do not end are printed. */
export const RESULT_DIGITS = 40;
export const ResultDecimal = DecimalJs.clone({ ...PRINTING, precision: RESULT_DIGITS });

/** How many digits may stand before and after the point. */
export interface NumberBounds {
  before: number;
  after: number;
}

/** The bounds of every number of an inventory document (architecture §4 "Decimals"). */
export const BOUNDS = {
  quantity: { before: 15, after: 12 },
  /** Of the quantities of many records, and of their squares. */
  sum: { before: 30, after: 60 },
  squares: { before: 60, after: 120 },
  factor: { before: 15, after: 20 },
  gwp: { before: 6, after: 6 },
  share: { before: 1, after: 12 },
  percentage: { before: 4, after: 6 },
} as const satisfies Record<string, NumberBounds>;

const GRAMMAR = /^-?([0-9]+)(?:\.([0-9]+))?$/;

/**
 * Why a text is not a number of ours: `number_grammar` (not `-?digits[.digits]`), `number_out_of_bounds` (too many
 * digits), or null when it is one. The length is looked at first, so hostile text costs nothing.
 */
export function checkDecimal(text: unknown, bounds: NumberBounds): "number_grammar" | "number_out_of_bounds" | null {
  if (typeof text !== "string") return "number_grammar";
  if (text.length > bounds.before + bounds.after + 2) return "number_out_of_bounds";
  const match = GRAMMAR.exec(text);
  if (!match) return "number_grammar";
  const after = match[2] ?? "";
  return match[1]!.length > bounds.before || after.length > bounds.after ? "number_out_of_bounds" : null;
}

/**
 * The one way from text to a number. Refuses exponents, signs other than `-`, separators, spaces, hexadecimal, NaN and
 * infinities, all of which decimal.js would read.
 * @throws CarbonError `number_grammar` or `number_out_of_bounds`
 */
export function parseDecimal(text: unknown, bounds: NumberBounds): Decimal {
  const problem = checkDecimal(text, bounds);
  if (problem) throw new CarbonError(problem, numberFacts(text, bounds));
  return new Decimal(text as string);
}

/**
 * `printDecimal(parseDecimal(text, bounds))` without making a number: a file has a million of them.
 * @throws CarbonError `number_grammar` or `number_out_of_bounds`
 */
export function normalizeDecimal(text: string, bounds: NumberBounds): string {
  const problem = checkDecimal(text, bounds);
  if (problem) throw new CarbonError(problem, numberFacts(text, bounds));
  if (CANONICAL.test(text)) return text;
  const [, sign = "", whole = "", decimals = ""] = PARTS.exec(text)!;
  const fraction = withoutEnd(decimals, "0");
  const digits = `${whole.replace(/^0+(?=[0-9])/, "")}${fraction === "" ? "" : `.${fraction}`}`;
  return digits === "0" ? "0" : sign + digits;
}

const CANONICAL = /^-?[1-9][0-9]*(?:\.[0-9]*[1-9])?$/;
const PARTS = /^(-?)([0-9]+)(?:\.([0-9]*))?$/;

/** What the sentences about a refused number need. */
export function numberFacts(text: unknown, bounds: NumberBounds): Record<string, string> {
  const shown = typeof text === "string" ? text : (JSON.stringify(text) ?? typeof text);
  return {
    value: shown.length > 60 ? `${shown.slice(0, 59)}…` : shown,
    before: String(bounds.before),
    after: String(bounds.after),
  };
}

/** All digits, no exponent, no trailing zeros, never `-0`. */
export function printDecimal(value: Decimal): string {
  return value.isZero() ? "0" : value.toFixed();
}
