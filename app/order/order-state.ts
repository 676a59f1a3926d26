import type { ChipTone } from "#app/kit/chip.tsx";
import { defineStates } from "#app/kit/states.ts";
import type { OrderState } from "#db/order-schema.ts";

/**
 * The states in the order of the work. An order moves from one to the next (`nextState`) or is cancelled by a person.
 */
const WORK = {
  accepted: "accent",
  deposit_invoiced: "warning",
  deposit_paid: "accent",
  in_work: "accent",
  draft_delivered: "accent",
  balance_invoiced: "warning",
  balance_paid: "good",
  released: "good",
  closed: "neutral",
} as const satisfies Partial<Record<OrderState, ChipTone>>;

/** All steps of an order with a deposit and a balance. */
const STEPS = Object.keys(WORK) as (keyof typeof WORK)[];
/** Steps that are skipped if the order has no such part. */
const OF_DEPOSIT: readonly OrderState[] = ["deposit_invoiced", "deposit_paid"];
const OF_BALANCE: readonly OrderState[] = ["balance_invoiced"];

const DELIVERED = ["draft_delivered", "balance_invoiced", "balance_paid"] as const;

export const ORDER = defineStates({
  tones: { ...WORK, cancelled: "bad" },
  acts: {
    deliver: { from: ["in_work"], to: "draft_delivered" },
    deliver_again: { from: DELIVERED, to: DELIVERED },
    cancel: { from: STEPS.slice(0, STEPS.indexOf("released")), to: "cancelled" },
  },
  stored: { "trade_order_step.state": [...STEPS, "cancelled"] },
});

/** The invoices and payments of an order. A part that the order does not have counts as invoiced and paid. */
export interface OrderStanding {
  depositInvoiced: boolean;
  depositPaid: boolean;
  balanceInvoiced: boolean;
  balancePaid: boolean;
  /** An invoice of the order is open or partly paid. */
  isOwed: boolean;
}

/** All facts that determine the next steps of an order. */
export interface OrderFacts {
  state: OrderState;
  hasDeposit: boolean;
  hasBalance: boolean;
  /** The order is about an inventory of this tenant, so it ends with a report. */
  hasInventory: boolean;
  /** The client has received a draft of the report. */
  hasDraft: boolean;
  hasReport: boolean;
  standing: OrderStanding;
}

export type OrderFault =
  | "step_out_of_order"
  | "not_invoiced"
  | "not_paid"
  | "draft_missing"
  | "report_missing"
  | "invoices_open";

/** The state that follows, apart from `cancelled`. Null for the last one. */
export function nextState({
  state,
  hasDeposit,
  hasBalance,
}: Pick<OrderFacts, "state" | "hasDeposit" | "hasBalance">): OrderState | null {
  const steps: readonly OrderState[] = STEPS.filter(
    (step) =>
      step === state || ((hasDeposit || !OF_DEPOSIT.includes(step)) && (hasBalance || !OF_BALANCE.includes(step))),
  );
  const at = steps.indexOf(state);
  return at < 0 ? null : (steps[at + 1] ?? null);
}

/** Whether the work is paid. Other invoices may still be open. */
export function isPaidFor(state: OrderState): boolean {
  return STEPS.slice(STEPS.indexOf("balance_paid")).some((step) => step === state);
}

/** Whether an order can still hold back a report of another workspace: it is unpaid and has no inventory of its own. */
export function mayHold({ facts, hold }: { facts: OrderFacts; hold: object | null }): boolean {
  const isOpen = !isPaidFor(facts.state) && facts.state !== "cancelled";
  return hold === null && !facts.hasInventory && isOpen;
}

/**
 * Why an order can't take a step now, or null if it can. The database enforces the same rule independently of this
 * code.
 */
export function whatForbids(facts: OrderFacts, to: OrderState): OrderFault | null {
  const { standing } = facts;
  if (to === "cancelled") {
    if (!ORDER.may("cancel", facts.state)) return "step_out_of_order";
    return standing.isOwed ? "invoices_open" : null;
  }
  if (nextState(facts) !== to) return "step_out_of_order";
  switch (to) {
    case "deposit_invoiced":
      return standing.depositInvoiced ? null : "not_invoiced";
    case "deposit_paid":
      return standing.depositPaid ? null : "not_paid";
    case "draft_delivered":
      return facts.hasInventory && !facts.hasDraft ? "draft_missing" : null;
    case "balance_invoiced":
      return standing.balanceInvoiced ? null : "not_invoiced";
    case "balance_paid":
      return standing.depositPaid && standing.balancePaid ? null : "not_paid";
    case "released":
      if (!isSettled(standing)) return "not_paid";
      return facts.hasInventory && !facts.hasReport ? "report_missing" : null;
    default:
      return null;
  }
}

/** Whether the whole order is paid and no invoice is open. */
export function isSettled({ depositPaid, balancePaid, isOwed }: OrderStanding): boolean {
  return depositPaid && balancePaid && !isOwed;
}

/** Who must act next, and what they must do. Both are message keys. */
export interface Waiting {
  on: "seller" | "client" | "nobody";
  for: "invoice" | "payment" | "work" | "draft" | "report" | "release" | "close" | "nothing";
}

export function waitsOn(facts: OrderFacts): Waiting {
  switch (facts.state) {
    case "accepted":
      return { on: "seller", for: facts.hasDeposit ? "invoice" : "work" };
    case "deposit_invoiced":
    case "balance_invoiced":
      return { on: "client", for: "payment" };
    case "deposit_paid":
      return { on: "seller", for: "work" };
    case "in_work":
      return { on: "seller", for: "draft" };
    case "draft_delivered":
      return { on: "seller", for: "invoice" };
    case "balance_paid":
      if (!isSettled(facts.standing)) return { on: "client", for: "payment" };
      return { on: "seller", for: facts.hasInventory && !facts.hasReport ? "report" : "release" };
    case "released":
      return { on: "seller", for: "close" };
    default:
      return { on: "nobody", for: "nothing" };
  }
}

/** Whether reports of the order's inventory can be issued. */
export function isGateOpen(facts: Pick<OrderFacts, "state" | "standing">, isLifted: boolean): boolean {
  return isLifted || (isPaidFor(facts.state) && isSettled(facts.standing));
}
