/** The accounts of the books, in the order of a balance sheet and a profit and loss account. */
export const LEDGER_ACCOUNTS = [
  ...(["receivable", "bank", "provider_balance", "dispute"] as const),
  ...(["customer_deposit", "overpayment", "refund", "tax_payable"] as const),
  ...(["revenue", "payment_fee", "bank_difference"] as const),
];

const DAY = /^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$/;

/** A day from an address; null for a text that is none. */
export function dayOf(search: URLSearchParams, name: string): string | null {
  const text = search.get(name) ?? "";
  return DAY.test(text) && new Date(text).toJSON()?.startsWith(text) ? text : null;
}
