import { type Locale, translator } from "#app/i18n/index.ts";
import type { BankLetter } from "./letter.ts";
import { oneLine } from "./one-line.ts";

/** That an account changes: no account, no link, and whom to ask. */
export function composeBankChange(letter: BankLetter, locale: Locale): { subject: string; paragraphs: string[] } {
  const { account, seller } = translator(locale);
  const { mail } = seller.bank;
  const name = oneLine(letter.seller);
  return {
    subject: mail.subject(name),
    paragraphs: [
      account.mail.greeting(oneLine(letter.recipient)),
      mail.body(name, letter.currency, letter.takesEffectOn),
      mail.check(name),
      mail.keep,
    ],
  };
}
