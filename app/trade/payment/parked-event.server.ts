import type { SystemTx } from "#db/doors.ts";
import { PAYMENT_EVENT } from "./payment-event-state.ts";

/** An event that waits: for a person, or for what it speaks of. */
export interface ParkedEvent {
  id: string;
  /** The connected account; empty for the installation's own. */
  account: string;
  type: string;
  created: Date;
  /** Why it waits, in a word. */
  cause: string;
  paymentRef: string;
}

/**
 * Oldest first. Those of a seller's account that nobody knows or that do not fit are matters on the seller's own page; the
 * others of it wait for a payment that may never be ours. So only those of the installation's own account are listed unless
 * all are asked for.
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
 * Ends the wait of an event that somebody looked at. It stays, with the reason; sent again, it does nothing.
 *
 * @returns whether there was one that waits
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
