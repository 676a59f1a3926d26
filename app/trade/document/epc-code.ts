import { compactAccount, isIban } from "#app/money/iban.ts";
import { money } from "#app/money/money.ts";
import { printAmount } from "#app/money/money-text.ts";
import type { InvoiceDocument } from "./model.ts";

/** Countries and territories of SEPA by the prefix of their IBANs (EPC409-09, October 2025). */
const SEPA: ReadonlySet<string> = new Set(
  `AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SK
   SM VA`.split(/\s+/),
);

/** In minor units, the bounds of EPC069-12. */
const LEAST = 1n;
const MOST = 99_999_999_999n;
const MOST_NAME = 70;

/**
 * The text of the QR code for a SEPA credit transfer (EPC069-12, version 002): payee, IBAN, amount and reference. Null
 * unless the invoice is in euros and to be paid to an IBAN of SEPA.
 */
export function makeEpcCode({ bank, currency, totalMinor, reference }: InvoiceDocument): string | null {
  if (!bank || currency !== "EUR" || totalMinor < LEAST || totalMinor > MOST) return null;
  const iban = compactAccount(bank.accountNumber);
  const holder = bank.holder.trim();
  if (!isIban(iban) || !SEPA.has(iban.slice(0, 2)) || holder === "" || holder.length > MOST_NAME) return null;
  const amount = `EUR${printAmount(money(totalMinor, currency))}`;
  // The element after the amount is the purpose code, which is optional.
  return ["BCD", "002", "1", "SCT", bank.bic, holder, iban, amount, "", reference].join("\n");
}
