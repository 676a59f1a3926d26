import type { ServiceKind } from "#db/order-schema.ts";

export type { ServiceKind } from "#db/order-schema.ts";

/** What can be sold, in the order in which a catalogue shows it. */
export const SERVICE_KINDS: readonly ServiceKind[] = [
  "inventory_report",
  "cbam_data_set",
  "verification_support",
  "training",
  "hours",
];

/** By what a service is counted. */
export const SERVICE_UNITS = ["report", "data_set", "engagement", "session", "day", "hour", "piece"] as const;
export type ServiceUnit = (typeof SERVICE_UNITS)[number];

/** The unit as an invoice prints it beside a quantity, in every language alike; empty where the line's name says it. */
export function unitSymbol(unit: string): string {
  return ({ hour: "h", day: "d" } as Record<string, string>)[unit] ?? "";
}

/** What is stated of a service. */
export interface ServiceDetails {
  name: { en: string; zh: string };
  description: { en: string; zh: string };
  unit: ServiceUnit;
  /** False for one that is retired: it stays on what was sent and can't be quoted anew. */
  isOffered: boolean;
}

/** A price as it was stated. Of those that hold on a day the last one counts. */
export interface ServicePrice {
  currency: string;
  number: number;
  /** `YYYY-MM-DD`, the first day on which it holds. */
  validFrom: string;
  minor: bigint;
}

/** The price of a day, by currency; null where none holds yet. */
export function priceOn(prices: readonly ServicePrice[], currency: string, day: string): ServicePrice | null {
  const holding = prices.filter((price) => price.currency === currency && price.validFrom <= day);
  return holding.reduce<ServicePrice | null>((best, one) => (best === null || isLater(one, best) ? one : best), null);
}

function isLater(a: ServicePrice, b: ServicePrice): boolean {
  return a.validFrom === b.validFrom ? a.number > b.number : a.validFrom > b.validFrom;
}
