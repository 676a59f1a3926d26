import { accountSecrets } from "#app/access/session.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { once } from "#app/encoding/once.ts";
import { env } from "#app/environment/env.server.ts";
import { sendDueMails } from "#app/mail/deliver-mail.server.ts";
import { isMailDue, removeExpiredMails } from "#app/mail/mail-queue.server.ts";
import { openMailer } from "#app/mail/mailer.server.ts";
import { removeOldNotices } from "#app/notice/notice.server.ts";
import { attach } from "./client-mails.server.ts";
import type { Sweep } from "./sweep.server.ts";

const mailer = once(() => openMailer(env(), attach));

/** Sends mails within a second of the act that caused them. */
export const mailDelivery: Sweep = {
  failure: "mail_delivery_failed",
  everyMilliseconds: 500,
  work: async () => {
    const { operatorTenantId } = env();
    if (!(await isMailDue(await doors()))) return;
    await sendDueMails({ doors: await doors(), deliver: mailer(), keys: accountSecrets(), operatorTenantId });
  },
};

/** Deletes failed mails once they have expired and can't be sent again, and old notices. */
export const mailKeeping: Sweep = {
  failure: "mail_keeping_failed",
  everyMilliseconds: 10 * 60 * 1000,
  work: async () => {
    const { withSystem } = await doors();
    await withSystem(removeExpiredMails);
    await withSystem(removeOldNotices);
  },
};
