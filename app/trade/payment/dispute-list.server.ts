import type { TenantTx } from "#db/doors.ts";
import { type DisputeState, isOnHold, UNDECIDED } from "./dispute-state.ts";

/** A chargeback request of the client's bank, with its state as reported by the provider. */
export interface Dispute {
  id: string;
  paymentId: string;
  invoiceId: string;
  invoiceNumber: string;
  currency: string;
  amountMinor: bigint;
  /** The provider's reason code. */
  reason: string;
  state: DisputeState;
  /** The deadline for the seller's response, or null. */
  dueBy: Date | null;
  openedAt: Date;
}

/** Undecided ones first, then newest first. */
export async function listDisputes(
  tx: TenantTx,
  of: { invoiceId?: string; paymentId?: string } = {},
): Promise<Dispute[]> {
  let query = tx
    .selectFrom("dispute as d")
    .innerJoin("dispute_state as s", "s.dispute_id", "d.id")
    .innerJoin("payment as p", "p.id", "d.payment_id")
    .innerJoin("invoice as i", "i.id", "p.invoice_id")
    .select(["d.id", "d.payment_id", "p.invoice_id", "i.number", "d.currency", "d.amount_minor", "d.reason", "s.state"])
    .select((select) => [
      "d.created_at",
      select
        .selectFrom("dispute_step as t")
        .select((inner) => inner.fn.max("t.due_by").as("due_by"))
        .whereRef("t.dispute_id", "=", "d.id")
        .as("due_by"),
    ])
    .orderBy((order) => order("s.state", "not in", UNDECIDED))
    .orderBy("d.created_at", "desc");
  if (of.invoiceId) query = query.where("p.invoice_id", "=", of.invoiceId);
  if (of.paymentId) query = query.where("d.payment_id", "=", of.paymentId);
  return (await query.execute()).map((row) => ({
    id: row.id,
    paymentId: row.payment_id,
    invoiceId: row.invoice_id,
    invoiceNumber: row.number,
    currency: row.currency,
    amountMinor: BigInt(row.amount_minor),
    reason: row.reason,
    state: row.state,
    dueBy: isOnHold(row) ? row.due_by : null,
    openedAt: row.created_at,
  }));
}
