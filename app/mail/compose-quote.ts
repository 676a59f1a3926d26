import { formatDay } from "#app/day/format-day.ts";
import { type Locale, translator } from "#app/i18n/index.ts";
import type { PortalLetter, QuoteLetter } from "./letter.ts";
import { oneLine } from "./one-line.ts";

export function composeQuote(letter: QuoteLetter, locale: Locale): { subject: string; paragraphs: string[] } {
  const { account, quote } = translator(locale);
  const { mail } = quote;
  const [seller, number] = [oneLine(letter.seller), letter.number];
  return {
    subject: mail.subject(seller, number),
    paragraphs: [
      account.mail.greeting(oneLine(letter.recipient)),
      letter.kind === "quote" ? mail.body(seller, number) : mail.again(seller, number),
      letter.url,
      ...(letter.kind === "quote" ? [mail.validUntil(formatDay(letter.validUntil, locale))] : []),
      mail.keep,
      mail.otherwise,
    ],
  };
}

export function composePortal(letter: PortalLetter, locale: Locale): { subject: string; paragraphs: string[] } {
  const { account, portal } = translator(locale);
  const { mail } = portal;
  const seller = oneLine(letter.seller);
  return {
    subject: mail.subject(seller),
    paragraphs: [
      account.mail.greeting(oneLine(letter.recipient)),
      mail.body(seller),
      letter.url,
      mail.until(formatDay(letter.expiresAt, locale)),
      mail.keep,
      mail.otherwise,
    ],
  };
}
