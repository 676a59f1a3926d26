import { sendDueMails } from "#app/mail/deliver-mail.server.ts";
import type { Mail } from "#app/mail/letter.ts";
import type { MailKeys } from "#app/mail/sealed-letter.ts";
import type { Doors, TenantTx } from "#db/doors.ts";

/** Sends due mails as the worker does. @returns the mails in the order sent */
export async function takeMails(doors: Doors, keys: MailKeys): Promise<Mail[]> {
  const sent: Mail[] = [];
  const deliver = async (mail: Mail) => void sent.push(mail);
  await sendDueMails({ doors, deliver, keys, operatorTenantId: undefined });
  return sent;
}

/** Collects the mails of a sweep instead of queueing them. */
export async function written<T>(
  sweep: (write: (tx: TenantTx, one: T) => Promise<void>) => Promise<void>,
): Promise<T[]> {
  const all: T[] = [];
  await sweep(async (_tx, one) => void all.push(one));
  return all;
}
