import { formatDay } from "#app/day/format-day.ts";
import { type Locale, translator } from "#app/i18n/index.ts";
import type { ClientLetter } from "./letter.ts";
import { oneLine } from "./one-line.ts";

/** A mail to a client of a seller. It contains no link: the client has one, and a forged copy gains nothing. */
export function composeClient(letter: ClientLetter, locale: Locale): { subject: string; paragraphs: string[] } {
  const { account, clientMail } = translator(locale);
  const { subject, body } = wordsOf(letter, locale);
  // Cleaned line by line, so that a signature keeps its lines and carries no link.
  const signature = letter.signature.split("\n").map(oneLine).join("\n").trim();
  const seller = oneLine(letter.seller);
  return {
    subject,
    paragraphs: [
      account.mail.greeting(oneLine(letter.recipient)),
      ...body,
      signature || seller,
      clientMail.letters.from(seller),
    ],
  };
}

function wordsOf(letter: ClientLetter, locale: Locale): { subject: string; body: string[] } {
  const { letters: t } = translator(locale).clientMail;
  const { number, other, amount } = letter;
  const seller = oneLine(letter.seller);
  const due = letter.dueOn ? formatDay(letter.dueOn, locale) : "";
  switch (letter.kind) {
    case "clientInvoice":
      return {
        subject: t.invoice.subject(seller, number),
        body: [t.invoice.body(seller, number, amount, due), t.invoice.attached],
      };
    case "clientReminder": {
      const state = letter.isOverdue ? t.reminder.after : t.reminder.before;
      return {
        subject: t.reminder.subject(number),
        body: [state(seller, number, amount, due), t.invoice.attached, t.reminder.paid],
      };
    }
    case "clientCreditNote":
      return {
        subject: t.credit.subject(seller, number),
        body: [t.credit.body(seller, number, amount, other), t.credit.attached],
      };
    case "clientPayment":
      return { subject: t.payment.subject(number), body: [t.payment.body(seller, number, amount)] };
    case "clientDraft":
      return { subject: t.draft.subject(seller, number), body: [t.draft.body(seller, number), t.link] };
    case "clientComment":
      return { subject: t.comment.subject(seller, number), body: [t.comment.body(seller, number), t.link] };
    case "clientCopy":
      return { subject: t.copy.subject(seller, number), body: [t.copy.body(seller, number), t.link] };
    default:
      return { subject: t.released.subject(seller, number), body: [t.released.body(seller, number), t.link] };
  }
}
