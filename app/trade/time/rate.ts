import { z } from "zod";
import { isDate } from "#app/day/period.ts";
import { type Money, money } from "#app/money/money.ts";
import { Decimal } from "#app/number/decimal.ts";
import { declareSetting } from "#app/setting/setting.ts";

/** What an hour is sold for and what it costs, from a day on. Amounts are minor units per hour. */
export interface TimeRate {
  currency: string;
  /** `YYYY-MM-DD` */
  validFrom: string;
  /** Null if no rate is set. */
  saleMinor: bigint | null;
  costMinor: bigint | null;
}

const amount = z.string().max(40, "amount_grammar").default("");

/** Each version adds rates from their first day. Of two with the same day, the later version applies. */
export const TimeRateSetting = declareSetting({
  table: "time_rate",
  key: [],
  right: "trade.bill",
  schema: z.object({ sale: amount, cost: amount, validFrom: z.string().default("").refine(isDate, "valid_from") }),
  subject: "time_rate",
  action: "time_rate.stated",
});

/** Minutes for which the same rates apply. */
export interface RatedMinutes {
  /** Null before the first rate. */
  currency: string | null;
  saleMinor: bigint | null;
  costMinor: bigint | null;
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
  const value = weigh(rows.map((row) => ({ ...row, weight: row.billable, rate: row.saleMinor })));
  const cost = weigh(rows.map((row) => ({ ...row, weight: row.minutes, rate: row.costMinor })));
  const isKnown = cost.currency !== null && (value.currency === cost.currency || value.worth.kind === "none");
  return {
    value: value.worth,
    cost: cost.worth,
    margin: isKnown ? perHour(value.product - cost.product, cost.currency!) : null,
  };
}

interface Weighed {
  weight: number;
  rate: bigint | null;
  currency: string | null;
}

/** @returns the sum of minutes times rates in `product`, and its currency if there is one sum */
function weigh(rows: readonly Weighed[]): { worth: Worth; product: bigint; currency: string | null } {
  const counted = rows.filter(({ weight }) => weight > 0);
  const no = (worth: Worth) => ({ worth, product: 0n, currency: null });
  if (counted.length === 0) return no({ kind: "none" });
  const missing = counted.filter(({ rate }) => rate === null).reduce((sum, { weight }) => sum + weight, 0);
  if (missing > 0) return no({ kind: "missing", minutes: missing });
  const currencies = [...new Set(counted.map(({ currency }) => currency!))].sort();
  if (currencies.length > 1) return no({ kind: "currencies", currencies });
  const product = counted.reduce((sum, { weight, rate }) => sum + BigInt(weight) * rate!, 0n);
  const currency = currencies[0]!;
  return { worth: { kind: "amount", money: perHour(product, currency) }, product, currency };
}

/** Of minutes times an hourly rate. */
function perHour(product: bigint, currency: string): Money {
  const exact = new Decimal(product.toString()).div(60);
  return money(BigInt(exact.toDecimalPlaces(0, Decimal.ROUND_HALF_EVEN).toFixed()), currency);
}
