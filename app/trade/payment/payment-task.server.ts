import { AppError } from "#app/encoding/errors.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { PAYMENT_TASK, type PaymentTaskEnd } from "./payment-task-state.ts";

/** A payment problem for a person to handle. */
export type PaymentTaskKind =
  | "event_unknown"
  | "event_mismatch"
  | "dispute"
  | "dispute_won_after_lost"
  | "refund_failed"
  | "refund_without_credit"
  | "left_after_release";

export interface PaymentTask {
  id: string;
  kind: PaymentTaskKind;
  subject: string;
  invoiceId: string | null;
  invoiceNumber: string | null;
  facts: Record<string, string>;
  openedAt: Date;
  /** Null while it is open. */
  end: { state: PaymentTaskEnd; reason: string; name: string; at: Date } | null;
}

/** Opens a task once for each subject. */
export async function openPaymentTask(
  tx: TenantTx,
  author: ChangeAuthor,
  task: { kind: PaymentTaskKind; subject: string; invoiceId?: string | null; facts: Record<string, string> },
): Promise<void> {
  const row = await tx
    .insertInto("payment_task")
    .values({
      tenant_id: author.tenantId,
      kind: task.kind,
      subject: task.subject,
      invoice_id: task.invoiceId ?? null,
      facts: JSON.stringify(task.facts),
      created_by: author.userId,
    })
    .onConflict((conflict) => conflict.columns(["tenant_id", "kind", "subject"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!row) return;
  await recordChange(tx, author, {
    action: "payment_task.opened",
    subject: "payment_task",
    subjectId: row.id,
    after: { kind: task.kind, about: task.subject, ...task.facts },
  });
}

/** Open tasks first, then newest first. */
export async function listPaymentTasks(tx: TenantTx): Promise<PaymentTask[]> {
  const rows = await tx
    .selectFrom("payment_task as t")
    .leftJoin("payment_task_end as e", "e.task_id", "t.id")
    .leftJoin("author", "author.id", "e.created_by")
    .leftJoin("invoice as i", "i.id", "t.invoice_id")
    .select(["t.id", "t.kind", "t.subject", "t.invoice_id", "t.facts", "t.created_at", "i.number"])
    .select(["e.state", "e.reason", "e.created_at as ended_at", "author.name"])
    .orderBy((order) => order("e.state", "is not", null))
    .orderBy("t.created_at", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as PaymentTaskKind,
    subject: row.subject,
    invoiceId: row.invoice_id,
    invoiceNumber: row.number,
    facts: row.facts,
    openedAt: row.created_at,
    end: row.state ? { state: row.state, reason: row.reason ?? "", name: row.name ?? "", at: row.ended_at! } : null,
  }));
}

/**
 * Ends a task with a reason.
 *
 * @returns what prevents it, or null
 * @throws AppError `not_found`
 */
export async function endPaymentTask(
  tx: TenantTx,
  author: ChangeAuthor,
  request: { taskId: string; state: PaymentTaskEnd; reason: string },
): Promise<"reason_missing" | "task_ended" | null> {
  const task = (await listPaymentTasks(tx)).find(({ id }) => id === request.taskId);
  if (!task) throw new AppError("not_found");
  const reason = request.reason.trim();
  if (reason === "") return "reason_missing";
  if (!PAYMENT_TASK.may(request.state, task.end?.state ?? "waiting")) return "task_ended";
  await tx
    .insertInto("payment_task_end")
    .values({
      tenant_id: author.tenantId,
      task_id: task.id,
      state: request.state,
      reason,
      created_by: author.userId,
    })
    .execute();
  await recordChange(tx, author, {
    action: `payment_task.${request.state}`,
    subject: "payment_task",
    subjectId: task.id,
    after: { kind: task.kind, about: task.subject, reason },
  });
  return null;
}
