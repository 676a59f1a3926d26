import type { SoldPlan } from "#app/access/plan.ts";
import { asOperator, type PlanBuyer } from "#app/access/plan-operator.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { translator } from "#app/i18n/index.ts";
import type { Locale } from "#app/i18n/locale.ts";
import type { ClientDetails } from "#app/trade/client/client.server.ts";
import { creditInvoice } from "#app/trade/invoice/credit-note.server.ts";
import { findInvoiceFault, priceLines, raiseInvoice } from "#app/trade/invoice/invoice.server.ts";
import type { InvoiceField, InvoiceInput } from "#app/trade/invoice/invoice-facts.ts";
import type { UnprintedField } from "#app/trade/invoice/unprinted-field.ts";
import { getSellerDetail } from "#app/trade/seller/seller-detail.server.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import { inTenant, type SystemTx, type TenantTx } from "#db/doors.ts";
import { keepBuyer } from "./plan-buyer.server.ts";
import { getPlanOrder, listPlanOrders, type PlanOrder } from "./plan-order-list.server.ts";
import type { PlanOrderFacts, PlanOrderStep } from "./plan-order-state.ts";
import { listPlanPrices, type PlanPrice } from "./plan-price.server.ts";
import { findPlanTax, type PlanTax } from "./plan-tax.server.ts";

/** How long the payment page for cards stays open. */
const OPEN_MINUTES = 60;

export interface PlanWish {
  plan: SoldPlan;
  currency: string;
  way: PlanOrderFacts["way"];
  /** The buyer's details for the invoice. */
  details: ClientDetails;
  locale: Locale;
}

/** Message keys. `fields` lists missing invoice details of the buyer or the operator. */
export type PlanOrderFault =
  | { code: "not_on_sale" | "order_under_way" | "name_missing" | "tax_unknown" | "seller_not_ready" }
  | { code: "invoice"; fields: InvoiceField[] }
  | UnprintedField;

export type PlacedPlan = { ok: true; order: PlanOrder } | { ok: false; fault: PlanOrderFault };

/**
 * Orders a plan for one year. A bank transfer is invoiced immediately, in the operator's series. Each year paid by card
 * is invoiced later. The price comes from the price list, not from the browser. An order with an open payment page is
 * reused.
 *
 * @throws AppError `not_found` if no plans are sold
 */
export async function placePlanOrder(tx: SystemTx, buyer: PlanBuyer, wish: PlanWish, now: Date): Promise<PlacedPlan> {
  const placed = await asOperator(tx, buyer, async (inside, author) => {
    await lockTrail(inside, author.tenantId);
    const known = await findUnderWay(inside, buyer.tenantId, now);
    if (known)
      return isSameWish(known, wish) ? { ok: true as const, order: known, isNew: false } : refuse("order_under_way");
    return place(inside, author, { buyer, wish, now });
  });
  if (!placed.ok) return placed;
  const { order, isNew } = placed;
  if (isNew) {
    await inTenant(tx, buyer, (inside) =>
      recordChange(
        inside,
        { ...buyer, source: "page" },
        {
          action: "plan.ordered",
          subject: "plan_order",
          subjectId: order.id,
          after: wordsOf(order),
        },
      ),
    );
  }
  return { ok: true, order };
}

function refuse(code: Exclude<PlanOrderFault["code"], "invoice" | "unprintable">): {
  ok: false;
  fault: PlanOrderFault;
} {
  return { ok: false, fault: { code } };
}

async function findUnderWay(tx: TenantTx, buyerTenantId: string, now: Date): Promise<PlanOrder | null> {
  const orders = await listPlanOrders(tx, { buyerTenantId }, now);
  return orders.find((order) => order.isUnderWay) ?? null;
}

function isSameWish({ plan, currency, way, state, locale }: PlanOrder, wish: PlanWish): boolean {
  const isOpenPage = way === "card" && state === "open";
  return isOpenPage && wish.way === way && wish.plan === plan && wish.currency === currency && wish.locale === locale;
}

async function place(
  tx: TenantTx,
  author: ChangeAuthor,
  { buyer, wish, now }: { buyer: PlanBuyer; wish: PlanWish; now: Date },
): Promise<{ ok: true; order: PlanOrder; isNew: true } | { ok: false; fault: PlanOrderFault }> {
  const price = (await listPlanPrices(tx)).find((one) => one.plan === wish.plan && one.currency === wish.currency);
  if (!price) return refuse("not_on_sale");
  const seller = await getSellerDetail(tx);
  if (!seller) return refuse("seller_not_ready");
  const tax = await findPlanTax(tx, seller.country, wish.details);
  if (!tax) return refuse("tax_unknown");
  const client = await keepBuyer(tx, author, { buyerTenantId: buyer.tenantId, details: wish.details });
  if (!client) return refuse("name_missing");
  const input = planInvoice({ clientId: client.id, price, tax });
  const fault = await findInvoiceFault(tx, input, now);
  // A problem with the operator's own text is not shown to a buyer.
  if (fault?.code === "unprintable" && fault.form === "client") return { ok: false, fault };
  if (fault) {
    return fault.code === "fields_missing"
      ? { ok: false, fault: { code: "invoice", fields: fault.fields } }
      : refuse("seller_not_ready");
  }
  const orderId = await insertOrder(tx, author, { buyer, wish, price, tax, input, now });
  return { ok: true, order: await getPlanOrder(tx, { planOrderId: orderId }, now), isNew: true };
}

/** The description of a plan year on an invoice. */
export function planLine(plan: SoldPlan, locale: Locale): string {
  const t = translator(locale);
  return t.planOrder.line(t.plan.name[plan]);
}

/** The invoice line of a plan year. */
export function planInvoice({
  clientId,
  price,
  tax,
}: {
  clientId: string;
  price: Pick<PlanPrice, "plan" | "currency" | "amountMinor" | "exchange">;
  tax: Pick<PlanTax, "ruleId" | "percent">;
}): InvoiceInput {
  return {
    clientId,
    kind: "plan",
    currency: price.currency,
    lines: [
      {
        descriptionEn: planLine(price.plan, "en"),
        descriptionZh: planLine(price.plan, "zh"),
        quantity: "1",
        unit: "",
        unitPriceMinor: price.amountMinor,
        taxPercent: tax.percent,
      },
    ],
    taxRuleId: tax.ruleId,
    exchange: price.exchange,
  };
}

async function insertOrder(
  tx: TenantTx,
  author: ChangeAuthor,
  made: { buyer: PlanBuyer; wish: PlanWish; price: PlanPrice; tax: PlanTax; input: InvoiceInput; now: Date },
): Promise<string> {
  const { buyer, wish, price, tax, input, now } = made;
  const raised = wish.way === "transfer" ? await raiseInvoice(tx, author, input, now) : null;
  if (raised && !raised.ok) throw new AppError("conflict", { details: { reason: raised.fault.code } });
  const line = priceLines(input)?.[0];
  if (!line) throw new AppError("conflict", { details: { reason: "line" } });
  const { id } = await tx
    .insertInto("plan_order")
    .values({
      tenant_id: author.tenantId,
      buyer_tenant_id: buyer.tenantId,
      client_id: input.clientId,
      plan: wish.plan,
      way: wish.way,
      currency: wish.currency,
      price_version: price.version,
      net_minor: line.netMinor,
      tax_minor: line.taxMinor,
      total_minor: line.netMinor + line.taxMinor,
      tax_rule_id: tax.ruleId,
      tax_percent: tax.percent,
      exchange_rate: price.exchange?.rate ?? null,
      exchange_source: price.exchange?.source ?? "",
      exchange_on: price.exchange?.on ?? null,
      invoice_id: raised?.invoiceId ?? null,
      locale: wish.locale,
      expires_at: wish.way === "card" ? new Date(now.getTime() + OPEN_MINUTES * 60_000) : null,
      created_by: author.userId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const order = await getPlanOrder(tx, { planOrderId: id }, now);
  await recordChange(tx, author, {
    action: "plan_order.placed",
    subject: "plan_order",
    subjectId: id,
    after: { ...wordsOf(order), workspaceId: buyer.tenantId, clientId: input.clientId },
  });
  return id;
}

function wordsOf({ plan, way, currency, totalMinor, invoice }: PlanOrder) {
  return {
    plan,
    way,
    currency,
    totalMinor: totalMinor.toString(),
    ...(invoice ? { invoiceNumber: invoice.number } : {}),
  };
}

/**
 * Cancels an unpaid order. Its invoice is fully credited.
 *
 * @returns the reason why it can't be cancelled, or null
 * @throws AppError `not_found`, also for orders of other buyers
 */
export async function cancelPlanOrder(
  tx: SystemTx,
  buyer: PlanBuyer,
  { planOrderId, now }: { planOrderId: string; now: Date },
): Promise<"plan_order_paid" | null> {
  const cancelled = await asOperator(tx, buyer, async (inside, author) => {
    await lockTrail(inside, author.tenantId);
    const order = await getPlanOrder(inside, { planOrderId, buyerTenantId: buyer.tenantId }, now);
    if (!order.mayBeCalledOff) return null;
    await cancel(inside, author, order, now);
    return order;
  });
  if (!cancelled) return "plan_order_paid";
  await inTenant(tx, buyer, (inside) =>
    recordChange(
      inside,
      { ...buyer, source: "page" },
      {
        action: "plan.order_cancelled",
        subject: "plan_order",
        subjectId: planOrderId,
        after: wordsOf(cancelled),
      },
    ),
  );
  return null;
}

async function cancel(tx: TenantTx, author: ChangeAuthor, order: PlanOrder, now: Date): Promise<void> {
  if (order.invoice) {
    const reason = translator("en").planOrder.creditReason;
    const request = { invoiceId: order.invoice.id, amountMinor: order.invoice.owedMinor, reason, now };
    const credited = await creditInvoice(tx, author, request);
    if (!credited.ok) throw new AppError("conflict", { details: { reason: credited.fault } });
  }
  await addPlanOrderStep(tx, author, { orderId: order.id, state: "cancelled" });
}

/** Adds a step to an order once and records it in the audit trail. */
export async function addPlanOrderStep(
  tx: TenantTx,
  author: ChangeAuthor,
  step: {
    orderId: string;
    state: PlanOrderStep;
    providerRef?: string;
  },
): Promise<void> {
  const added = await tx
    .insertInto("plan_order_step")
    .values({
      tenant_id: author.tenantId,
      order_id: step.orderId,
      state: step.state,
      provider_ref: step.providerRef ?? "",
      created_by: author.userId,
    })
    .onConflict((conflict) => conflict.columns(["tenant_id", "order_id", "state", "provider_ref"]).doNothing())
    .returning("state")
    .executeTakeFirst();
  if (!added) return;
  await recordChange(tx, author, {
    action: "plan_order.stepped",
    subject: "plan_order",
    subjectId: step.orderId,
    after: { state: step.state, ...(step.providerRef ? { reference: step.providerRef } : {}) },
  });
}
