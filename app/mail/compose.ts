import { type Locale, translator } from "#app/i18n/index.ts";
import type { Letter } from "./letter.ts";

export interface ComposedMail {
  subject: string;
  /** Plain text: readable in every program and free of anything that loads or hides. */
  text: string;
}

/** Writes a letter in the language of its reader. */
export function composeMail(letter: Letter, locale: Locale): ComposedMail {
  const { mail } = translator(locale).account;
  const { subject, paragraphs } = wordsOf(letter, locale);
  return { subject, text: `${[...paragraphs, mail.signature].join("\n\n")}\n` };
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
    case "secondFactorOff": {
      const words = mail[letter.kind];
      return { subject: words.subject, paragraphs: [mail.greeting(oneLine(letter.name)), words.body, letter.resetUrl] };
    }
    case "invitation": {
      const words = mail.invitation;
      const [inviter, tenant] = [oneLine(letter.inviter), oneLine(letter.tenant)];
      const paragraphs = [mail.greeting(""), words.body(inviter, tenant), letter.url, words.otherwise];
      return { subject: words.subject(tenant), paragraphs };
    }
  }
}

/**
 * Names come from people and stand in mails to other people: they stay on their line, and what looks like an address of
 * the web is broken up, so that no mail of ours carries somebody else's link.
 */
function oneLine(name: string): string {
  return name
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .replace(/:\/\//g, ": //")
    .replace(/(?<=[\p{L}\p{N}])\.(?=\p{L})/gu, ". ")
    .trim();
}
