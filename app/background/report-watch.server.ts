import { postMail } from "#app/access/post.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { env } from "#app/environment/env.server.ts";
import { removeUnconfirmed } from "#app/verify/watch/report-watch.server.ts";
import { tellWatchers } from "#app/verify/watch/tell-watchers.server.ts";
import type { Sweep } from "./sweep.server.ts";

/** Emails watchers of reports about logged events, and deletes addresses that were not confirmed in time. */
export const reportWatch: Sweep = {
  failure: "report_watch_failed",
  everyMilliseconds: 5 * 1000,
  work: async () => {
    const { withSystem } = await doors();
    const { publicUrl } = env();
    await withSystem(removeUnconfirmed);
    while (await withSystem((tx) => tellWatchers(tx, { publicUrl, post: postMail })));
  },
};
