import { type Money, money } from "#app/money/money.ts";

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
