import { isDate } from "#app/day/period.ts";
import { toHalfWidth } from "#app/number/half-width.ts";
import type { DateOrder } from "./bank-file.ts";

export const DATE_ORDERS: readonly DateOrder[] = ["ymd", "dmy", "mdy"];

const LONGEST = 40;
const EARLIEST = 1990;
const LATEST = 2100;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/** Where German, Dutch and French banks write a month differently. */
const OTHER_MONTHS: Record<string, number> = {
  mai: 5,
  okt: 10,
  dez: 12,
  mrz: 3,
  mär: 3,
  maa: 3,
  mei: 5,
  fév: 2,
  avr: 4,
};

/** A time of the day behind a date doesn’t change the day. */
// pattern: at most 40 characters, LONGEST.
const TIME = /(?:[ T]+|(?<=日))\d{1,2}[:：.]\d{2}(?:[:：.]\d{2}(?:[.,]\d{1,6})?)?(?: ?[AP]M)?(?:Z|[+-]\d{2}:?\d{2})?$/i;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:[ T]?\d{6})?$/;
/** A year with four digits in front is followed by the month. */
const SORTED = /^(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2})日?$/;
const PARTS = /^(\d{1,4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,4})日?$/;
const NAMED = /^(\d{1,4})[ \-/.]{0,2}(\p{L}{3,9})\.?[ \-/,.]{0,2}(\d{2,4})$/u;
const NAMED_FIRST = /^(\p{L}{3,9})\.? ?(\d{1,2}),? ?(\d{4})$/u;

/**
 * The days that a text can mean, for each order of its parts. A date that shows its order, such as `2025-03-04` or
 * `4 Mar 2025`, means the same in each. Empty if it is no date.
 */
export function possibleDays(text: string): Partial<Record<DateOrder, string>> {
  const folded = toHalfWidth(text).trim();
  if (folded.length > LONGEST) return {};
  const day = folded.replace(TIME, "").trim();
  const known = knownDay(day);
  if (known) return Object.fromEntries(DATE_ORDERS.map((order) => [order, known]));
  const parts = PARTS.exec(day)?.slice(1) as [string, string, string] | undefined;
  if (!parts) return {};
  const found: Partial<Record<DateOrder, string>> = {};
  for (const order of DATE_ORDERS) {
    const iso = inOrder(parts, order);
    if (iso) found[order] = iso;
  }
  return found;
}

export function readDay(text: string, order: DateOrder): string | null {
  return possibleDays(text)[order] ?? null;
}

/**
 * The orders in which each of the dates can be read. Texts that are no date in any order don't count. One order if
 * every order gives the same days.
 */
export function possibleOrders(texts: readonly string[]): DateOrder[] {
  const days = texts.map(possibleDays).filter((found) => Object.keys(found).length > 0);
  const orders = DATE_ORDERS.filter((order) => days.every((found) => found[order] !== undefined));
  const [first] = orders;
  if (first === undefined) return [];
  const isSame = orders.every((order) => days.every((found) => found[order] === found[first]));
  return isSame ? [first] : orders;
}

/** A date that can only be read in one way. */
function knownDay(day: string): string | null {
  const compact = COMPACT.exec(day)?.slice(1);
  if (compact) return isoOf(compact[0]!, compact[1]!, compact[2]!);
  const sorted = SORTED.exec(day)?.slice(1);
  if (sorted) return isoOf(sorted[0]!, sorted[1]!, sorted[2]!);
  const named = NAMED.exec(day);
  if (named) {
    const [, first, name, last] = named as unknown as [string, string, string, string];
    const month = monthOf(name);
    if (month === null) return null;
    return first.length === 4 ? isoOf(first, month, last) : first.length <= 2 ? isoOf(last, month, first) : null;
  }
  const reversed = NAMED_FIRST.exec(day);
  const month = reversed ? monthOf(reversed[1]!) : null;
  return month === null ? null : isoOf(reversed![3]!, month, reversed![2]!);
}

function monthOf(name: string): string | null {
  const start = name.toLowerCase().slice(0, 3);
  const month = OTHER_MONTHS[start] ?? MONTHS.indexOf(start) + 1;
  return month > 0 ? String(month) : null;
}

function inOrder([a, b, c]: [string, string, string], order: DateOrder): string | null {
  if (order === "ymd") return isoOf(a, b, c);
  // The last part is a year, and a year first can't be a day.
  if (a.length > 2) return null;
  return order === "dmy" ? isoOf(c, b, a) : isoOf(c, a, b);
}

function isoOf(year: string, month: string, day: string): string | null {
  if (day.length > 2 || year.length === 1 || year.length === 3) return null;
  const full = year.length === 2 ? 2000 + Number(year) : Number(year);
  if (full < EARLIEST || full > LATEST) return null;
  const iso = `${full}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isDate(iso) ? iso : null;
}

/** Whether an order reads every text that is a date in any order. */
export function readsAll(texts: readonly string[], order: DateOrder): boolean {
  return texts.map(possibleDays).every((found) => Object.keys(found).length === 0 || found[order] !== undefined);
}
