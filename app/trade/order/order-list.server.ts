import { sql } from "kysely";
import { AppError } from "#app/encoding/errors.ts";
import { isGateOpen, type OrderFacts, type OrderStanding } from "#app/order/order-state.ts";
import type { DraftState } from "#app/trade/draft/draft-comment.ts";
import type { TenantTx } from "#db/doors.ts";
import type { HoldEnd, OrderState } from "#db/order-schema.ts";

/** An order in a list. Amounts are minor units of its currency. */
export interface OrderRow {
  id: string;
  /** The number of its quote. */
  number: string;
  quoteId: string;
  clientId: string;
  clientName: { en: string; zh: string };
  currency: string;
  totalMinor: bigint;
  depositMinor: bigint;
  gatesIssue: boolean;
  isGateLifted: boolean;
  organizationId: string | null;
  inventoryId: string | null;
  acceptedAt: Date;
  /** When it entered its current state. */
  since: Date;
  /** Payments of all its invoices that were not reversed. */
  paidMinor: bigint;
  /** The amount still due on its invoices. */
  owedMinor: bigint;
  facts: OrderFacts;
  /** The client's decision on the newest draft. Null without a draft. */
  draft: DraftState | null;
  /** The hold on reports of a company that engaged this workspace, or null. */
  hold: HoldFacts | null;
}

export interface OrderStep {
  state: OrderState;
  note: string;
  at: Date;
  authorId: string;
  authorName: string | null;
}

export interface Order extends OrderRow {
  quoteVersion: number;
  /** Oldest first. */
  steps: OrderStep[];
  /** Drafts delivered to the client, newest first. */
  drafts: { number: number; runId: string; at: Date; authorName: string | null }[];
  gateLift: { reason: string; at: Date; authorName: string | null } | null;
  releasedReportId: string | null;
}

/** A hold on the reports of another company. */
export interface HoldFacts {
  organizationId: string;
  inventoryId: string;
  engagementId: string;
  at: Date;
  end: { cause: HoldEnd; at: Date } | null;
}

/** Newest first. */
export async function listOrders(
  tx: TenantTx,
  filter: { clientId?: string; organizationId?: string } = {},
): Promise<OrderRow[]> {
  const rows = await selectOrders(tx)
    .$if(filter.clientId !== undefined, (query) => query.where("o.client_id", "=", filter.clientId!))
    .$if(filter.organizationId !== undefined, (query) => query.where("o.organization_id", "=", filter.organizationId!))
    .orderBy("o.created_at", "desc")
    .orderBy("o.id")
    .execute();
  return rows.map(toOrderRow);
}

/** @throws AppError `not_found` */
export async function getOrder(tx: TenantTx, orderId: string): Promise<Order> {
  const row = await selectOrders(tx).where("o.id", "=", orderId).executeTakeFirst();
  if (!row) throw new AppError("not_found");
  const steps = await tx
    .selectFrom("trade_order_step as s")
    .leftJoin("author", "author.id", "s.created_by")
    .selectAll("s")
    .select("author.name as author_name")
    .where("s.order_id", "=", orderId)
    .orderBy("s.step")
    .execute();
  const drafts = await tx
    .selectFrom("order_draft as d")
    .leftJoin("author", "author.id", "d.created_by")
    .select(["d.number", "d.run_id", "d.created_at", "author.name as author_name"])
    .where("d.order_id", "=", orderId)
    .orderBy("d.number", "desc")
    .execute();
  const lift = await tx
    .selectFrom("order_gate_lift as l")
    .leftJoin("author", "author.id", "l.created_by")
    .select(["l.reason", "l.created_at", "author.name as author_name"])
    .where("l.order_id", "=", orderId)
    .executeTakeFirst();
  return {
    ...toOrderRow(row),
    quoteVersion: row.quote_version,
    steps: steps.map((step) => ({
      state: step.state,
      note: step.note,
      at: step.created_at,
      authorId: step.created_by,
      authorName: step.author_name,
    })),
    drafts: drafts.map((one) => ({
      number: one.number,
      runId: one.run_id,
      at: one.created_at,
      authorName: one.author_name,
    })),
    gateLift: lift ? { reason: lift.reason, at: lift.created_at, authorName: lift.author_name } : null,
    releasedReportId: steps.find(({ report_id }) => report_id !== null)?.report_id ?? null,
  };
}

/** Whether this order allows reports of its inventory to be issued. */
export function isOpenForIssue(order: OrderRow): boolean {
  if (order.hold) return order.hold.end !== null;
  return !order.gatesIssue || isGateOpen(order.facts, order.isGateLifted);
}

/** Unsorted. */
export function selectOrders(tx: TenantTx) {
  return tx
    .selectFrom("trade_order as o")
    .innerJoin("quote as q", "q.id", "o.quote_id")
    .innerJoin("current_client as c", "c.client_id", "o.client_id")
    .innerJoin("trade_order_state as st", "st.order_id", "o.id")
    .innerJoin("trade_order_standing as sd", "sd.order_id", "o.id")
    .leftJoin("order_hold as h", (join) =>
      join.onRef("h.seller_id", "=", "o.tenant_id").onRef("h.order_id", "=", "o.id"),
    )
    .leftJoin("order_hold_end as n", (join) =>
      join.onRef("n.tenant_id", "=", "h.tenant_id").onRef("n.order_id", "=", "h.order_id"),
    )
    .selectAll("o")
    .select(["h.organization_id as held_organization_id", "h.inventory_id as held_inventory_id", "h.engagement_id"])
    .select(["h.created_at as held_at", "n.cause as hold_end", "n.created_at as hold_ended_at"])
    .select(["q.number", "c.legal_name_en", "c.legal_name_zh", "st.state", "st.created_at as since"])
    .select(["sd.deposit_invoiced", "sd.deposit_paid", "sd.balance_invoiced", "sd.balance_paid", "sd.is_owed"])
    .select([
      sql<number>`(select coalesce(sum(s.paid_minor - s.refunded_minor), 0)::bigint from invoice i
        join invoice_standing s on s.invoice_id = i.id where i.order_id = o.id)`.as("paid_minor"),
      sql<number>`(select coalesce(sum(greatest(s.owed_minor - s.paid_minor + s.refunded_minor, 0)), 0)::bigint
        from invoice i join invoice_standing s on s.invoice_id = i.id where i.order_id = o.id)`.as("owed_minor"),
      sql<boolean>`exists (select 1 from order_gate_lift l where l.order_id = o.id)`.as("is_lifted"),
      sql<DraftState | null>`(select coalesce((select c.decision from order_draft_comment c
          where c.order_id = d.order_id and c.draft = d.number and c.decision is not null
          order by c.number desc limit 1), 'waiting')
        from order_draft d where d.order_id = o.id order by d.number desc limit 1)`.as("draft_state"),
      sql<boolean>`exists (select 1 from report r join calculation_run c on c.id = r.run_id
        join statement s on s.number = r.number and s.kind = 'issue'
        where c.inventory_id = o.inventory_id and not exists (
          select 1 from statement w where w.number = r.number and w.kind in ('withdraw', 'supersede')))`.as(
        "has_report",
      ),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectOrders>["execute"]>>[number];

export function toOrderRow(row: Row): OrderRow {
  const totalMinor = BigInt(row.total_minor);
  const depositMinor = BigInt(row.deposit_minor);
  return {
    id: row.id,
    number: row.number,
    quoteId: row.quote_id,
    clientId: row.client_id,
    clientName: { en: row.legal_name_en, zh: row.legal_name_zh },
    currency: row.currency,
    totalMinor,
    depositMinor,
    gatesIssue: row.gates_issue,
    isGateLifted: row.is_lifted,
    organizationId: row.organization_id,
    inventoryId: row.inventory_id,
    acceptedAt: row.created_at,
    since: row.since,
    paidMinor: BigInt(row.paid_minor),
    owedMinor: BigInt(row.owed_minor),
    draft: row.draft_state,
    facts: {
      state: row.state,
      hasDeposit: depositMinor > 0n,
      hasBalance: totalMinor > depositMinor,
      hasInventory: row.inventory_id !== null,
      hasDraft: row.draft_state !== null,
      hasReport: row.has_report,
      standing: toStanding(row),
    },
    hold: toHold(row),
  };
}

function toHold(row: Row): HoldFacts | null {
  if (row.held_at === null) return null;
  return {
    organizationId: row.held_organization_id!,
    inventoryId: row.held_inventory_id!,
    engagementId: row.engagement_id!,
    at: row.held_at,
    end: row.hold_end && { cause: row.hold_end, at: row.hold_ended_at! },
  };
}

function toStanding(row: Row): OrderStanding {
  return {
    depositInvoiced: row.deposit_invoiced,
    depositPaid: row.deposit_paid,
    balanceInvoiced: row.balance_invoiced,
    balancePaid: row.balance_paid,
    isOwed: row.is_owed,
  };
}
