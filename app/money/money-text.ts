import { exponentOf } from "./currency.ts";
import { MOST_MINOR, type Money, money } from "./money.ts";

/** Why a text is not a valid amount. Message keys. */
export type MoneyFault = "amount_grammar" | "amount_too_precise" | "amount_too_large";

const GRAMMAR = /^-?(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.([0-9]{1,12}))?$/;

/**
 * Parses an amount that a person typed, such as `1,234.50`: ASCII digits, a decimal point and thousands separators.
 * Never rounds: more decimal places than the currency has are an error.
 */
export function parseMoney(
  text: string,
  currency: string,
): { ok: true; money: Money } | { ok: false; fault: MoneyFault } {
  const typed = text.trim();
  const match = typed.length <= 40 ? GRAMMAR.exec(typed) : null;
  if (!match) return { ok: false, fault: "amount_grammar" };
  const exponent = exponentOf(currency);
  // pattern: at most 40 characters, a longer text is no amount.
  const fraction = (match[1] ?? "").replace(/0+$/, "");
  if (fraction.length > exponent) return { ok: false, fault: "amount_too_precise" };
  const whole = typed.replace(/^-/, "").split(".")[0]!.replaceAll(",", "");
  const minor = BigInt(whole + fraction.padEnd(exponent, "0"));
  if (minor > MOST_MINOR) return { ok: false, fault: "amount_too_large" };
  return { ok: true, money: money(typed.startsWith("-") ? -minor : minor, currency) };
}

/** `1234.50`: a plain decimal for forms, files and APIs. */
export function printAmount({ minor, currency }: Money): string {
  const exponent = exponentOf(currency);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, "0");
  const whole = digits.slice(0, digits.length - exponent);
  const fraction = digits.slice(digits.length - exponent);
  return `${minor < 0n ? "-" : ""}${whole}${fraction ? `.${fraction}` : ""}`;
}

/** `1,234.50`, grouped, with U+2212 as the minus sign. The format is the same in English and Chinese. */
export function formatAmount(amount: Money): string {
  const [whole, fraction] = printAmount(amount).replace("-", "").split(".") as [string, string?];
  // pattern: at most 60 characters, an amount of money is a whole number of the database.
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  return `${amount.minor < 0n ? "−" : ""}${grouped}${fraction === undefined ? "" : `.${fraction}`}`;
}

/** `USD 1,234.50`. Uses the code, since a currency sign can be ambiguous. The space is non-breaking. */
export function formatMoney(amount: Money): string {
  return `${amount.currency}\u00a0${formatAmount(amount)}`;
}
