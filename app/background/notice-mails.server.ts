import { postMail } from "#app/access/post.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { env } from "#app/environment/env.server.ts";
import { claimDigests, claimUrgentNotices, type WriteNoticeMail } from "#app/notice/notice-mail.server.ts";
import type { Sweep } from "./sweep.server.ts";

/** Writes a person's mail about notices. A daily summary has a link that ends it. */
const write: WriteNoticeMail = (tx, { email: to, locale, name, lines, stopToken }) => {
  const { publicUrl } = env();
  const about = { name, lines, url: `${publicUrl}/notifications`, settingsUrl: `${publicUrl}/notifications/settings` };
  const stopUrl = `${publicUrl}/notifications/stop/${stopToken}`;
  const letter = stopToken
    ? { kind: "noticeDigest" as const, ...about, stopUrl }
    : { kind: "notices" as const, ...about };
  return postMail(tx, { to, locale, letter });
};

/** Mails urgent notices soon after their cause, and the rest once a day. */
export const noticeMails: Sweep = {
  failure: "notice_mails_failed",
  everyMilliseconds: 5 * 1000,
  work: async () => {
    const { withSystem } = await doors();
    while (await withSystem((tx) => claimUrgentNotices(tx, write)));
    while (await withSystem((tx) => claimDigests(tx, new Date(), write)));
  },
};
