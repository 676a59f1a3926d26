import { type ActOf, defineStates, type StateOf } from "#app/kit/states.ts";
import type { INVOICE } from "#app/trade/invoice/invoice-state.ts";

/** States of an order by card: they are derived from all that the provider reported, in any order. */
const BY_CARD = ["open", "pending", "active", "past_due", "expired", "ended"] as const;

/**
 * `open` waits for money, `overdue` since before today; `paid` was given its plan; `active` renews itself, `past_due` can't
 * for now; `unpaid_again`: the plan was given, and the money went back since. Only what nothing was paid for is cancelled.
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

/** What is known of an order of a plan, of which its state follows. */
export interface PlanOrderFacts {
  way: "transfer" | "card";
  /** What became of it, in any order. */
  steps: ReadonlySet<PlanOrderStep>;
  /** Where its invoice stands; null by card. */
  invoice: { state: StateOf<typeof INVOICE>; dueOn: string } | null;
  /** The provider's word for its subscription; null before there is one. */
  subscription: string | null;
  /** Whether the provider was paid for a year of it. */
  isPaid: boolean;
  /** Whether the newest of the provider's invoices could not be paid. */
  isPaymentFailed: boolean;
  /** Whether the plan was given. */
  isGranted: boolean;
  /** Of the page to pay on. */
  expiresAt: Date | null;
}

/** Nothing more comes of an order in these. */
const OVER: ReadonlySet<PlanOrderState> = new Set(["paid", "ended", "expired", "cancelled", "unpaid_again"]);

/** @param today `YYYY-MM-DD` of the operator */
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

/** Whether more may come of it. */
export function isUnderWay(state: PlanOrderState): boolean {
  return !OVER.has(state);
}
