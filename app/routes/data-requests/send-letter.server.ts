import { env } from "#app/doors.server.ts";
import { mailer } from "#app/http/session.server.ts";
import { localName } from "#app/i18n/index.ts";

interface LetterFacts {
  kind: "dataRequest" | "dataRequestReminder" | "dataRequestQuestion";
  token: string;
  recipientName: string;
  recipientEmail: string;
  locale: "en" | "zh";
  asker: string;
  organization: { en: string; zh: string };
  message: string;
  expiresAt: Date;
}

/** Sends the link to the recipient, in the recipient's language. */
export function sendDataRequestLetter(facts: LetterFacts): void {
  const { kind, recipientEmail: to, locale, asker, message } = facts;
  const letter = {
    ...{ kind, asker, message, recipient: facts.recipientName },
    organization: localName(facts.organization, locale),
    expires: facts.expiresAt.toISOString().slice(0, 10),
    url: `${env().publicUrl}/requests/${facts.token}`,
  };
  void mailer().send({ to, locale, letter });
}
