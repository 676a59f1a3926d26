import { Decimal as DecimalJs } from "decimal.js";
import { CarbonError } from "./carbon-error.ts";
import { withoutEnd } from "./text-decimal.ts";

/** A decimal number as text: `-?digits[.digits]`. */
export type DecimalString = string;

/** Never prints an exponent. Ties round to the even digit (methodology rule 15). */
const PRINTING = { rounding: DecimalJs.ROUND_HALF_EVEN, toExpNeg: -9e15, toExpPos: 9e15 } as const;

/** 200 significant digits, half-even. Sums and products of a few inputs are exact. */
export const Decimal = DecimalJs.clone({ ...PRINTING, precision: 200 });
export type Decimal = DecimalJs;

/**
 * For `ratio.ts` only: sums and products are never rounded, however long a chain of factors is. Must not be used for
 * division and roots, which would run to the full precision.
 */
export const UnroundedDecimal = DecimalJs.clone({ ...PRINTING, precision: 1e9 });

/** For a single division, correctly rounded half-even. The number of digits printed for results that don't end. */
export const RESULT_DIGITS = 40;
export const ResultDecimal = DecimalJs.clone({ ...PRINTING, precision: RESULT_DIGITS });

/** Maximum digits before and after the decimal point. */
export interface NumberBounds {
  before: number;
  after: number;
}

/** The bounds of every number in an inventory document (architecture §4 "Decimals"). */
export const BOUNDS = {
  quantity: { before: 15, after: 12 },
  /** For sums of many quantities and of their squares. */
  sum: { before: 30, after: 60 },
  squares: { before: 60, after: 120 },
  factor: { before: 15, after: 20 },
  gwp: { before: 6, after: 6 },
  share: { before: 1, after: 12 },
  percentage: { before: 4, after: 6 },
} as const satisfies Record<string, NumberBounds>;

const GRAMMAR = /^-?([0-9]+)(?:\.([0-9]+))?$/;

/**
 * Why a text is not a valid number: `number_grammar` (not `-?digits[.digits]`) or `number_out_of_bounds` (too many
 * digits). Null if it is valid. The length is checked first, so that hostile text is cheap.
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
 * The only conversion from text to a number. Rejects exponents, signs other than `-`, separators, spaces, hexadecimal,
 * NaN and infinities, all of which decimal.js accepts.
 *
 * @throws CarbonError `number_grammar` or `number_out_of_bounds`
 */
export function parseDecimal(text: unknown, bounds: NumberBounds): Decimal {
  const problem = checkDecimal(text, bounds);
  if (problem) throw new CarbonError(problem, numberFacts(text, bounds));
  return new Decimal(text as string);
}

/**
 * Equals `printDecimal(parseDecimal(text, bounds))` without creating a number, because a file can have a million.
 *
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

/** Facts for messages about an invalid number. */
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
