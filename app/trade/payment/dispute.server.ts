import { type Posting, postToLedger } from "#app/trade/ledger/ledger.server.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { DisputeState } from "./dispute-state.ts";
import type { DisputeFact } from "./gateway/fact.ts";
import type { FoundPayment } from "./payment.server.ts";
import { openPaymentTask } from "./payment-task.server.ts";
import { recordRefund } from "./refund.server.ts";

/**
 * Records a dispute. The payment is marked as on hold and a task is opened. Nothing public changes. Repeated and
 * reordered reports give the same rows and ledger entries.
 *
 * @param on `YYYY-MM-DD`, in the seller's time zone
 * @returns whether the dispute matches the payment
 */
export async function noteDispute(
  tx: TenantTx,
  author: ChangeAuthor,
  { fact, payment, on }: { fact: DisputeFact; payment: FoundPayment; on: string },
): Promise<boolean> {
  await lockTrail(tx, author.tenantId);
  const amount = BigInt(fact.amountMinor);
  if (fact.currency !== payment.currency || amount > payment.amountMinor) return false;
  const dispute: Dispute = { id: await keepDispute(tx, author, fact, payment), fact, payment, amount, on };
  if (!(await addStep(tx, author, dispute))) return true;
  await recordChange(tx, author, {
    action: "payment.disputed",
    subject: "payment",
    subjectId: payment.id,
    after: {
      invoiceId: payment.invoiceId,
      reference: fact.ref,
      state: fact.state,
      currency: fact.currency,
      amountMinor: fact.amountMinor,
    },
  });
  const states = await statesOf(tx, dispute.id);
  if (!(await moveMoney(tx, author, dispute, states))) return false;
  await openTasks(tx, author, dispute, states);
  return true;
}

interface Dispute {
  id: string;
  fact: DisputeFact;
  payment: FoundPayment;
  amount: bigint;
  on: string;
}

/** @returns whether this state is reported for the first time */
async function addStep(tx: TenantTx, author: ChangeAuthor, { id, fact }: Dispute): Promise<boolean> {
  const step = await tx
    .insertInto("dispute_step")
    .values({
      tenant_id: author.tenantId,
      dispute_id: id,
      state: fact.state,
      due_by: fact.dueBy,
      created_by: author.userId,
    })
    .onConflict((conflict) => conflict.columns(["tenant_id", "dispute_id", "state"]).doNothing())
    .returning("state")
    .executeTakeFirst();
  return step !== undefined;
}

/** States that mean that the money was taken. The first one received posts it to the ledger. */
const MOVED: readonly DisputeState[] = ["open", "lost", "won"];

/** @returns false if more would be returned than was paid */
async function moveMoney(
  tx: TenantTx,
  author: ChangeAuthor,
  { id, fact, payment, amount, on }: Dispute,
  states: ReadonlySet<DisputeState>,
): Promise<boolean> {
  const post = (kind: string, entries: Posting["entries"]) =>
    postToLedger(tx, author, {
      kind,
      currency: fact.currency,
      occurredOn: on,
      source: { kind: "dispute", id },
      entries,
    });
  const isFirst = MOVED.filter((state) => states.has(state)).length === 1;
  if (isFirst && MOVED.includes(fact.state))
    await post("dispute_opened", [
      { account: "dispute", debit: amount },
      { account: "provider_balance", credit: amount },
    ]);
  if (fact.state === "won")
    await post("dispute_won", [
      { account: "provider_balance", debit: amount },
      { account: "dispute", credit: amount },
    ]);
  if (fact.state !== "lost") return true;
  const kept = await recordRefund(tx, author, {
    payment,
    amountMinor: amount,
    ref: fact.ref,
    reason: `dispute: ${fact.reason}`,
    on,
    kind: "dispute",
  });
  return kept !== "too_much";
}

async function openTasks(
  tx: TenantTx,
  author: ChangeAuthor,
  { fact, payment }: Dispute,
  states: ReadonlySet<DisputeState>,
): Promise<void> {
  const facts = { reference: fact.ref, reason: fact.reason, currency: fact.currency, amountMinor: fact.amountMinor };
  const about = { subject: fact.ref, invoiceId: payment.invoiceId, facts };
  await openPaymentTask(tx, author, { kind: "dispute", ...about });
  if (states.has("won") && states.has("lost"))
    await openPaymentTask(tx, author, { kind: "dispute_won_after_lost", ...about });
}

async function keepDispute(tx: TenantTx, author: ChangeAuthor, fact: DisputeFact, payment: FoundPayment) {
  const added = await tx
    .insertInto("dispute")
    .values({
      tenant_id: author.tenantId,
      payment_id: payment.id,
      provider_ref: fact.ref,
      currency: fact.currency,
      amount_minor: BigInt(fact.amountMinor),
      reason: fact.reason.slice(0, 200),
      created_by: author.userId,
    })
    .onConflict((conflict) => conflict.columns(["tenant_id", "provider_ref"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (added) return added.id;
  const { id } = await tx
    .selectFrom("dispute")
    .select("id")
    .where("provider_ref", "=", fact.ref)
    .executeTakeFirstOrThrow();
  return id;
}

async function statesOf(tx: TenantTx, disputeId: string) {
  const rows = await tx.selectFrom("dispute_step").select("state").where("dispute_id", "=", disputeId).execute();
  return new Set(rows.map(({ state }) => state));
}
