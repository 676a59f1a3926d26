import { utcDay } from "#app/day/day.ts";
import { type Locale, localName } from "#app/i18n/index.ts";
import type { Mail } from "./letter.ts";

export interface DataRequestMailFacts {
  kind: "dataRequest" | "dataRequestReminder" | "dataRequestQuestion";
  token: string;
  recipientName: string;
  recipientEmail: string;
  locale: Locale;
  asker: string;
  organization: { en: string; zh: string };
  message: string;
  expiresAt: Date;
}

/** A mail with a link for a person without an account, in that person's language. */
export function dataRequestMail(facts: DataRequestMailFacts, publicUrl: string): Mail {
  const { kind, recipientEmail: to, locale, asker, message } = facts;
  const letter = {
    kind,
    asker,
    message,
    recipient: facts.recipientName,
    organization: localName(facts.organization, locale),
    expires: utcDay(facts.expiresAt),
    url: `${publicUrl}/requests/${facts.token}`,
  };
  return { to, locale, letter };
}
