import { asOperator, findOperator, type PlanBuyer } from "#app/access/plan-operator.server.ts";
import type { Locale } from "#app/i18n/locale.ts";
import { getClient } from "#app/trade/client/client.server.ts";
import type { Answer, GatewayFault, PaymentGateway } from "#app/trade/payment/gateway/gateway.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import { cancelPlanOrder, type PlanOrderFault, type PlanWish, placePlanOrder, planLine } from "./plan-order.server.ts";
import { getPlanOrder, listPlanOrders, type PlanOrder } from "./plan-order-list.server.ts";

/** Why the provider did not open a page. Message keys. */
export type ProviderFault = "cards_off" | "provider_away" | "provider_refused" | "plan_order_over";

type Opened<T> = ({ ok: true } & T) | { ok: false; fault: ProviderFault; detail: string };

/**
 * Orders a plan by card. The order is stored before the provider is called. A repeated call returns the same customer
 * and page.
 */
export async function openPlanSubscription(
  doors: Doors,
  gateway: PaymentGateway,
  buyer: PlanBuyer,
  wish: { plan: PlanWish; publicUrl: string; now: Date },
): Promise<{ ok: true; planOrderId: string } | { ok: false; fault: PlanOrderFault }> {
  const placed = await doors.withSystem((tx) => placePlanOrder(tx, buyer, wish.plan, wish.now));
  if (!placed.ok) return placed;
  // Without a page, the order page offers to try again.
  await openPlanPage(doors, gateway, buyer, { planOrderId: placed.order.id, ...wish });
  return { ok: true, planOrderId: placed.order.id };
}

/** The payment page of an order. Created at the provider if it does not exist yet. */
export async function openPlanPage(
  doors: Doors,
  gateway: PaymentGateway,
  buyer: PlanBuyer,
  wish: { planOrderId: string; publicUrl: string; now: Date },
): Promise<Opened<{ url: string }>> {
  const order = await doors.withSystem((tx) =>
    asOperator(tx, buyer, (inside) =>
      getPlanOrder(inside, { planOrderId: wish.planOrderId, buyerTenantId: buyer.tenantId }, wish.now),
    ),
  );
  if (order.way !== "card" || order.state !== "open") return { ok: false, fault: "plan_order_over", detail: "" };
  if (order.page) return { ok: true, url: order.page.url };
  const customer = await openCustomer(doors, gateway, buyer, order);
  if (!customer.ok) return faultOf(customer);
  const answer = await gateway.openSubscription({
    idempotencyKey: `plan-order:${order.id}`,
    customerRef: customer.value.ref,
    amountMinor: order.totalMinor.toString(),
    currency: order.currency,
    interval: "year",
    title: planLine(order.plan, order.locale),
    metadata: { tenant_id: buyer.tenantId, plan_order_id: order.id },
    locale: order.locale,
    returnUrl: `${wish.publicUrl}/tenants/${buyer.tenantId}/plan/orders/${order.id}`,
    expiresAt: order.expiresAt!.toISOString(),
  });
  if (!answer.ok) return faultOf(answer);
  await doors.withSystem((tx) =>
    asOperator(tx, buyer, (inside, author) => keepPage(inside, author, order.id, answer.value)),
  );
  return { ok: true, url: answer.value.url };
}

/** The provider's customer of a buyer and currency. Created if it does not exist yet. */
async function openCustomer(
  doors: Doors,
  gateway: PaymentGateway,
  buyer: PlanBuyer,
  order: PlanOrder,
): Promise<Answer<{ ref: string }>> {
  const known = await doors.withSystem((tx) =>
    asOperator(tx, buyer, async (inside, { tenantId }) => ({
      ref: await findCustomer(inside, order, gateway.isLive),
      client: await getClient(inside, order.clientId),
      operatorId: tenantId,
    })),
  );
  if (known.ref) return { ok: true, value: { ref: known.ref } };
  const { legalName, email, version } = known.client;
  const made = await gateway.openCustomer({
    // An idempotency key must always be sent with the same details.
    idempotencyKey: `plan-customer:${known.operatorId}:${buyer.tenantId}:${order.currency}:${version}`,
    name: legalName.en || legalName.zh,
    email,
    metadata: { tenant_id: buyer.tenantId, currency: order.currency },
  });
  if (!made.ok) return made;
  await doors.withSystem((tx) =>
    asOperator(tx, buyer, (inside, author) =>
      keepCustomer(inside, author, { order, ref: made.value.ref, isLive: gateway.isLive }),
    ),
  );
  return made;
}

function faultOf({ fault, detail }: GatewayFault): { ok: false; fault: ProviderFault; detail: string } {
  return { ok: false, fault: fault === "cards_off" ? fault : `provider_${fault}`, detail };
}

async function findCustomer(
  tx: TenantTx,
  { buyerTenantId, currency }: Pick<PlanOrder, "buyerTenantId" | "currency">,
  isLive: boolean,
): Promise<string | null> {
  const row = await tx
    .selectFrom("plan_customer")
    .select("provider_ref")
    .where("buyer_tenant_id", "=", buyerTenantId)
    .where("currency", "=", currency)
    .where("livemode", "=", isLive)
    .executeTakeFirst();
  return row?.provider_ref ?? null;
}

async function keepCustomer(
  tx: TenantTx,
  author: ChangeAuthor,
  { order, ref, isLive }: { order: PlanOrder; ref: string; isLive: boolean },
): Promise<void> {
  await lockTrail(tx, author.tenantId);
  const added = await tx
    .insertInto("plan_customer")
    .values({
      tenant_id: author.tenantId,
      buyer_tenant_id: order.buyerTenantId,
      currency: order.currency,
      livemode: isLive,
      provider_ref: ref,
      created_by: author.userId,
    })
    .onConflict((conflict) => conflict.columns(["tenant_id", "buyer_tenant_id", "currency", "livemode"]).doNothing())
    .returning("provider_ref")
    .executeTakeFirst();
  if (!added) return;
  await recordChange(tx, author, {
    action: "plan_customer.made",
    subject: "client",
    subjectId: order.clientId,
    after: { workspaceId: order.buyerTenantId, currency: order.currency, reference: ref },
  });
}

async function keepPage(
  tx: TenantTx,
  author: ChangeAuthor,
  orderId: string,
  page: { ref: string; url: string },
): Promise<void> {
  await lockTrail(tx, author.tenantId);
  const added = await tx
    .insertInto("plan_page")
    .values({
      tenant_id: author.tenantId,
      order_id: orderId,
      provider_ref: page.ref,
      url: page.url,
      created_by: author.userId,
    })
    .onConflict((conflict) => conflict.columns(["tenant_id", "order_id"]).doNothing())
    .returning("order_id")
    .executeTakeFirst();
  if (!added) return;
  await recordChange(tx, author, {
    action: "plan_order.page_made",
    subject: "plan_order",
    subjectId: orderId,
    after: { reference: page.ref },
  });
}

/** The provider's portal for cards and renewals. The link works once and for a few minutes. */
export async function openPlanPortal(
  doors: Doors,
  gateway: PaymentGateway,
  buyer: PlanBuyer,
  wish: { planOrderId: string; publicUrl: string; locale: Locale; now: Date },
): Promise<Opened<{ url: string }>> {
  const customerRef = await doors.withSystem((tx) =>
    asOperator(tx, buyer, async (inside) => {
      const known = { planOrderId: wish.planOrderId, buyerTenantId: buyer.tenantId };
      const order = await getPlanOrder(inside, known, wish.now);
      return order.subscription ? findCustomer(inside, order, gateway.isLive) : null;
    }),
  );
  if (!customerRef) return { ok: false, fault: "plan_order_over", detail: "" };
  const returnUrl = `${wish.publicUrl}/tenants/${buyer.tenantId}/plan/orders/${wish.planOrderId}`;
  const answer = await gateway.openPortal({ customerRef, returnUrl, locale: wish.locale });
  return answer.ok ? { ok: true, url: answer.value.url } : faultOf(answer);
}

/**
 * Cancels an order. An open payment page is closed at the provider first, so that a cancelled order can't be paid.
 *
 * @returns the reason why it can't be cancelled, or null
 * @throws AppError `not_found`
 */
export async function callOffPlanOrder(
  doors: Doors,
  gateway: PaymentGateway,
  buyer: PlanBuyer,
  { planOrderId, now }: { planOrderId: string; now: Date },
): Promise<"plan_order_paid" | ProviderFault | null> {
  const order = await doors.withSystem((tx) =>
    asOperator(tx, buyer, (inside) => getPlanOrder(inside, { planOrderId, buyerTenantId: buyer.tenantId }, now)),
  );
  if (order.page && order.state === "open") {
    const closed = await gateway.expireCheckout("", order.page.ref);
    if (!closed.ok) return faultOf(closed).fault;
  }
  return doors.withSystem((tx) => cancelPlanOrder(tx, buyer, { planOrderId, now }));
}

/**
 * Ends the renewals of a workspace that is being closed, so that nothing more is charged.
 *
 * @returns whether all were ended; false if the provider is unreachable
 */
export async function endPlanSubscriptions(
  doors: Pick<Doors, "withSystem">,
  gateway: PaymentGateway,
  buyer: PlanBuyer,
  now: Date,
): Promise<boolean> {
  const orders = await doors.withSystem(async (tx) => {
    const operatorId = await findOperator(tx);
    if (operatorId === null || operatorId === buyer.tenantId) return [];
    return asOperator(tx, buyer, (inside) => listPlanOrders(inside, { buyerTenantId: buyer.tenantId }, now));
  });
  const running = orders.filter(({ isUnderWay, subscription }) => isUnderWay && subscription?.cancelsAtEnd === false);
  for (const { subscription } of running) {
    const answer = await gateway.endSubscription(subscription!.ref);
    if (!answer.ok && answer.fault !== "cards_off") return false;
  }
  return true;
}
