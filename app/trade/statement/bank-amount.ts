import { toHalfWidth } from "#app/number/half-width.ts";
import { type DecimalStyle, readNumber } from "#app/number/read-number.ts";

const LONGEST = 60;
const PLAIN = /^\d+(\.\d+)?$/;
/** A sign of a currency or its code at either end. */
// pattern: at most 60 characters, LONGEST.
const CURRENCY_MARK = /^(?:[A-Z]{2,3}\$?|[¥￥$€£元])\s*|\s*(?:[A-Z]{3}|[¥￥$€£元])$/;
const BLANK = /^[-–—−*]{0,3}$/;

/**
 * Reads an amount as banks write it: with a currency, parentheses, `CR` or `DR`, a sign in front or behind. Money that
 * left has a minus sign.
 *
 * @returns a plain decimal, "" for a blank cell, or null if it is no amount of this format
 */
export function readAmount(text: string, style: DecimalStyle): string | null {
  let rest = toHalfWidth(text)
    .replace(/[−–]/g, "-")
    .replace(/[\u00a0\u202f]/g, " ")
    .trim();
  if (rest.length > LONGEST) return null;
  if (BLANK.test(rest)) return "";
  let isNegative = false;
  const marked = /^(.{1,50}?) ?(CR|DR)$/i.exec(rest);
  if (marked) {
    rest = marked[1]!;
    isNegative = marked[2]!.toUpperCase() === "DR";
  }
  rest = rest.replace(CURRENCY_MARK, "").trim();
  const bracketed = /^\((.+)\)$/.exec(rest);
  if (bracketed) {
    rest = bracketed[1]!.trim();
    isNegative = !isNegative;
  }
  const signed = /^([+-]) ?(.+)$/.exec(rest) ?? /^(.+?) ?([+-])$/.exec(rest);
  if (signed) {
    const isFirst = signed[1] === "+" || signed[1] === "-";
    rest = (isFirst ? signed[2]! : signed[1]!).replace(CURRENCY_MARK, "").trim();
    if ((isFirst ? signed[1] : signed[2]) === "-") isNegative = !isNegative;
  }
  const decimal = readNumber(rest, style);
  if (decimal === null || !PLAIN.test(decimal)) return null;
  return isNegative && !/^0*(\.0*)?$/.test(decimal) ? `-${decimal}` : decimal;
}

/** A decimal point with or without thousands separators, and a decimal comma. */
const STYLES = ["grouped_point", "comma"] as const;

/**
 * The formats in which each of the amounts can be read. Texts that are no amount in any format don't count. One format
 * if both give the same amounts.
 */
export function possibleStyles(texts: readonly string[]): DecimalStyle[] {
  const read = texts
    .map((text) => STYLES.map((style) => readAmount(text, style)))
    .filter((found) => found.some((amount) => amount !== null));
  const styles = STYLES.filter((_, index) => read.every((found) => found[index] !== null));
  const isSame = styles.length === 2 && read.every(([point, comma]) => sameAmount(point!, comma!));
  return isSame ? ["grouped_point"] : styles;
}

/** Whether a format reads every text that is an amount in any format. */
export function canReadAll(texts: readonly string[], style: DecimalStyle): boolean {
  return texts.every(
    (text) => readAmount(text, style) !== null || STYLES.every((one) => readAmount(text, one) === null),
  );
}

function sameAmount(a: string, b: string): boolean {
  // pattern: at most 60 characters, LONGEST.
  const plain = (text: string) => (text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text);
  return plain(a) === plain(b);
}

/** Whether money came in. Null for an unknown word. From the account holder's view, as banks write it. */
export function readDirection(text: string): boolean | null {
  const folded = toHalfWidth(text).trim().toLowerCase();
  if (IN.has(folded)) return true;
  return OUT.has(folded) ? false : null;
}

const IN = new Set(
  `c cr cred credit credited + in h haben gutschrift deposit received incoming crdt credit(cr) money_in
   贷 贷方 贷记 收 收入 收款 来账 转入 入账 存入 汇入`
    .split(/\s+/)
    .concat("money in", "paid in"),
);
const OUT = new Set(
  `d dr deb debit debited - out s soll lastschrift withdrawal sent outgoing dbit debit(dr) money_out
   借 借方 借记 支 付 支出 付款 往账 转出 出账 支取 汇出`
    .split(/\s+/)
    .concat("money out", "paid out"),
);
