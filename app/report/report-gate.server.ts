import { isPaidFor, nextState } from "#app/order/order-state.ts";
import type { TenantTx } from "#db/doors.ts";
import type { OrderState } from "#db/order-schema.ts";

/**
 * What an order lacks: its next step, a payment that was reversed since, or a person who opens the gate of a
 * cancelled one.
 */
export type MissingOfOrder = OrderState | "money" | "lift";

/** An order that holds the reports of an inventory back. */
export interface ClosedGate {
  orderId: string;
  /** The number of the quote that became the order. */
  number: string;
  state: OrderState;
  missing: MissingOfOrder;
}

/** The orders for which no report of an inventory may be issued now; the database refuses one regardless of this. */
export async function listClosedGates(tx: TenantTx, inventoryId: string): Promise<ClosedGate[]> {
  const rows = await tx
    .selectFrom("order_gate as g")
    .innerJoin("quote as q", "q.id", "g.quote_id")
    .innerJoin("trade_order as o", "o.id", "g.order_id")
    .select(["g.order_id", "g.state", "q.number", "o.total_minor", "o.deposit_minor"])
    .where("g.inventory_id", "=", inventoryId)
    .orderBy("q.number")
    .execute();
  return rows.map((row) => {
    const [total, deposit] = [BigInt(row.total_minor), BigInt(row.deposit_minor)];
    const parts = { hasDeposit: deposit > 0n, hasBalance: total > deposit };
    return {
      orderId: row.order_id,
      number: row.number,
      state: row.state,
      missing: missingOf({ state: row.state, ...parts }),
    };
  });
}

function missingOf(order: Parameters<typeof nextState>[0]): MissingOfOrder {
  if (order.state === "cancelled") return "lift";
  return isPaidFor(order.state) ? "money" : (nextState(order) ?? "money");
}

/** What of orders keeps a report from being issued: a message key of `reportPage.blockers` and its facts. */
export type GateBlocker = { code: "order_unpaid" | "order_hold"; facts: Record<string, string> };

/** What holds a report back for a consultancy that the company engaged. */
interface ActiveHold {
  orderNumber: string;
  sellerName: string;
  /** Last day on which it holds, whatever becomes of the order; UTC. */
  until: string;
}

/** The holds under which no report of an inventory may be issued now; the database refuses one regardless of this. */
export async function listActiveHolds(tx: TenantTx, inventoryId: string): Promise<ActiveHold[]> {
  const rows = await tx
    .selectFrom("order_hold_in_force")
    .select(["order_number", "seller_name", "until"])
    .where("inventory_id", "=", inventoryId)
    .orderBy("order_number")
    .execute();
  return rows.map((row) => ({ orderNumber: row.order_number, sellerName: row.seller_name, until: row.until }));
}

/** Orders of this workspace, and those of a consultancy that this company let hold its reports back. */
export async function listGateBlockers(tx: TenantTx, inventoryId: string): Promise<GateBlocker[]> {
  const gates = await listClosedGates(tx, inventoryId);
  const holds = await listActiveHolds(tx, inventoryId);
  return [
    ...gates.map((gate) => ({ code: "order_unpaid" as const, facts: gateFacts(gate) })),
    ...holds.map(({ orderNumber: order, sellerName: seller, until }) => ({
      code: "order_hold" as const,
      facts: { order, seller, until },
    })),
  ];
}

/** A gate as a blocker: the facts of a message key. */
function gateFacts({ orderId, number, state, missing }: ClosedGate): Record<string, string> {
  return { order: number, orderId, state, missing };
}
