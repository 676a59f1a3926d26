import { type ActOf, defineStates, type StateOf } from "#app/kit/states.ts";
import type { INVOICE } from "#app/trade/invoice/invoice-state.ts";

/** States of a card order. They follow from the provider's reports, in any order. */
const BY_CARD = ["open", "pending", "active", "past_due", "expired", "ended"] as const;

/**
 * `open`: waiting for payment. `overdue`: due before today. `paid`: the plan was granted. `active`: renews
 * automatically. `past_due`: the renewal failed for now. `unpaid_again`: the payment was returned after the grant. Only
 * unpaid orders can be cancelled.
 */
export const PLAN_ORDER = defineStates({
  tones: {
    open: "accent",
    overdue: "bad",
    partly_paid: "warning",
    pending: "warning",
    paid: "good",
    active: "good",
    past_due: "bad",
    ended: "neutral",
    expired: "neutral",
    cancelled: "neutral",
    unpaid_again: "bad",
  },
  acts: {
    cancelled: { from: ["open", "overdue"], to: "cancelled" },
    pending: { from: BY_CARD, to: BY_CARD },
    subscribed: { from: BY_CARD, to: BY_CARD },
    expired: { from: BY_CARD, to: BY_CARD },
    failed: { from: BY_CARD, to: BY_CARD },
    payment_failed: { from: BY_CARD, to: BY_CARD },
  },
  stored: { "plan_order_step.state": ["cancelled", "pending", "subscribed", "expired", "failed", "payment_failed"] },
});

export type PlanOrderState = StateOf<typeof PLAN_ORDER>;
export type PlanOrderStep = ActOf<typeof PLAN_ORDER>;

export interface PlanOrderFacts {
  way: "transfer" | "card";
  steps: ReadonlySet<PlanOrderStep>;
  /** The state of its invoice. Null for card orders. */
  invoice: { state: StateOf<typeof INVOICE>; dueOn: string } | null;
  /** The provider's status of its subscription. Null before there is one. */
  subscription: string | null;
  /** Whether the provider received payment for at least one year. */
  isPaid: boolean;
  /** Whether payment of the provider's newest invoice failed. */
  isPaymentFailed: boolean;
  isGranted: boolean;
  /** When its payment page expires. */
  expiresAt: Date | null;
}

/** Final states. */
const OVER: ReadonlySet<PlanOrderState> = new Set(["paid", "ended", "expired", "cancelled", "unpaid_again"]);

/** @param today the operator's current day, `YYYY-MM-DD` */
export function planOrderState(facts: PlanOrderFacts, { now, today }: { now: Date; today: string }): PlanOrderState {
  if (facts.steps.has("cancelled")) return "cancelled";
  return facts.way === "card" ? cardState(facts, now) : transferState(facts, today);
}

function transferState({ invoice, isGranted }: PlanOrderFacts, today: string): PlanOrderState {
  const isPaid = invoice?.state === "paid" || invoice?.state === "overpaid";
  if (isPaid) return "paid";
  if (isGranted) return "unpaid_again";
  if (invoice?.state === "credited") return "cancelled";
  if (invoice && invoice.dueOn < today) return "overdue";
  return invoice?.state === "partly_paid" ? "partly_paid" : "open";
}

function cardState(facts: PlanOrderFacts, now: Date): PlanOrderState {
  const { steps, subscription, isPaid, isPaymentFailed, expiresAt } = facts;
  if (subscription === "canceled" || subscription === "incomplete_expired") return "ended";
  if (subscription === "past_due" || subscription === "unpaid" || isPaymentFailed) return "past_due";
  if (isPaid) return "active";
  if (steps.has("subscribed") || steps.has("pending") || subscription !== null)
    return steps.has("failed") ? "expired" : "pending";
  if (steps.has("expired") || steps.has("failed")) return "expired";
  return expiresAt && expiresAt <= now ? "expired" : "open";
}

export function isUnderWay(state: PlanOrderState): boolean {
  return !OVER.has(state);
}
