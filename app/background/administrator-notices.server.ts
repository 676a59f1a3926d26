import { postMail } from "#app/access/post.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { env } from "#app/environment/env.server.ts";
import { claimNotices } from "#app/trail/administrator-notice.server.ts";
import type { Sweep } from "./sweep.server.ts";

/** Emails the people who manage a workspace soon after the act, so that they have time to object. */
export const administratorNotices: Sweep = {
  failure: "notices_failed",
  everyMilliseconds: 10 * 1000,
  work: async () => {
    const { publicUrl } = env();
    await claimNotices(await doors(), (tx, { email, locale, organizationId, ...letter }) => {
      const url = organizationId ? `${publicUrl}/organizations/${organizationId}/audit-trail` : publicUrl;
      return postMail(tx, { to: email, locale, letter: { kind: "administratorNotice", ...letter, url } });
    });
  },
};
