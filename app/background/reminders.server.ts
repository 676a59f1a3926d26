import { postMail } from "#app/access/post.server.ts";
import { doors } from "#app/database/doors.server.ts";
import { env } from "#app/environment/env.server.ts";
import { localeOr } from "#app/i18n/index.ts";
import { dataRequestMail } from "#app/mail/data-request-mail.ts";
import { claimRequestReminders } from "#app/requests/data-request-reminder.server.ts";
import { claimDigests } from "#app/review/task-reminder.server.ts";
import type { Sweep } from "./sweep.server.ts";

/**
 * Sends reminders of tasks and data requests. It runs hourly so that a worker started at noon still sends them. The
 * claim limits them to one mail a day. It is not a pg-boss schedule, which needs its own clock and a second connection
 * that the embedded database does not have.
 */
export const reminders: Sweep = {
  failure: "reminders_failed",
  everyMilliseconds: 60 * 60 * 1000,
  work: () => sendReminders(new Date()),
};

/** Uses the current day of each workspace and stores each mail together with its claim. */
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
