/** Billable time that no invoice bills, with the sale rate of its day. */
export interface UnbilledTime {
  id: string;
  order: { id: string; number: string } | null;
  /** `YYYY-MM-DD` */
  day: string;
  minutes: number;
  /** Minor units per hour. Null without a rate. */
  saleMinor: bigint | null;
  /** Of the rate. Null without a rate. */
  currency: string | null;
}

/** Why a line has no price until a person enters one. */
export type PriceLack = "no_rate" | "other_currency" | "not_exact";

/** A line of an invoice for time of one order at one rate. */
export interface TimeLine {
  /** Of the order, the rate and the unit. Without spaces. */
  key: string;
  entryIds: string[];
  orderNumber: string | null;
  /** First and last day, `YYYY-MM-DD`. */
  from: string;
  to: string;
  minutes: number;
  /** A decimal in `unit`. Exactly the minutes of the entries. */
  quantity: string;
  unit: "h" | "min";
  /** Of one unit, or why there is none. */
  price: { minor: bigint } | { lack: PriceLack };
}

/** The order in the key of a line. */
export const orderInKey = (key: string): string => key.split(",")[0]!;

/** The price that was filled in for a line with this key, in the currency of the invoice. */
export function priceInKey(key: string, currency: string): TimeLine["price"] {
  const [, ofRate, sale = "", unit] = key.split(",");
  const saleMinor = /^\d{1,15}$/.test(sale) ? BigInt(sale) : null;
  return priceOf({ saleMinor, currency: ofRate ?? null }, unit === "min" ? "min" : "h", currency);
}

/** One line for each order and rate, by order and first day. Entries without an order come first. */
export function toTimeLines(entries: readonly UnbilledTime[], currency: string): TimeLine[] {
  const groups = new Map<string, UnbilledTime[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  const lines = [...groups.values()].map((group) => toLine(group, currency));
  const rankOf = ({ orderNumber, from, entryIds }: TimeLine) => [orderNumber ?? "", from, entryIds[0]].join(" ");
  return lines.sort((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1));
}

function keyOf({ order, currency, saleMinor }: UnbilledTime): string {
  return [order?.id, currency, saleMinor].map((part) => part ?? "none").join(",");
}

function toLine(group: readonly UnbilledTime[], currency: string): TimeLine {
  const [first] = group as [UnbilledTime];
  const days = group.map(({ day }) => day).sort();
  const minutes = group.reduce((sum, entry) => sum + entry.minutes, 0);
  const { quantity, unit } = quantityOf(minutes);
  return {
    key: `${keyOf(first)},${unit}`,
    entryIds: group.map(({ id }) => id).sort(),
    orderNumber: first.order?.number ?? null,
    from: days[0]!,
    to: days.at(-1)!,
    minutes,
    quantity,
    unit,
    price: priceOf(first, unit, currency),
  };
}

/** Hours if two decimal places hold the minutes exactly, which is so for multiples of 3. Minutes otherwise. */
export function quantityOf(minutes: number): { quantity: string; unit: "h" | "min" } {
  if (minutes % 3 !== 0) return { quantity: String(minutes), unit: "min" };
  const hundredths = ((minutes % 60) / 3) * 5;
  const hours = Math.floor(minutes / 60);
  if (hundredths === 0) return { quantity: String(hours), unit: "h" };
  const decimals = hundredths % 10 === 0 ? hundredths / 10 : String(hundredths).padStart(2, "0");
  return { quantity: `${hours}.${decimals}`, unit: "h" };
}

function priceOf(
  { saleMinor, currency }: Pick<UnbilledTime, "saleMinor" | "currency">,
  unit: "h" | "min",
  wanted: string,
): TimeLine["price"] {
  if (saleMinor === null) return { lack: "no_rate" };
  if (currency !== wanted) return { lack: "other_currency" };
  if (unit === "h") return { minor: saleMinor };
  return saleMinor % 60n === 0n ? { minor: saleMinor / 60n } : { lack: "not_exact" };
}

/** The order and the days, in both languages. */
export function describeTimeLine({ orderNumber, from, to }: TimeLine): { en: string; zh: string } {
  return {
    en: `Hours${orderNumber ? ` for order ${orderNumber}` : ""}, ${from === to ? from : `${from} to ${to}`}`,
    zh: `${orderNumber ? `订单 ${orderNumber} ` : ""}服务工时，${from === to ? from : `${from} 至 ${to}`}`,
  };
}
