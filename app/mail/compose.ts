import { type Locale, localName, translator } from "#app/i18n/index.ts";
import { composeAdministratorNotice } from "./compose-administrator-notice.ts";
import { composeBankChange } from "./compose-bank-change.ts";
import { composeClient } from "./compose-client.ts";
import { composeDataRequest } from "./compose-data-request.ts";
import { composeNotices } from "./compose-notice.ts";
import { composePortal, composeQuote } from "./compose-quote.ts";
import { composeTaskReminder } from "./compose-task-reminder.ts";
import { composeWatch } from "./compose-watch.ts";
import type { Letter } from "./letter.ts";
import { printHtml } from "./mail-html.ts";
import { oneLine } from "./one-line.ts";

export interface ComposedMail {
  subject: string;
  /** Plain text, which every mail program shows. */
  text: string;
  /** The same text with its own links, for mail programs that prefer it. It loads nothing and hides nothing. */
  html: string;
}

export function composeMail(letter: Letter, locale: Locale): ComposedMail {
  const { mail } = translator(locale).account;
  const { subject, paragraphs } = wordsOf(letter, locale);
  const all = [...paragraphs, mail.signature];
  return { subject, text: `${all.join("\n\n")}\n`, html: printHtml(all, { locale, title: subject }) };
}

function wordsOf(letter: Letter, locale: Locale): { subject: string; paragraphs: string[] } {
  const { mail } = translator(locale).account;
  switch (letter.kind) {
    case "confirmAddress": {
      const words = mail.confirmAddress;
      return {
        subject: words.subject,
        paragraphs: [mail.greeting(oneLine(letter.name)), words.body, letter.url, words.otherwise],
      };
    }
    case "accountExists": {
      const words = mail.accountExists;
      const paragraphs = [
        mail.greeting(oneLine(letter.name)),
        words.body,
        letter.signInUrl,
        words.reset,
        letter.resetUrl,
      ];
      return { subject: words.subject, paragraphs: [...paragraphs, words.otherwise] };
    }
    case "accountUnconfirmed": {
      const words = mail.accountUnconfirmed;
      return { subject: words.subject, paragraphs: [mail.greeting(""), words.body, letter.url, words.otherwise] };
    }
    case "resetPassword": {
      const words = mail.resetPassword;
      return {
        subject: words.subject,
        paragraphs: [mail.greeting(oneLine(letter.name)), words.body, letter.url, words.otherwise],
      };
    }
    case "passwordChanged":
    case "signInPaused":
    case "codePaused":
    case "secondFactorOff": {
      const words = mail[letter.kind];
      return { subject: words.subject, paragraphs: [mail.greeting(oneLine(letter.name)), words.body, letter.resetUrl] };
    }
    case "accountDeleted": {
      const words = translator(locale).ownData.mail;
      return { subject: words.subject, paragraphs: [mail.greeting(oneLine(letter.name)), words.body] };
    }
    case "invitation": {
      const words = mail.invitation;
      const [inviter, tenant] = [oneLine(letter.inviter), oneLine(letter.tenant)];
      const paragraphs = [mail.greeting(""), words.body(inviter, tenant), letter.url, words.otherwise];
      return { subject: words.subject(tenant), paragraphs };
    }
    case "verifierInvitation": {
      const words = translator(locale).assurance.mail;
      const organization = oneLine(localName(letter.organization, locale));
      const body = words.body(oneLine(letter.inviter), organization, oneLine(letter.body));
      return {
        subject: words.subject(organization),
        paragraphs: [mail.greeting(""), body, letter.url, words.otherwise],
      };
    }
    case "engagementOffer": {
      const words = translator(locale).engagement.mail;
      const organization = oneLine(localName(letter.organization, locale));
      const body = words.body(oneLine(letter.inviter), organization);
      return {
        subject: words.subject(organization),
        paragraphs: [mail.greeting(""), body, letter.url, words.otherwise],
      };
    }
    case "quote":
    case "quoteLink":
      return composeQuote(letter, locale);
    case "portalLink":
      return composePortal(letter, locale);
    case "bankDetailsChanged":
      return composeBankChange(letter, locale);
    case "administratorNotice":
      return composeAdministratorNotice(letter, locale);
    case "watchConfirm":
    case "watchSuperseded":
    case "watchWithdrawn":
    case "watchExpired":
      return composeWatch(letter, locale);
    case "clientInvoice":
    case "clientReminder":
    case "clientCreditNote":
    case "clientPayment":
    case "clientDraft":
    case "clientComment":
    case "clientReleased":
    case "clientCopy":
      return composeClient(letter, locale);
    case "notices":
    case "noticeDigest":
      return composeNotices(letter, locale);
    case "taskReminder":
      return composeTaskReminder(letter, locale);
    default:
      return composeDataRequest(letter, locale);
  }
}
