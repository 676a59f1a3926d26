import { doors } from "#app/database/doors.server.ts";
import { utcDay } from "#app/day/day.ts";
import { isLocale } from "#app/i18n/index.ts";
import { dataRequestMail } from "#app/mail/data-request-mail.ts";
import { mailer } from "#app/mail/mailer.server.ts";
import { claimRequestReminders } from "#app/requests/data-request-reminder.server.ts";
import { claimDigests } from "#app/review/task-reminder.server.ts";
import { env } from "#app/settings/env.server.ts";
import type { Sweep } from "./sweep.server.ts";

/**
 * Looks every hour for tasks and data requests to remind of: often enough for a worker that starts at noon, and the claim
 * keeps it to one mail a day. A sweep and not a schedule of the queue: that needs a clock of its own beside the work, and
 * the embedded database has one connection for both.
 */
export const reminders: Sweep = {
  failure: "reminders_failed",
  everyMilliseconds: 60 * 60 * 1000,
  work: () => sendReminders(utcDay(new Date())),
};

/** Claims what is to be said on a day, then writes the mails outside of any transaction. */
async function sendReminders(day: string): Promise<void> {
  const { publicUrl } = env();
  for (const { email, locale, name, tasks } of await claimDigests(await doors(), day)) {
    const first = tasks[0]!;
    await mailer().send({
      to: email,
      locale: isLocale(locale) ? locale : "en",
      letter: { kind: "taskReminder", name, tasks, url: `${publicUrl}/organizations/${first.organizationId}/tasks` },
    });
  }
  for (const reminder of await claimRequestReminders(await doors(), day)) {
    await mailer().send(dataRequestMail({ kind: "dataRequestReminder", ...reminder }, publicUrl));
  }
}
