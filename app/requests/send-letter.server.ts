import { mailer } from "#app/access/session.server.ts";
import { env } from "#app/doors.server.ts";
import { type DataRequestMailFacts, dataRequestMail } from "#app/mail/data-request-mail.ts";

/** Sends the link to the recipient, in the recipient's language. */
export function sendDataRequestLetter(facts: DataRequestMailFacts): void {
  void mailer().send(dataRequestMail(facts, env().publicUrl));
}
