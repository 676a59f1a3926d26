import { readActingAuthor } from "#app/access/acting.server.ts";
import { tenantToday } from "#app/access/membership.server.ts";
import { addDays } from "#app/day/day.ts";
import { listWorkingTenantIds } from "#app/organization/tenant.server.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import { listTasks } from "./task.server.ts";
import { isStillOwner } from "./task-owner.server.ts";

export interface DueTask {
  organizationName: { en: string; zh: string };
  organizationId: string;
  note: string;
  dueOn: string;
  openCells: number;
}

/** One email to one person with all due tasks. */
export interface TaskDigest {
  email: string;
  locale: string;
  name: string;
  tenantId: string;
  day: string;
  tasks: DueTask[];
}

/** Reminders are due a week before, on the day, the day after, and then once a week. */
export function isReminderDay(dueOn: string, day: string): boolean {
  const late = Math.round((Date.parse(day) - Date.parse(dueOn)) / 86_400_000);
  return late === -7 || late === 0 || late === 1 || (late > 1 && (late - 1) % 7 === 0);
}

/**
 * Writes the digests of all tenants for the current day in their time zone. Each is written in the transaction of its
 * claim, so a second worker or a clock that went back never writes it again. No one is reminded of work in a tenant
 * whose plan has lapsed.
 */
export async function claimDigests(
  doors: Doors,
  now: Date,
  write: (tx: TenantTx, digest: TaskDigest) => Promise<void>,
): Promise<void> {
  for (const tenantId of await doors.withSystem(listWorkingTenantIds)) {
    // One transaction per tenant, so that no tenant waits for another.
    const identity = { tenantId, userId: "" };
    const { day, due } = await doors.withTenant(identity, async (tx) => {
      const today = await tenantToday(tx, now);
      return { day: today, due: await listDue(tx, today) };
    });
    for (const ownerId of [...due.keys()]) {
      const [first] = due.get(ownerId)!;
      if (!(await isStillOwner(doors, ownerId, first!.organizationId))) due.delete(ownerId);
    }
    if (due.size === 0) continue;
    await doors.withTenant(identity, async (tx) => {
      for (const digest of await claimOfTenant(tx, tenantId, day, due)) await write(tx, digest);
    });
  }
}

/** Due tasks of a tenant by owner. */
async function listDue(tx: TenantTx, day: string): Promise<Map<string, DueTask[]>> {
  const candidates = await tx
    .selectFrom("task")
    .innerJoin("task_step as s", "s.task_id", "task.id")
    .innerJoin("organization as o", "o.id", "task.organization_id")
    .select(["task.organization_id", "o.name_en", "o.name_zh"])
    .distinct()
    // The first reminder is seven days before the due date.
    .where("s.due_on", "<=", addDays(day, 7))
    .execute();
  const byOwner = new Map<string, DueTask[]>();
  for (const { organization_id: organizationId, name_en: en, name_zh: zh } of candidates) {
    for (const task of await listTasks(tx, organizationId)) {
      if (task.state !== "open" || !isReminderDay(task.dueOn, day)) continue;
      const due = { organizationName: { en, zh }, organizationId, note: task.note, dueOn: task.dueOn };
      byOwner.set(task.ownerId, [...(byOwner.get(task.ownerId) ?? []), { ...due, openCells: task.open.length }]);
    }
  }
  return byOwner;
}

async function claimOfTenant(
  tx: TenantTx,
  tenantId: string,
  day: string,
  due: ReadonlyMap<string, DueTask[]>,
): Promise<TaskDigest[]> {
  const digests: TaskDigest[] = [];
  for (const [userId, tasks] of due) {
    const person = await findReader(tx, userId);
    if (person && (await claim(tx, { tenantId, userId, day, count: tasks.length }))) {
      digests.push({ ...person, tenantId, day, tasks });
    }
  }
  return digests;
}

/** Null if the person left or turned reminders off for the id by which they own tasks. */
async function findReader(tx: TenantTx, ownerId: string) {
  const row = await tx
    .selectFrom("user_account")
    .leftJoin("reminder_setting as s", (join) => join.on("s.user_id", "=", ownerId))
    .select(["email", "name", "locale", "s.is_on"])
    .where("user_account.id", "=", readActingAuthor(ownerId)?.userId ?? ownerId)
    .executeTakeFirst();
  return row && row.is_on !== false ? { email: row.email, name: row.name, locale: row.locale } : null;
}

async function claim(
  tx: TenantTx,
  { tenantId, userId, day, count }: { tenantId: string; userId: string; day: string; count: number },
): Promise<boolean> {
  const later = await tx
    .selectFrom("task_reminder")
    .select("day")
    .where("user_id", "=", userId)
    .where("day", ">=", day)
    .limit(1)
    .executeTakeFirst();
  if (later) return false;
  const claimed = await tx
    .insertInto("task_reminder")
    .values({ tenant_id: tenantId, user_id: userId, day, task_count: count })
    .onConflict((conflict) => conflict.columns(["tenant_id", "user_id", "day"]).doNothing())
    .returning("day")
    .executeTakeFirst();
  return claimed !== undefined;
}

/** Reminders are on unless the member turned them off. */
export async function areRemindersOn(tx: TenantTx, userId: string): Promise<boolean> {
  const row = await tx.selectFrom("reminder_setting").select("is_on").where("user_id", "=", userId).executeTakeFirst();
  return row?.is_on ?? true;
}

/** Applies to all organizations of the tenant. The choice affects only this person, so the trail does not record it. */
export async function setReminders(
  tx: TenantTx,
  author: { tenantId: string; userId: string },
  isOn: boolean,
): Promise<void> {
  await tx
    .insertInto("reminder_setting")
    .values({ tenant_id: author.tenantId, user_id: author.userId, is_on: isOn })
    .onConflict((conflict) =>
      conflict.columns(["tenant_id", "user_id"]).doUpdateSet({ is_on: isOn, updated_at: new Date() }),
    )
    .execute();
}
