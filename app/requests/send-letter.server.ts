import { postMail } from "#app/access/post.server.ts";
import { env } from "#app/environment/env.server.ts";
import { type DataRequestMailFacts, dataRequestMail } from "#app/mail/data-request-mail.ts";
import type { TenantTx } from "#db/doors.ts";

export function sendDataRequestLetter(tx: TenantTx, facts: DataRequestMailFacts): Promise<void> {
  return postMail(tx, dataRequestMail(facts, env().publicUrl));
}
