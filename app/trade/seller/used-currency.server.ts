import { sql } from "kysely";
import { CURRENCIES } from "#app/money/currency.ts";
import type { TenantTx } from "#db/doors.ts";

export interface OfferedCurrencies {
  /** Those of the seller's accounts, prices, invoices and bank lines, and the home currency. */
  used: string[];
  rest: string[];
}

/** All currencies, those that the seller uses first. */
export async function listOfferedCurrencies(tx: TenantTx): Promise<OfferedCurrencies> {
  const { rows } = await sql<{ currency: string }>`
    select home_currency as currency from (select home_currency from seller_detail order by version desc limit 1) s
    union select currency from bank_account
    union select currency from service_price
    union select currency from invoice
    union select currency from bank_line`.execute(tx);
  const used = new Set(rows.map(({ currency }) => currency));
  return { used: [...used].sort(), rest: CURRENCIES.filter((currency) => !used.has(currency)) };
}
