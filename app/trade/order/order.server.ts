import { AppError } from "#app/encoding/errors.ts";
import { nextState, ORDER, type OrderFault, whatForbids } from "#app/order/order-state.ts";
import { earnDeposit } from "#app/trade/invoice/credit-note.server.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { OrderState } from "#db/order-schema.ts";
import { getOrder, type Order } from "./order-list.server.ts";

/** Creates the order of a quote that was just accepted. The database copies its amounts from the accepted version. */
export async function makeOrder(tx: TenantTx, author: ChangeAuthor, quoteId: string): Promise<string> {
  const { id } = await tx
    .insertInto("trade_order")
    .values({ tenant_id: author.tenantId, quote_id: quoteId, created_by: author.userId })
    .returning("id")
    .executeTakeFirstOrThrow();
  await insertStep(tx, author, id, { number: 1, state: "accepted" });
  await recordChange(tx, author, {
    action: "order.accepted",
    subject: "trade_order",
    subjectId: id,
    after: { quoteId, state: "accepted" },
  });
  return id;
}

/** Steps taken by a person. Invoices and payments cause the other ones. */
export type WorkStep = "in_work" | "released" | "closed";

/**
 * Takes the next step of an order: starts the work, releases the report or closes the order. Releasing does not issue a
 * report. It shows the issued report to the client and earns the deposit.
 *
 * @returns what prevents the step, or null
 * @throws AppError `not_found`
 */
export async function takeOrderStep(
  tx: TenantTx,
  author: ChangeAuthor,
  orderId: string,
  step: { state: WorkStep; now: Date },
): Promise<OrderFault | null> {
  await lockTrail(tx, author.tenantId);
  const order = await getOrder(tx, orderId);
  const fault = whatForbids(order.facts, step.state);
  if (fault) return fault;
  const reportId = step.state === "released" ? await findIssuedReport(tx, order) : null;
  await addOrderStep(tx, author, order, { state: step.state, reportId });
  if (step.state === "released") await earnDeposit(tx, author, { orderId, now: step.now });
  return null;
}

/**
 * Delivers a draft of a run's report to the client, with a watermark and without a number. The first draft is a step of
 * the order. Later ones replace it.
 *
 * @param runId null for an order without an inventory of this tenant; only the step is taken
 * @returns what prevents the step, or null
 * @throws AppError `not_found`, also for a run of another inventory
 */
export async function deliverDraft(
  tx: TenantTx,
  author: ChangeAuthor,
  orderId: string,
  runId: string | null,
): Promise<OrderFault | "run_has_issues" | null> {
  await lockTrail(tx, author.tenantId);
  const order = await getOrder(tx, orderId);
  const isFirst = ORDER.may("deliver", order.facts.state);
  const mayFollow = ORDER.may("deliver_again", order.facts.state);
  if (!isFirst && !(mayFollow && order.facts.hasInventory)) return "step_out_of_order";
  if (order.facts.hasInventory) {
    if (runId === null) return "draft_missing";
    const run = await tx
      .selectFrom("calculation_run")
      .select("issue_count")
      .where("id", "=", runId)
      .where("inventory_id", "=", order.inventoryId!)
      .executeTakeFirst();
    if (!run) throw new AppError("not_found");
    if (run.issue_count > 0) return "run_has_issues";
    await insertDraft(tx, author, order, runId);
  }
  if (!isFirst) return null;
  await addOrderStep(tx, author, order, { state: "draft_delivered" });
  // Without a balance, no later payment would move the order forward.
  await followOrder(tx, author, orderId);
  return null;
}

/** Takes the step that follows from the payments so far, if any. Requires the lock of the audit trail. */
export async function followOrder(tx: TenantTx, author: ChangeAuthor, orderId: string): Promise<void> {
  const order = await getOrder(tx, orderId);
  const next = nextState(order.facts);
  if (next !== "deposit_paid" && next !== "balance_paid") return;
  if (whatForbids(order.facts, next) === null) await addOrderStep(tx, author, order, { state: next });
}

async function insertDraft(tx: TenantTx, author: ChangeAuthor, order: Order, runId: string): Promise<void> {
  const number = order.drafts.length + 1;
  await tx
    .insertInto("order_draft")
    .values({ tenant_id: author.tenantId, order_id: order.id, number, run_id: runId, created_by: author.userId })
    .execute();
  await recordChange(tx, author, {
    action: "order.draft_given",
    subject: "trade_order",
    subjectId: order.id,
    after: { number: order.number, draft: number, runId },
  });
}

/**
 * Allows reports of an unpaid order to be issued on credit, with a reason. Requires billing permission, which the
 * database also checks.
 *
 * @returns what prevents it, or null
 * @throws AppError `not_found`, `forbidden`
 */
export async function liftGate(
  tx: TenantTx,
  author: ChangeAuthor,
  orderId: string,
  reason: string,
): Promise<"reason_missing" | "not_gated" | null> {
  await lockTrail(tx, author.tenantId);
  const order = await getOrder(tx, orderId);
  if ((!order.gatesIssue && !order.hold) || order.hold?.end || order.gateLift) return "not_gated";
  if (reason.trim() === "") return "reason_missing";
  await tx
    .insertInto("order_gate_lift")
    .values({ tenant_id: author.tenantId, order_id: orderId, reason: reason.trim(), created_by: author.userId })
    .execute()
    .catch(forbidStrangers);
  await recordChange(tx, author, {
    action: "order.gate_lifted",
    subject: "trade_order",
    subjectId: orderId,
    after: { number: order.number, reason: reason.trim() },
  });
  return null;
}

/**
 * Adds a step to an order and to the audit trail. Requires the lock of the audit trail and a previous `whatForbids`.
 */
export async function addOrderStep(
  tx: TenantTx,
  author: ChangeAuthor,
  order: Order,
  step: { state: OrderState; note?: string; reportId?: string | null },
): Promise<void> {
  await insertStep(tx, author, order.id, { number: order.steps.length + 1, ...step });
  await recordChange(tx, author, {
    action: `order.${step.state}`,
    subject: "trade_order",
    subjectId: order.id,
    before: { state: order.facts.state },
    after: {
      number: order.number,
      state: step.state,
      ...(step.note ? { reason: step.note } : {}),
      ...(step.reportId ? { reportId: step.reportId } : {}),
    },
  });
}

async function insertStep(
  tx: TenantTx,
  author: ChangeAuthor,
  orderId: string,
  { number, ...step }: { number: number; state: OrderState; note?: string; reportId?: string | null },
): Promise<void> {
  await tx
    .insertInto("trade_order_step")
    .values({
      tenant_id: author.tenantId,
      order_id: orderId,
      step: number,
      state: step.state,
      note: step.note ?? "",
      report_id: step.reportId ?? null,
      created_by: author.userId,
    })
    .execute();
}

async function findIssuedReport(tx: TenantTx, order: Order): Promise<string | null> {
  if (order.inventoryId === null) return null;
  const row = await tx
    .selectFrom("report as r")
    .innerJoin("calculation_run as c", "c.id", "r.run_id")
    .innerJoin("statement as s", (join) => join.onRef("s.number", "=", "r.number").on("s.kind", "=", "issue"))
    .select("r.id")
    .where("c.inventory_id", "=", order.inventoryId)
    .where("r.number", "not in", (ended) =>
      ended
        .selectFrom("statement as e")
        .select("e.number")
        .where("e.kind", "in", ["withdraw", "supersede"])
        .where("e.number", "is not", null)
        .$castTo<{ number: string }>(),
    )
    .orderBy("r.issued_at", "desc")
    .orderBy("r.serial", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Thrown by the database trigger that checks the author. */
function forbidStrangers(error: unknown): never {
  if ((error as { code?: unknown } | null)?.code === "TT003") throw new AppError("forbidden", { cause: error });
  throw error;
}

export async function findReleasedNumber(tx: TenantTx, reportId: string): Promise<string> {
  const { number } = await tx
    .selectFrom("report")
    .select("number")
    .where("id", "=", reportId)
    .executeTakeFirstOrThrow();
  return number;
}
