import { log } from "#app/observe/log/log.server.ts";
import { metrics } from "#app/observe/metrics/metrics.server.ts";
import type { Doors } from "#db/doors.ts";
import { failureOf, type MailFailure, secondsToNextTry } from "./mail-failure.ts";
import {
  type ClaimedMail,
  claimMails,
  giveUpMail,
  noteFailedMail,
  postponeMail,
  removeMail,
  settleClientMail,
} from "./mail-queue.server.ts";
import type { Deliver } from "./mailer.server.ts";
import { type MailKeys, openLetter } from "./sealed-letter.ts";

export interface PostOffice {
  doors: Pick<Doors, "withSystem" | "withTenant">;
  deliver: Deliver;
  keys: MailKeys;
  /** The tenant whose admins see failed mails of accounts, since these belong to no workspace. */
  operatorTenantId: string | undefined;
}

/** The maximum number of mails sent in parallel. */
const AT_ONCE = 5;

/**
 * Sends all due mails. If a process ends after sending but before recording it, the mail is sent again with the same
 * `Message-ID`.
 */
export async function sendDueMails(office: PostOffice): Promise<void> {
  for (;;) {
    const claimed = await office.doors.withSystem((tx) => claimMails(tx, AT_ONCE));
    if (claimed.length === 0) return;
    await Promise.all(claimed.map((mail) => sendClaimed(office, mail)));
  }
}

async function sendClaimed(office: PostOffice, mail: ClaimedMail): Promise<void> {
  const { id, kind } = mail;
  const failure = kind === null ? null : await trySending(office, mail);
  if (failure !== null) return settleFailedTry(office, mail, failure);
  await office.doors.withSystem(async (tx) => {
    await removeMail(tx, id);
    await settleClientMail(tx, id, "sent");
  });
  if (kind !== null) metrics().mails.inc({ kind, outcome: "sent" });
}

async function trySending({ deliver, keys }: PostOffice, mail: ClaimedMail): Promise<MailFailure | null> {
  const { id, recipient: to, sealed, expiresAt } = mail;
  if (expiresAt <= new Date()) return "expired";
  const content = openLetter(sealed, id, keys);
  if (!content) return "key";
  try {
    await deliver({ to, ...content }, id);
    return null;
  } catch (error) {
    return failureOf(error);
  }
}

/** The letter must not appear in the log or on a page, because its link grants access. */
async function settleFailedTry(office: PostOffice, mail: ClaimedMail, reason: MailFailure): Promise<void> {
  const { doors, operatorTenantId } = office;
  const { id, kind, tries, expiresAt } = mail;
  const seconds = secondsToNextTry(tries, reason);
  const isLast = seconds === null || Date.now() + seconds * 1000 >= expiresAt.getTime();
  log.error("mail_failed", undefined, { kind, reason, tries, isLast });
  metrics().mails.inc({ kind: kind ?? "", outcome: isLast ? "failed" : "postponed" });
  if (!isLast) return doors.withSystem((tx) => postponeMail(tx, id, seconds));
  await doors.withSystem((tx) => settleClientMail(tx, id, "failed"));
  const tenantId = mail.tenantId ?? operatorTenantId;
  if (!tenantId) return doors.withSystem((tx) => giveUpMail(tx, id));
  await doors.withTenant({ tenantId, userId: "" }, async (tx) => {
    await giveUpMail(tx, id);
    await noteFailedMail(tx, mail, { tenantId, reason });
  });
}
