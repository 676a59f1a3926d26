import type { TradeStatistics } from "./trade-statistics.ts";

export type { ServiceKind } from "#db/order-schema.ts";

export const SERVICE_UNITS = ["report", "data_set", "engagement", "session", "month", "day", "hour", "piece"] as const;
export type ServiceUnit = (typeof SERVICE_UNITS)[number];

/** The unit as printed next to a quantity, the same in all languages. Empty if the line's name already states it. */
export function unitSymbol(unit: string): string {
  return ({ hour: "h", day: "d" } as Record<string, string>)[unit] ?? "";
}

export interface ServiceDetails {
  name: { en: string; zh: string };
  description: { en: string; zh: string };
  unit: ServiceUnit;
  /** False for retired services. They stay on sent quotes, but can't be added to new ones. */
  isOffered: boolean;
}

/** Details as a person states them. Choices for trade statistics may be left out. */
export type StatedService = ServiceDetails & Partial<TradeStatistics>;

/** A price. If several apply on a day, the last one added counts. */
export interface ServicePrice {
  currency: string;
  number: number;
  /** `YYYY-MM-DD`, the first day on which it applies. */
  validFrom: string;
  minor: bigint;
}

/** The price of a currency on a given day, or null. */
export function priceOn(prices: readonly ServicePrice[], currency: string, day: string): ServicePrice | null {
  const holding = prices.filter((price) => price.currency === currency && price.validFrom <= day);
  return holding.reduce<ServicePrice | null>((best, one) => (best === null || isLater(one, best) ? one : best), null);
}

function isLater(a: ServicePrice, b: ServicePrice): boolean {
  return a.validFrom === b.validFrom ? a.number > b.number : a.validFrom > b.validFrom;
}
