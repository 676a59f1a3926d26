import type { OrderState } from "#db/order-schema.ts";

/** In the order of the work; `cancelled` may follow any that is before `released`. */
export const ORDER_STATES = [
  "accepted",
  "deposit_invoiced",
  "deposit_paid",
  "in_work",
  "draft_delivered",
  "balance_invoiced",
  "balance_paid",
  "released",
  "closed",
  "cancelled",
] as const satisfies readonly OrderState[];

/** What invoices and payments say of an order now. A part that is nothing counts as invoiced and paid. */
export interface OrderStanding {
  depositInvoiced: boolean;
  depositPaid: boolean;
  balanceInvoiced: boolean;
  balancePaid: boolean;
  /** An invoice of the order is open or partly paid. */
  isOwed: boolean;
}

/** All that decides what may happen to an order next. */
export interface OrderFacts {
  state: OrderState;
  hasDeposit: boolean;
  hasBalance: boolean;
  /** The order is about an inventory of this tenant, and so ends with a report. */
  hasInventory: boolean;
  /** A draft of the report was given to the client. */
  hasDraft: boolean;
  /** A report of the inventory is issued. */
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

/** Where an order of these parts goes from a state, `cancelled` aside; null where it ends. */
export function nextState({
  state,
  hasDeposit,
  hasBalance,
}: Pick<OrderFacts, "state" | "hasDeposit" | "hasBalance">): OrderState | null {
  switch (state) {
    case "accepted":
      return hasDeposit ? "deposit_invoiced" : "in_work";
    case "deposit_invoiced":
      return "deposit_paid";
    case "deposit_paid":
      return "in_work";
    case "in_work":
      return "draft_delivered";
    case "draft_delivered":
      return hasBalance ? "balance_invoiced" : "balance_paid";
    case "balance_invoiced":
      return "balance_paid";
    case "balance_paid":
      return "released";
    case "released":
      return "closed";
    default:
      return null;
  }
}

/** Whether an order may still be called off. */
export function mayCancel(state: OrderState): boolean {
  return state !== "released" && state !== "closed" && state !== "cancelled";
}

/** Whether an order may still hold back a report outside its seller's workspace: it has none of its own, and is unpaid. */
export function mayHold({ facts, hold }: { facts: OrderFacts; hold: object | null }): boolean {
  const isOpen = !["balance_paid", "released", "closed", "cancelled"].includes(facts.state);
  return hold === null && !facts.hasInventory && isOpen;
}

/**
 * Why an order can't take a step now; null where it can. The database holds the same rule against whatever code there is.
 */
export function whatForbids(facts: OrderFacts, to: OrderState): OrderFault | null {
  const { standing } = facts;
  if (to === "cancelled") {
    if (!mayCancel(facts.state)) return "step_out_of_order";
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

/** Everything that the order comes to is paid, and nothing that was invoiced beside is open. */
export function isSettled({ depositPaid, balancePaid, isOwed }: OrderStanding): boolean {
  return depositPaid && balancePaid && !isOwed;
}

/** Who has to do something before an order goes on, and what: a message key each. */
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

/** What an order holds back: reports of its inventory, unless it is paid now. */
export function isGateOpen(facts: Pick<OrderFacts, "state" | "standing">, isLifted: boolean): boolean {
  return isLifted || (["balance_paid", "released", "closed"].includes(facts.state) && isSettled(facts.standing));
}
