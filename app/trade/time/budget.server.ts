import { AppError } from "#app/encoding/errors.ts";
import { keepSetting } from "#app/setting/setting.server.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { OrderBudgetSetting } from "./budget.ts";
import { getWork } from "./work.server.ts";

/** Null if the hours in the quote count. */
interface OrderBudget {
  hours: string | null;
}

const facts = ({ hours }: OrderBudget) => ({ budgetHours: hours });

export const keptOrderBudget = keepSetting(OrderBudgetSetting, {
  toRow: ({ hours }: OrderBudget) => ({ hours }),
  fromRow: ({ hours }): OrderBudget => ({ hours }),
  initial: null,
  facts,
  isSame: ({ value }, { hours }) => (value?.hours ?? null) === hours,
});

/**
 * Sets the hours that an order may take, or removes them.
 *
 * @throws ChangedSince, AppError `not_found`
 */
export async function stateOrderBudget(
  tx: TenantTx,
  author: ChangeAuthor,
  { orderId, basedOn, hours }: { orderId: string; basedOn: number; hours: string | null },
): Promise<void> {
  const { order } = await getWork(tx, orderId);
  if (!order) throw new AppError("not_found");
  const opened = await keptOrderBudget.open(tx, author, { order_id: orderId, basedOn });
  if ((opened.value?.hours ?? null) === hours) return;
  await keptOrderBudget.saveAsPart(tx, author, opened, { hours });
  await recordChange(
    tx,
    { ...author, organizationId: author.tenantId },
    {
      action: OrderBudgetSetting.action,
      subject: OrderBudgetSetting.subject,
      subjectId: orderId,
      ...(opened.value && { before: { ...facts(opened.value), version: opened.version } }),
      after: { number: order.number, ...facts({ hours }), version: opened.version + 1 },
    },
  );
}
