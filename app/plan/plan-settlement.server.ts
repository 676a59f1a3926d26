import { yearAfter } from "#app/access/plan.ts";
import { findOperator } from "#app/access/plan-operator.server.ts";
import { lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import { type Doors, inTenant, type SystemTx } from "#db/doors.ts";
import { addEntitlement, nextEntitlement } from "./plan-grant.server.ts";
import { getPlanOrder, listUngranted } from "./plan-order-list.server.ts";

/**
 * Grants each paid plan exactly once. What is due follows from the operator's books alone. It does not matter who
 * recorded the payment, or whether a process died since: the next call finds it.
 *
 * @returns the number of plans granted
 */
export async function grantPaidPlans({ withSystem }: Pick<Doors, "withSystem">, now: Date): Promise<number> {
  const due = await withSystem(async (tx) => {
    const tenantId = await findOperator(tx);
    return tenantId ? inTenant(tx, { tenantId, userId: "system" }, listUngranted) : [];
  });
  const failures: unknown[] = [];
  let given = 0;
  for (const one of due) {
    try {
      if (await withSystem((tx) => grantPaidPlan(tx, one, now))) given += 1;
    } catch (error) {
      // An error with one plan must not block the others.
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} paid plans could not be granted`);
  return given;
}

/** One year from now or from the end of the same plan. For subscriptions, the year that was paid to the provider. */
async function grantPaidPlan(
  tx: SystemTx,
  { planOrderId, sourceRef }: { planOrderId: string; sourceRef: string },
  now: Date,
): Promise<boolean> {
  const operator = { tenantId: (await findOperator(tx))!, userId: "system", source: "job" as const };
  const order = await inTenant(tx, operator, async (inside) => {
    await lockTrail(inside, operator.tenantId);
    const isDue = (await listUngranted(inside)).some((one) => one.sourceRef === sourceRef);
    return isDue ? getPlanOrder(inside, { planOrderId }, now) : null;
  });
  if (!order) return false;
  const buyer = { tenantId: order.buyerTenantId, userId: "system", source: "job" as const };
  const next = await nextEntitlement(tx, buyer, order.plan, now);
  const period = order.periods.find(({ ref }) => ref === sourceRef);
  const span = period ?? { startsAt: next.startsAt, endsAt: yearAfter(next.startsAt) };
  await inTenant(tx, operator, async (inside) => {
    await inside
      .insertInto("plan_grant")
      .values({
        tenant_id: operator.tenantId,
        order_id: planOrderId,
        source_ref: sourceRef,
        number: next.number,
        starts_at: span.startsAt,
        ends_at: span.endsAt,
        created_by: operator.userId,
      })
      .execute();
    await recordChange(inside, operator, {
      action: "plan_order.granted",
      subject: "plan_order",
      subjectId: planOrderId,
      after: {
        plan: order.plan,
        workspaceId: order.buyerTenantId,
        startsAt: span.startsAt.toISOString(),
        endsAt: span.endsAt.toISOString(),
      },
    });
  });
  await addEntitlement(tx, buyer, {
    number: next.number,
    plan: order.plan,
    startsAt: span.startsAt,
    endsAt: span.endsAt,
    source: period ? "subscription" : "order",
    sourceId: sourceRef,
    reason: "",
    createdBy: "system",
  });
  return true;
}
