/** All ledger accounts, in the order of a balance sheet followed by a profit and loss account. */
export const LEDGER_ACCOUNTS = [
  ...(["receivable", "bank", "provider_balance", "dispute"] as const),
  ...(["customer_deposit", "overpayment", "refund", "tax_payable"] as const),
  ...(["revenue", "payment_fee", "bank_difference"] as const),
];
