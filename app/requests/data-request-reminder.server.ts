import { addDays, utcDay } from "#app/day/day.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { listWorkingTenantIds } from "#app/organization/tenant.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import { lockRequest, sendLink, stateOf } from "./data-request.server.ts";
import { type DataRequest, getDataRequest } from "./data-request-list.server.ts";

/** How many days before its link ends a request is reminded of; days are those of UTC. */
export const REMINDER_DAYS = [7, 1] as const;

/** Who has typed within so many hours is at work on it: a new link would end the one that is open. */
const AT_WORK_HOURS = 24;

/** What a reminder says, with the new link's token. */
export interface RequestReminder {
  tenantId: string;
  token: string;
  recipientName: string;
  recipientEmail: string;
  locale: "en" | "zh";
  asker: string;
  organization: { en: string; zh: string };
  message: string;
  expiresAt: Date;
}

/**
 * Writes the reminders of a day of all tenants: of requests that still wait for figures, each in the transaction of its claim
 * and its new link, so that of two workers only the first writes it. Nobody is reminded on the day a link was sent, while
 * typing, or in the name of somebody who left.
 */
export async function claimRequestReminders(
  doors: Doors,
  day: string,
  write: (tx: TenantTx, reminder: RequestReminder) => Promise<void>,
): Promise<void> {
  for (const tenantId of await doors.withSystem(listWorkingTenantIds)) {
    await doors.withTenant({ tenantId, userId: "" }, async (tx) => {
      for (const reminder of await claimOfTenant(tx, tenantId, day)) await write(tx, reminder);
    });
  }
}

async function claimOfTenant(tx: TenantTx, tenantId: string, day: string): Promise<RequestReminder[]> {
  const reminders: RequestReminder[] = [];
  for (const { id, organizationId, userId } of await listEnding(tx, day)) {
    await lockRequest(tx, id);
    const request = await getDataRequest(tx, organizationId, id);
    if (!isDue(request, day) || (await isAtWork(tx, id)) || !(await claim(tx, { tenantId, requestId: id, day })))
      continue;
    const author: ChangeAuthor & { organizationId: string } = { tenantId, organizationId, userId, source: "job" };
    const reminder = await remind(tx, author, request);
    if (reminder) reminders.push(reminder);
  }
  return reminders;
}

/** Requests of which a link ends in as many days as a reminder comes before. */
async function listEnding(tx: TenantTx, day: string) {
  const rows = await tx
    .selectFrom("data_request as r")
    .innerJoin("data_request_link as l", "l.request_id", "r.id")
    .select(["r.id", "r.organization_id", "r.created_by"])
    .distinct()
    .where(({ or, and, eb }) =>
      or(
        REMINDER_DAYS.map((before) =>
          and([
            eb("l.expires_at", ">=", startOf(addDays(day, before))),
            eb("l.expires_at", "<", startOf(addDays(day, before + 1))),
          ]),
        ),
      ),
    )
    .orderBy("r.id")
    .execute();
  return rows.map((row) => ({ id: row.id, organizationId: row.organization_id, userId: row.created_by }));
}

const startOf = (day: string) => new Date(`${day}T00:00:00Z`);
const dayOf = (moment: Date) => utcDay(moment);
const WAITING: readonly string[] = ["sent", "opened", "part_answered", "asked_again"];
const SENT: readonly string[] = ["sent", "reminded", "asked_again"];

function isDue(request: DataRequest, day: string): boolean {
  const isDay = REMINDER_DAYS.some((before) => addDays(day, before) === dayOf(request.expiresAt));
  const wasSentToday = request.steps.some(({ kind, at }) => SENT.includes(kind) && dayOf(at) === day);
  return isDay && !wasSentToday && request.askedBy !== null && WAITING.includes(stateOf(request, startOf(day)));
}

async function isAtWork(tx: TenantTx, requestId: string): Promise<boolean> {
  const row = await tx
    .selectFrom("data_request_draft")
    .select("month")
    .where("request_id", "=", requestId)
    .where("updated_at", ">", new Date(Date.now() - AT_WORK_HOURS * 3_600_000))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function claim(
  tx: TenantTx,
  { tenantId, requestId, day }: { tenantId: string; requestId: string; day: string },
): Promise<boolean> {
  const claimed = await tx
    .insertInto("data_request_reminder")
    .values({ tenant_id: tenantId, request_id: requestId, day })
    .onConflict((conflict) => conflict.columns(["tenant_id", "request_id", "day"]).doNothing())
    .returning("day")
    .executeTakeFirst();
  return claimed !== undefined;
}

async function remind(
  tx: TenantTx,
  author: ChangeAuthor & { organizationId: string },
  request: DataRequest,
): Promise<RequestReminder | null> {
  const { recipientName, recipientEmail, locale, message, expiresAt } = request;
  const sent = await sendLink(tx, author, request.id, { kind: "reminded", expiresAt });
  if (!sent.ok) return null;
  const organization = (await getOrganization(tx, author.organizationId)).name;
  const asker = request.askedBy?.name ?? "";
  return {
    tenantId: author.tenantId,
    token: sent.token,
    asker,
    organization,
    recipientName,
    recipientEmail,
    locale,
    message,
    expiresAt,
  };
}
