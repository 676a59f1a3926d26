import { postMail } from "#app/access/post.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { env } from "#app/environment/env.server.ts";
import { localeOr } from "#app/i18n/index.ts";
import { dataRequestMail } from "#app/mail/data-request-mail.ts";
import { claimRequestReminders } from "#app/requests/data-request-reminder.server.ts";
import { claimDigests } from "#app/review/task-reminder.server.ts";
import type { Sweep } from "./sweep.server.ts";

/**
 * Looks every hour for tasks and data requests to remind of: often enough for a worker that starts at noon, and the claim
 * keeps it to one mail a day. A sweep and not a schedule of the queue: that needs a clock of its own beside the work, and
 * the embedded database has one connection for both.
 */
export const reminders: Sweep = {
  failure: "reminders_failed",
  everyMilliseconds: 60 * 60 * 1000,
  work: () => sendReminders(new Date()),
};

/** Posts what is due on the day that it is in each workspace, each mail with its claim. */
async function sendReminders(now: Date): Promise<void> {
  const { publicUrl } = env();
  await claimDigests(await doors(), now, (tx, { email, locale, name, tasks }) => {
    const url = `${publicUrl}/organizations/${tasks[0]!.organizationId}/tasks`;
    const letter = { kind: "taskReminder", name, tasks, url } as const;
    return postMail(tx, { to: email, locale: localeOr(locale), letter });
  });
  await claimRequestReminders(await doors(), now, (tx, reminder) =>
    postMail(tx, dataRequestMail({ kind: "dataRequestReminder", ...reminder }, publicUrl)),
  );
}
