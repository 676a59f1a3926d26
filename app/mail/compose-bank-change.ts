import { formatDay } from "#app/day/format-day.ts";
import { type Locale, translator } from "#app/i18n/index.ts";
import type { BankLetter } from "./letter.ts";
import { oneLine } from "./one-line.ts";

/** Announces a change of bank details. Contains no bank details and no link, so that a forged copy is of little use. */
export function composeBankChange(letter: BankLetter, locale: Locale): { subject: string; paragraphs: string[] } {
  const { account, seller } = translator(locale);
  const { mail } = seller.bank;
  const name = oneLine(letter.seller);
  return {
    subject: mail.subject(name),
    paragraphs: [
      account.mail.greeting(oneLine(letter.recipient)),
      mail.body(name, letter.currency, formatDay(letter.takesEffectOn, locale)),
      mail.check(name),
      mail.keep,
    ],
  };
}
