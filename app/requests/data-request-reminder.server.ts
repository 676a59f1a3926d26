import { sql } from "kysely";
import { getTenantZone } from "#app/access/membership.server.ts";
import { addDays } from "#app/day/day.ts";
import type { Day } from "#app/day/period.ts";
import { dayIn, today, type Zone } from "#app/day/zone.ts";
import type { Locale } from "#app/i18n/locale.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { listWorkingTenantIds } from "#app/organization/tenant.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import { lockRequest, sendLink, stateOf } from "./data-request.server.ts";
import { type DataRequest, getDataRequest } from "./data-request-list.server.ts";
import type { DataRequestState } from "./data-request-state.ts";

/** Days before the link expires, by the calendar of the workspace. */
export const REMINDER_DAYS = [7, 1] as const;

/** A recipient who typed within these hours gets no reminder, because its new link would end the open one. */
const AT_WORK_HOURS = 24;

/** A reminder with the token of its new link. */
export interface RequestReminder {
  tenantId: string;
  token: string;
  recipientName: string;
  recipientEmail: string;
  locale: Locale;
  asker: string;
  organization: { en: string; zh: string };
  message: string;
  expiresAt: Date;
}

/** The current day in a workspace. */
interface Today {
  now: Date;
  zone: Zone;
  day: Day;
}

/**
 * Writes the reminders of all tenants for the current day in their time zone. Each is written in the transaction of its
 * claim and new link, so a second worker can't write it again. No one is reminded on the day a link was sent, while
 * typing, or in the name of someone who left.
 */
export async function claimRequestReminders(
  doors: Doors,
  now: Date,
  write: (tx: TenantTx, reminder: RequestReminder) => Promise<void>,
): Promise<void> {
  for (const tenantId of await doors.withSystem(listWorkingTenantIds)) {
    await doors.withTenant({ tenantId, userId: "" }, async (tx) => {
      const zone = await getTenantZone(tx);
      const reminders = await claimOfTenant(tx, tenantId, { now, zone, day: today(zone, now) });
      for (const reminder of reminders) await write(tx, reminder);
    });
  }
}

async function claimOfTenant(tx: TenantTx, tenantId: string, at: Today): Promise<RequestReminder[]> {
  const reminders: RequestReminder[] = [];
  for (const { id, organizationId, userId } of await listEnding(tx, at)) {
    await lockRequest(tx, id);
    const request = await getDataRequest(tx, organizationId, id);
    if (!isDue(request, at) || (await isAtWork(tx, id))) continue;
    if (!(await claim(tx, { tenantId, requestId: id, day: at.day }))) continue;
    const author: ChangeAuthor & { organizationId: string } = { tenantId, organizationId, userId, source: "job" };
    const reminder = await remind(tx, author, request);
    if (reminder) reminders.push(reminder);
  }
  return reminders;
}

/** Requests whose link expires in one of the `REMINDER_DAYS`. */
async function listEnding(tx: TenantTx, { day, zone }: Today) {
  const rows = await tx
    .selectFrom("data_request as r")
    .innerJoin("data_request_link as l", "l.request_id", "r.id")
    .select(["r.id", "r.organization_id", "r.created_by"])
    .distinct()
    .where(
      sql<string>`(l.expires_at at time zone ${zone}::text)::date`,
      "in",
      REMINDER_DAYS.map((before) => addDays(day, before)),
    )
    .orderBy("r.id")
    .execute();
  return rows.map((row) => ({ id: row.id, organizationId: row.organization_id, userId: row.created_by }));
}

const WAITING: readonly DataRequestState[] = ["sent", "opened", "part_answered", "asked_again"];
const SENT: readonly string[] = ["sent", "reminded", "asked_again"];

function isDue(request: DataRequest, { day, zone, now }: Today): boolean {
  const isDay = REMINDER_DAYS.some((before) => addDays(day, before) === dayIn(zone, request.expiresAt));
  const wasSentToday = request.steps.some(({ kind, at }) => SENT.includes(kind) && dayIn(zone, at) === day);
  return isDay && !wasSentToday && request.askedBy !== null && WAITING.includes(stateOf(request, now));
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
