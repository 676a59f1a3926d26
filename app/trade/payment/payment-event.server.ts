import { findOperator } from "#app/access/plan-operator.server.ts";
import { findTenantOfAccount } from "#app/trade/seller/provider-account.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import { inTenant, type SystemTx, type TenantTx } from "#db/doors.ts";
import type { ProviderEvent, ProviderFact } from "./gateway/fact.ts";
import { factOfPayload } from "./gateway/stripe-event.ts";
import { providerAuthor } from "./payment.server.ts";
import type { PaymentEventState } from "./payment-event-state.ts";
import { openPaymentTask } from "./payment-task.server.ts";

/** The result of an event. `waiting`: its object does not exist yet, or never belongs to this installation. */
export type Verdict =
  | { state: Exclude<PaymentEventState, "parked"> }
  | { state: "waiting"; paymentRef: string }
  | { state: "mismatch"; reason: string; facts: Record<string, string> };

export type EventOf<K extends ProviderFact["kind"]> = ProviderEvent & { fact: Extract<ProviderFact, { kind: K }> };

type Effect<K extends ProviderFact["kind"]> = (
  tx: TenantTx,
  author: ChangeAuthor,
  event: EventOf<K>,
) => Promise<Verdict>;

/** The effect of each kind of fact on its tenant, in the transaction that counts the event. */
export interface PaymentEffects {
  checkout: Effect<"checkout">;
  refund: Effect<"refund">;
  dispute: Effect<"dispute">;
  account: Effect<"account">;
  subscription: Effect<"subscription">;
  subscription_invoice: Effect<"subscription_invoice">;
}

/** `again`: already counted. `stranger`: not of an account or tenant of this installation; nothing is stored. */
export type Receipt = "done" | "again" | "stranger";

/**
 * Counts an event and applies its effect exactly once, both in one transaction. A concurrent call with the same event
 * waits and then does nothing. If this call fails, its row is rolled back too.
 */
export async function receiveEvent(tx: SystemTx, event: ProviderEvent, effects: PaymentEffects): Promise<Receipt> {
  const tenantId = await findTenant(tx, event);
  if (tenantId === null && event.account !== "") return "stranger";
  if (!(await count(tx, event))) return "again";
  if (tenantId === null) {
    await settle(
      tx,
      event,
      event.fact.kind === "irrelevant" ? { state: "ignored" } : { state: "waiting", paymentRef: "" },
    );
    return "done";
  }
  await settle(tx, event, await apply(tx, tenantId, event, effects));
  await applyWaiting(tx, tenantId, event, effects);
  return "done";
}

/** The tenant of an event: the seller of the connected account, or the operator for the installation's own account. */
function findTenant(tx: SystemTx, { account }: ProviderEvent): Promise<string | null> {
  return account === "" ? findOperator(tx) : findTenantOfAccount(tx, account);
}

/** @returns whether the event is new */
async function count(tx: SystemTx, event: ProviderEvent): Promise<boolean> {
  const added = await tx
    .insertInto("payment_event")
    .values({
      provider: event.provider,
      account: event.account,
      event_id: event.id,
      type: event.type,
      created: event.created,
      livemode: event.isLive,
      payload: event.payload,
      payment_ref: paymentRefOf(event.fact),
      processed_at: null,
      state: "parked",
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("event_id")
    .executeTakeFirst();
  if (added) return true;
  await tx
    .updateTable("payment_event")
    .set((set) => ({ attempts: set("attempts", "+", 1) }))
    .where("provider", "=", event.provider)
    .where("account", "=", event.account)
    .where("event_id", "=", event.id)
    .execute();
  return false;
}

function paymentRefOf(fact: ProviderFact): string {
  return "paymentRef" in fact ? fact.paymentRef : "";
}

async function apply(
  tx: SystemTx,
  tenantId: string,
  event: ProviderEvent,
  effects: PaymentEffects,
): Promise<Verdict | { state: "unknown" }> {
  const author = providerAuthor(tenantId);
  return inTenant(tx, author, async (inside) => {
    const verdict = await verdictOf(inside, author, event, effects);
    if (verdict.state === "unknown" || verdict.state === "mismatch") {
      await openPaymentTask(inside, author, {
        kind: verdict.state === "unknown" ? "event_unknown" : "event_mismatch",
        subject: event.id,
        facts: {
          type: event.type,
          account: event.account,
          ...(verdict.state === "mismatch" ? { cause: verdict.reason, ...verdict.facts } : {}),
        },
      });
    }
    return verdict;
  });
}

async function verdictOf(
  tx: TenantTx,
  author: ChangeAuthor,
  event: ProviderEvent,
  effects: PaymentEffects,
): Promise<Verdict | { state: "unknown" }> {
  switch (event.fact.kind) {
    case "checkout":
      return effects.checkout(tx, author, event as EventOf<"checkout">);
    case "refund":
      return effects.refund(tx, author, event as EventOf<"refund">);
    case "dispute":
      return effects.dispute(tx, author, event as EventOf<"dispute">);
    case "account":
      return effects.account(tx, author, event as EventOf<"account">);
    case "subscription":
      return effects.subscription(tx, author, event as EventOf<"subscription">);
    case "subscription_invoice":
      return effects.subscription_invoice(tx, author, event as EventOf<"subscription_invoice">);
    case "irrelevant":
      return { state: "ignored" };
    case "unknown":
      return { state: "unknown" };
  }
}

async function settle(tx: SystemTx, event: ProviderEvent, verdict: Verdict | { state: "unknown" }): Promise<void> {
  const settled = verdict.state === "processed" || verdict.state === "ignored" ? verdict.state : null;
  await tx
    .updateTable("payment_event")
    .set({
      state: settled ?? "parked",
      processed_at: settled ? new Date() : null,
      error: settled ? "" : verdict.state === "mismatch" ? verdict.reason : verdict.state,
    })
    .where("provider", "=", event.provider)
    .where("account", "=", event.account)
    .where("event_id", "=", event.id)
    .execute();
}

/** Applies events that arrived before their payment, once the payment exists. */
async function applyWaiting(
  tx: SystemTx,
  tenantId: string,
  event: ProviderEvent,
  effects: PaymentEffects,
): Promise<void> {
  const { kind } = event.fact;
  const paymentRef = kind === "checkout" || kind === "subscription_invoice" ? event.fact.paymentRef : "";
  if (paymentRef === "") return;
  const waiting = await tx
    .selectFrom("payment_event")
    .select(["event_id", "type", "created", "livemode", "payload"])
    .where("provider", "=", event.provider)
    .where("account", "=", event.account)
    .where("payment_ref", "=", paymentRef)
    .where("state", "=", "parked")
    .where("error", "=", "waiting")
    .orderBy("created")
    .orderBy("event_id")
    .execute();
  for (const row of waiting) {
    const again: ProviderEvent = {
      provider: event.provider,
      account: event.account,
      id: row.event_id,
      type: row.type,
      payload: row.payload,
      created: row.created.toISOString(),
      isLive: row.livemode,
      fact: factOfPayload(row.payload, event.account),
    };
    await settle(tx, again, await apply(tx, tenantId, again, effects));
  }
}
