import type { SystemTx } from "#db/doors.ts";
import { PAYMENT_EVENT } from "./payment-event-state.ts";

/** An event waiting for a person or for the object that it is about. */
export interface ParkedEvent {
  id: string;
  /** The connected account. Empty for the installation's own account. */
  account: string;
  type: string;
  created: Date;
  /** A code of the reason. */
  cause: string;
  paymentRef: string;
}

/**
 * Oldest first. Unknown and mismatched events of a seller's account are tasks on the seller's page. Others may wait for
 * a payment that never belongs to this installation. Therefore only events of the installation's own account are listed
 * unless `isAll`.
 */
export async function listParkedEvents(tx: SystemTx, { isAll }: { isAll: boolean }): Promise<ParkedEvent[]> {
  let query = tx
    .selectFrom("payment_event")
    .select(["event_id", "account", "type", "created", "error", "payment_ref"])
    .where("state", "=", "parked")
    .orderBy("created")
    .orderBy("event_id")
    .limit(1000);
  if (!isAll) query = query.where("account", "=", "");
  return (await query.execute()).map((row) => ({
    id: row.event_id,
    account: row.account,
    type: row.type,
    created: row.created,
    cause: row.error,
    paymentRef: row.payment_ref,
  }));
}

/**
 * Dismisses a waiting event. It is kept with the reason, and has no effect if it is sent again.
 *
 * @returns whether a waiting event was found
 */
export async function dismissParkedEvent(
  tx: SystemTx,
  { eventId, reason, now }: { eventId: string; reason: string; now: Date },
): Promise<boolean> {
  const ended = await tx
    .updateTable("payment_event")
    .set({ state: "ignored", processed_at: now, error: `looked at: ${reason}`.slice(0, 200) })
    .where("event_id", "=", eventId)
    .where("state", "in", PAYMENT_EVENT.acts.ignore.from)
    .returning("event_id")
    .execute();
  return ended.length > 0;
}
