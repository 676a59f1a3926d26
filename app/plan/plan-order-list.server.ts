import { sql } from "kysely";
import type { SoldPlan } from "#app/access/plan.ts";
import { AppError } from "#app/encoding/errors.ts";
import { type Locale, localeOr } from "#app/i18n/locale.ts";
import type { Exchange } from "#app/trade/document/model.ts";
import { sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { InvoiceState } from "#db/money-schema.ts";
import {
  isUnderWay,
  PLAN_ORDER,
  type PlanOrderFacts,
  type PlanOrderState,
  type PlanOrderStep,
  planOrderState,
} from "./plan-order-state.ts";

/** A plan order in the operator's tenant. Amounts in minor units. */
export interface PlanOrder {
  id: string;
  buyerTenantId: string;
  clientId: string;
  clientName: { en: string; zh: string };
  plan: SoldPlan;
  way: PlanOrderFacts["way"];
  currency: string;
  netMinor: bigint;
  taxMinor: bigint;
  totalMinor: bigint;
  taxRuleId: string;
  taxPercent: string;
  exchange: Exchange | null;
  locale: Locale;
  placedAt: Date;
  /** Only for bank transfers. */
  invoice: { id: string; number: string; dueOn: string; owedMinor: bigint; paidMinor: bigint } | null;
  /** The payment page for cards. Null until the provider has answered. */
  page: { ref: string; url: string } | null;
  expiresAt: Date | null;
  subscription: { ref: string; state: string; paidUntil: Date; cancelsAtEnd: boolean } | null;
  /** Years paid by card, oldest first, with our invoices. */
  periods: { ref: string; invoiceId: string; number: string; startsAt: Date; endsAt: Date }[];
  /** Periods granted for it, oldest first. */
  grants: { ref: string; startsAt: Date; endsAt: Date }[];
  state: PlanOrderState;
  /** Whether nothing was paid yet and a payment is still possible. */
  mayBeCalledOff: boolean;
  /** Whether it is still open, which blocks a second order. */
  isUnderWay: boolean;
}

/** Newest first. @param filter.buyerTenantId must be set for buyers, so that they see only their own orders */
export async function listPlanOrders(
  tx: TenantTx,
  filter: { buyerTenantId?: string; planOrderId?: string },
  now: Date,
): Promise<PlanOrder[]> {
  const today = await sellerToday(tx, now);
  let query = selectOrders(tx);
  if (filter.buyerTenantId) query = query.where("o.buyer_tenant_id", "=", filter.buyerTenantId);
  if (filter.planOrderId) query = query.where("o.id", "=", filter.planOrderId);
  const rows = await query.execute();
  if (rows.length === 0) return [];
  const parts = await readParts(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => toPlanOrder(row, parts, { now, today }));
}

/** @throws AppError `not_found`, also for orders of other buyers */
export async function getPlanOrder(
  tx: TenantTx,
  { planOrderId, buyerTenantId }: { planOrderId: string; buyerTenantId?: string },
  now: Date,
): Promise<PlanOrder> {
  const [order] = await listPlanOrders(tx, { planOrderId, ...(buyerTenantId ? { buyerTenantId } : {}) }, now);
  if (!order) throw new AppError("not_found");
  return order;
}

function selectOrders(tx: TenantTx) {
  return tx
    .selectFrom("plan_order as o")
    .innerJoin("current_client as c", "c.client_id", "o.client_id")
    .leftJoin("invoice as i", "i.id", "o.invoice_id")
    .leftJoin("invoice_standing as s", "s.invoice_id", "o.invoice_id")
    .leftJoin("plan_page as p", "p.order_id", "o.id")
    .leftJoin("plan_subscription_state as b", "b.order_id", "o.id")
    .selectAll("o")
    .select(["c.legal_name_en", "c.legal_name_zh", "i.number", "i.due_on", "p.provider_ref as page_ref", "p.url"])
    .select(["s.state as invoice_state", "s.owed_minor", "s.paid_minor", "s.refunded_minor"])
    .select(["b.subscription_ref", "b.state as subscription_state", "b.paid_until", "b.cancels_at_end"])
    .orderBy("o.created_at", "desc")
    .orderBy("o.id");
}

type Row = Awaited<ReturnType<ReturnType<typeof selectOrders>["execute"]>>[number];

interface Parts {
  steps: { order_id: string; state: PlanOrderStep; provider_ref: string }[];
  periods: {
    order_id: string;
    provider_ref: string;
    invoice_id: string;
    number: string;
    starts_at: Date;
    ends_at: Date;
  }[];
  grants: { order_id: string; source_ref: string; starts_at: Date; ends_at: Date }[];
}

async function readParts(tx: TenantTx, ids: string[]): Promise<Parts> {
  return {
    steps: await tx
      .selectFrom("plan_order_step")
      .select(["order_id", "state", "provider_ref"])
      .where("order_id", "in", ids)
      .execute(),
    periods: await tx
      .selectFrom("plan_period as d")
      .innerJoin("invoice as i", "i.id", "d.invoice_id")
      .select(["d.order_id", "d.provider_ref", "d.invoice_id", "i.number", "d.starts_at", "d.ends_at"])
      .where("d.order_id", "in", ids)
      .orderBy("d.starts_at")
      .execute(),
    grants: await tx
      .selectFrom("plan_grant")
      .select(["order_id", "source_ref", "starts_at", "ends_at"])
      .where("order_id", "in", ids)
      .orderBy("starts_at")
      .execute(),
  };
}

function toPlanOrder(row: Row, parts: Parts, at: { now: Date; today: string }): PlanOrder {
  const ofOrder = <T extends { order_id: string }>(all: T[]) => all.filter((one) => one.order_id === row.id);
  const [steps, periods, grants] = [ofOrder(parts.steps), ofOrder(parts.periods), ofOrder(parts.grants)];
  const paidRefs = new Set(periods.map(({ provider_ref: ref }) => ref));
  const state = planOrderState(
    {
      way: row.way,
      steps: new Set(steps.map((step) => step.state)),
      invoice: row.invoice_state ? { state: row.invoice_state as InvoiceState, dueOn: row.due_on! } : null,
      subscription: row.subscription_state,
      isPaid: periods.length > 0,
      isPaymentFailed: steps.some((step) => step.state === "payment_failed" && !paidRefs.has(step.provider_ref)),
      isGranted: grants.length > 0,
      expiresAt: row.expires_at,
    },
    at,
  );
  return {
    id: row.id,
    buyerTenantId: row.buyer_tenant_id,
    clientId: row.client_id,
    clientName: { en: row.legal_name_en, zh: row.legal_name_zh },
    plan: row.plan,
    way: row.way,
    currency: row.currency,
    netMinor: BigInt(row.net_minor),
    taxMinor: BigInt(row.tax_minor),
    totalMinor: BigInt(row.total_minor),
    taxRuleId: row.tax_rule_id,
    taxPercent: row.tax_percent,
    exchange: row.exchange_rate
      ? { rate: row.exchange_rate, source: row.exchange_source, on: row.exchange_on ?? "" }
      : null,
    locale: localeOr(row.locale),
    placedAt: row.created_at,
    invoice: row.invoice_id
      ? {
          id: row.invoice_id,
          number: row.number!,
          dueOn: row.due_on!,
          owedMinor: BigInt(row.owed_minor!),
          paidMinor: BigInt(row.paid_minor!) - BigInt(row.refunded_minor!),
        }
      : null,
    page: row.page_ref && row.url ? { ref: row.page_ref, url: row.url } : null,
    expiresAt: row.expires_at,
    subscription: row.subscription_ref
      ? {
          ref: row.subscription_ref,
          state: row.subscription_state!,
          paidUntil: row.paid_until!,
          cancelsAtEnd: row.cancels_at_end!,
        }
      : null,
    periods: periods.map((one) => ({
      ref: one.provider_ref,
      invoiceId: one.invoice_id,
      number: one.number,
      startsAt: one.starts_at,
      endsAt: one.ends_at,
    })),
    grants: grants.map((one) => ({ ref: one.source_ref, startsAt: one.starts_at, endsAt: one.ends_at })),
    state,
    isUnderWay: isUnderWay(state) && !(state === "active" && row.cancels_at_end),
    mayBeCalledOff: PLAN_ORDER.may("cancelled", state) && (row.invoice_id === null || isNothing(row)),
  };
}

function isNothing({ paid_minor: paid, refunded_minor: refunded }: Row): boolean {
  return BigInt(paid!) - BigInt(refunded!) <= 0n;
}

/** Orders and years that are paid but not granted yet, oldest first. */
export async function listUngranted(tx: TenantTx): Promise<{ planOrderId: string; sourceRef: string }[]> {
  const { rows } = await sql<{ id: string; ref: string }>`
    select due.id, due.ref from (
      select o.id::text as id, o.id::text as ref, o.created_at as at from plan_order o
        join invoice_standing s on s.tenant_id = o.tenant_id and s.invoice_id = o.invoice_id
        where s.state in ('paid', 'overpaid')
      union all select d.order_id::text, d.provider_ref, d.starts_at from plan_period d) due
    where not exists (select 1 from plan_grant g where g.order_id::text = due.id and g.source_ref = due.ref)
      and not exists (select 1 from plan_order_step c where c.order_id::text = due.id and c.state = 'cancelled')
    order by due.at, due.ref limit 500`.execute(tx);
  return rows.map(({ id, ref }) => ({ planOrderId: id, sourceRef: ref }));
}
