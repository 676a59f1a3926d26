import type { TenantTx } from "#db/doors.ts";
import type { OrderState } from "#db/order-schema.ts";

/** An order that holds the reports of an inventory back. */
export interface ClosedGate {
  orderId: string;
  /** The number of the quote that became the order. */
  number: string;
  state: OrderState;
}

/** The orders for which no report of an inventory may be issued now; the database refuses one whatever this says. */
export async function listClosedGates(tx: TenantTx, inventoryId: string): Promise<ClosedGate[]> {
  const rows = await tx
    .selectFrom("order_gate as g")
    .innerJoin("quote as q", "q.id", "g.quote_id")
    .select(["g.order_id", "g.state", "q.number"])
    .where("g.inventory_id", "=", inventoryId)
    .orderBy("q.number")
    .execute();
  return rows.map((row) => ({ orderId: row.order_id, number: row.number, state: row.state }));
}
