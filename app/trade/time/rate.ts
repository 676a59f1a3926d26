import { z } from "zod";
import { isDate } from "#app/day/period.ts";
import { type Money, money } from "#app/money/money.ts";
import { Decimal } from "#app/number/decimal.ts";
import { declareSetting } from "#app/setting/setting.ts";

/** What an hour is sold for and what it costs, from a day on. Amounts are minor units per hour. */
export interface TimeRate {
  /** Whose hours. Null is for everyone without a rate of their own. */
  userId: string | null;
  currency: string;
  /** `YYYY-MM-DD` */
  validFrom: string;
  /** Null if no rate is set. Then the rate for everyone applies to a person. */
  saleMinor: bigint | null;
  costMinor: bigint | null;
}

const amount = z.string().max(40, "amount_grammar").default("");

/** Each version adds rates from their first day. Of two with the same day, the later version applies. */
export const TimeRateSetting = declareSetting({
  table: "time_rate",
  key: [],
  right: "trade.bill",
  schema: z.object({
    person: z.string().max(200, "person").default(""),
    sale: amount,
    cost: amount,
    validFrom: z.string().default("").refine(isDate, "valid_from"),
  }),
  subject: "time_rate",
  action: "time_rate.stated",
});

/** Per hour. Null if no rate is set. */
interface RatePair {
  sale: Money | null;
  cost: Money | null;
}

type Version = TimeRate & { version: number };

/** The newest rate up to a day of a person, or for everyone if `userId` is null. */
export function newestRate<R extends Version>(rates: readonly R[], userId: string | null, day: string): R | null {
  const isLater = (a: R, b: R) => (a.validFrom === b.validFrom ? a.version > b.version : a.validFrom > b.validFrom);
  return rates
    .filter((rate) => rate.userId === userId && rate.validFrom <= day)
    .reduce<R | null>((newest, rate) => (newest && isLater(newest, rate) ? newest : rate), null);
}

/** The rates that apply to a person on a day: each is the person's own, or else the one for everyone. */
export function ratesOn(rates: readonly Version[], userId: string, day: string): RatePair {
  const own = pairOf(newestRate(rates, userId, day));
  const general = pairOf(newestRate(rates, null, day));
  return { sale: own.sale ?? general.sale, cost: own.cost ?? general.cost };
}

export function pairOf(rate: TimeRate | null): RatePair {
  const amountOf = (minor: bigint | null) => (rate === null || minor === null ? null : money(minor, rate.currency));
  return { sale: amountOf(rate?.saleMinor ?? null), cost: amountOf(rate?.costMinor ?? null) };
}

/** Minutes for which the same rates apply. */
export interface RatedMinutes extends RatePair {
  minutes: number;
  billable: number;
}

/** An amount, or why there is none. Without minutes there is nothing to value. */
export type Worth =
  | { kind: "none" }
  | { kind: "amount"; money: Money }
  | { kind: "missing"; minutes: number }
  | { kind: "currencies"; currencies: string[] };

export interface TimeWorth {
  /** Billable time at the sale rates. */
  value: Worth;
  /** All time at the cost rates. */
  cost: Worth;
  /** Value less cost, if both are known in one currency. */
  margin: Money | null;
}

/** Values time exactly. Amounts are rounded half-even to the minor unit, once. */
export function valueTime(rows: readonly RatedMinutes[]): TimeWorth {
  const value = weigh(rows.map((row) => ({ weight: row.billable, rate: row.sale })));
  const cost = weigh(rows.map((row) => ({ weight: row.minutes, rate: row.cost })));
  const isKnown = cost.currency !== null && (value.currency === cost.currency || value.worth.kind === "none");
  return {
    value: value.worth,
    cost: cost.worth,
    margin: isKnown ? perHour(value.product - cost.product, cost.currency!) : null,
  };
}

interface Weighed {
  weight: number;
  rate: Money | null;
}

/** @returns the sum of minutes times rates in `product`, and its currency if there is one sum */
function weigh(rows: readonly Weighed[]): { worth: Worth; product: bigint; currency: string | null } {
  const counted = rows.filter(({ weight }) => weight > 0);
  const no = (worth: Worth) => ({ worth, product: 0n, currency: null });
  if (counted.length === 0) return no({ kind: "none" });
  const missing = counted.filter(({ rate }) => rate === null).reduce((sum, { weight }) => sum + weight, 0);
  if (missing > 0) return no({ kind: "missing", minutes: missing });
  const currencies = [...new Set(counted.map(({ rate }) => rate!.currency))].sort();
  if (currencies.length > 1) return no({ kind: "currencies", currencies });
  const product = counted.reduce((sum, { weight, rate }) => sum + BigInt(weight) * rate!.minor, 0n);
  const currency = currencies[0]!;
  return { worth: { kind: "amount", money: perHour(product, currency) }, product, currency };
}

/** Of minutes times an hourly rate. */
function perHour(product: bigint, currency: string): Money {
  const exact = new Decimal(product.toString()).div(60);
  return money(BigInt(exact.toDecimalPlaces(0, Decimal.ROUND_HALF_EVEN).toFixed()), currency);
}
