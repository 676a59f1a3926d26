import { type DataRequestMailFacts, dataRequestMail } from "#app/mail/data-request-mail.ts";
import { mailer } from "#app/mail/mailer.server.ts";
import { env } from "#app/settings/env.server.ts";

/** Sends the link to the recipient, in the recipient's language. */
export function sendDataRequestLetter(facts: DataRequestMailFacts): void {
  void mailer().send(dataRequestMail(facts, env().publicUrl));
}
