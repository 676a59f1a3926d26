import { sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import { type ChangeAuthor, lockTrail } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { elapsedMinutes, MOST_MINUTES } from "./hours.ts";
import { insertTimeEntry } from "./time-entry.server.ts";
import { getWork, type Work } from "./work.server.ts";

/** A timer that a person started and has not ended. */
export interface RunningTimer {
  id: string;
  work: Work;
  note: string;
  isBillable: boolean;
  startedAt: Date;
}

export type TimerFault = "timer_running" | "timer_none" | "timer_long";

export async function findTimer(tx: TenantTx, userId: string): Promise<RunningTimer | null> {
  const row = await tx
    .selectFrom("time_timer as t")
    .leftJoin("time_timer_end as e", "e.timer_id", "t.id")
    .selectAll("t")
    .where("t.created_by", "=", userId)
    .where("e.timer_id", "is", null)
    .executeTakeFirst();
  if (!row) return null;
  const work = await getWork(tx, row.order_id ?? row.client_id);
  return { id: row.id, work, note: row.note, isBillable: row.is_billable, startedAt: row.started_at };
}

/** Starts a timer. A person has one at most. Nothing counts as worked before it is stopped. */
export async function startTimer(
  tx: TenantTx,
  author: ChangeAuthor,
  { work, note, isBillable }: Pick<RunningTimer, "work" | "note" | "isBillable">,
  now: Date = new Date(),
): Promise<TimerFault | null> {
  // Two pages of one person may start at once.
  await lockTrail(tx, author.tenantId);
  if (await findTimer(tx, author.userId)) return "timer_running";
  await tx
    .insertInto("time_timer")
    .values({
      tenant_id: author.tenantId,
      client_id: work.client.id,
      order_id: work.order?.id ?? null,
      note,
      is_billable: isBillable,
      started_at: now,
      created_by: author.userId,
    })
    .execute();
  return null;
}

/** Stops the timer and adds its minutes as a time entry of the seller's day on which it was started. */
export async function stopTimer(
  tx: TenantTx,
  author: ChangeAuthor,
  now: Date = new Date(),
): Promise<TimerFault | null> {
  await lockTrail(tx, author.tenantId);
  const timer = await findTimer(tx, author.userId);
  if (!timer) return "timer_none";
  const minutes = elapsedMinutes(timer.startedAt, now);
  if (minutes > MOST_MINUTES) return "timer_long";
  const day = await sellerToday(tx, timer.startedAt);
  const { work, note, isBillable } = timer;
  const entryId = await insertTimeEntry(tx, author, { work, day, minutes, note, isBillable });
  await endTimer(tx, author, timer.id, entryId);
  return null;
}

/** Ends the timer without a time entry. */
export async function discardTimer(tx: TenantTx, author: ChangeAuthor): Promise<TimerFault | null> {
  await lockTrail(tx, author.tenantId);
  const timer = await findTimer(tx, author.userId);
  if (!timer) return "timer_none";
  await endTimer(tx, author, timer.id, null);
  return null;
}

async function endTimer(tx: TenantTx, author: ChangeAuthor, timerId: string, entryId: string | null): Promise<void> {
  await tx
    .insertInto("time_timer_end")
    .values({ tenant_id: author.tenantId, timer_id: timerId, entry_id: entryId, created_by: author.userId })
    .execute();
}
