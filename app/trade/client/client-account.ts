import { type Money, money } from "#app/money/money.ts";
import { asHours } from "#app/trade/time/hours.ts";

interface Owed {
  currency: string;
  standing: { owedMinor: bigint; paidMinor: bigint; refundedMinor: bigint };
}

/** What is still to be paid on an invoice, in minor units. */
export function dueOf({ standing }: Owed): bigint {
  return standing.owedMinor - standing.paidMinor + standing.refundedMinor;
}

/** What is still to be paid on all invoices, for each currency with an amount, sorted by currency. */
export function sumDue(invoices: readonly Owed[]): Money[] {
  const sums = new Map<string, bigint>();
  for (const invoice of invoices) {
    const due = dueOf(invoice);
    if (due > 0n) sums.set(invoice.currency, (sums.get(invoice.currency) ?? 0n) + due);
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, minor]) => money(minor, currency));
}

/** Hours of all months as `h:mm`: all, and those that are billable. */
export function sumHours(totals: readonly { minutes: number; billable: number }[]): { all: string; billable: string } {
  const sum = (of: "minutes" | "billable") => totals.reduce((minutes, total) => minutes + total[of], 0);
  return { all: asHours(sum("minutes")), billable: asHours(sum("billable")) };
}
