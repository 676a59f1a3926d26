import type { Mail } from "#app/mail/letter.ts";
import { queueMail } from "#app/mail/mail-queue.server.ts";
import type { SystemTx, TenantTx } from "#db/doors.ts";
import { accountSecrets } from "./session.server.ts";

/**
 * Queues a mail in the transaction of its cause, so that neither exists without the other.
 *
 * @param mail null for one to no one
 * @param id under which the caller records it
 */
export function postMail(tx: TenantTx | SystemTx, mail: Mail | null, id?: string): Promise<void> {
  return queueMail(tx, mail, accountSecrets(), id);
}
