import { sql } from "kysely";
import { addDays } from "#app/day/day.ts";
import type { Day } from "#app/day/period.ts";
import { selectQuoteRows } from "#app/trade/quote/quote-list.server.ts";
import type { QuoteState } from "#app/trade/quote/quote-state.ts";
import type { TenantTx } from "#db/doors.ts";
import type { OrderState } from "#db/order-schema.ts";
import type { Age } from "./receivable-age.ts";
import { selectReceivables } from "./receivables.list.server.ts";
import { selectRevenue } from "./revenue.list.server.ts";
import type { SetUpFacts } from "./set-up.ts";

/** Amounts are minor units of the currency, as text. */
export interface Sum {
  currency: string;
  count: number;
  minor: string;
}

export type AgeSum = Sum & { age: Age };

/** What is due, from the rows of the list of receivables. */
export async function sumReceivables(tx: TenantTx, now: Date): Promise<AgeSum[]> {
  return tx
    .selectFrom(selectReceivables(tx, now).as("r"))
    .select(["r.age", "r.currency"])
    .select([sql<number>`count(*)::int`.as("count"), sql<string>`sum(r.outstanding)::text`.as("minor")])
    .groupBy(["r.age", "r.currency"])
    .orderBy("r.currency")
    .execute();
}

export type QuoteSum = Omit<Sum, "currency" | "minor"> & {
  state: Extract<QuoteState, "draft" | "sent">;
  /** Null for drafts without a sent version. */
  currency: string | null;
  minor: string | null;
};

/** Quotes that wait for the client, and drafts that wait for the seller. */
export async function sumQuotes(tx: TenantTx, now: Date): Promise<QuoteSum[]> {
  const rows = await tx
    .selectFrom(selectQuoteRows(tx, now).as("r"))
    .select(["r.state", "r.currency"])
    .select([sql<number>`count(*)::int`.as("count"), sql<string | null>`sum(r.total_minor)::text`.as("minor")])
    .where("r.state", "in", ["draft", "sent"])
    .groupBy(["r.state", "r.currency"])
    .orderBy("r.currency")
    .execute();
  return rows as QuoteSum[];
}

export type StageSum = Sum & { state: OrderState };

/** Orders that are not closed or cancelled. */
export async function sumOrders(tx: TenantTx): Promise<StageSum[]> {
  return tx
    .selectFrom("trade_order as o")
    .innerJoin("trade_order_state as s", "s.order_id", "o.id")
    .select(["s.state", "o.currency"])
    .select([sql<number>`count(*)::int`.as("count"), sql<string>`sum(o.total_minor)::text`.as("minor")])
    .where("s.state", "not in", ["closed", "cancelled"])
    .groupBy(["s.state", "o.currency"])
    .orderBy("o.currency")
    .execute();
}

export interface RevenueSum {
  /** `YYYY-MM`. */
  month: string;
  country: string;
  place: "home" | "abroad";
  currency: string;
  homeCurrency: string;
  count: number;
  /** Net of credit notes, before tax, in minor units. */
  minor: string;
  /** The same times the rate of each invoice: minor units of `currency`, not rounded. */
  timesRate: string;
}

/** Revenue of the given months, from the rows of its list. @param from the first day, in an index with the tenant */
export async function sumRevenue(tx: TenantTx, from: Day): Promise<RevenueSum[]> {
  const month = sql<string>`to_char(r.issued_on, 'YYYY-MM')`;
  const rows = await tx
    .selectFrom(selectRevenue(tx).where("i.issued_on", ">=", from).as("r"))
    .select(["r.country", "r.place", "r.currency", "r.home_currency"])
    .select([
      month.as("month"),
      sql<number>`count(*)::int`.as("count"),
      sql<string>`sum(r.net)::text`.as("minor"),
      sql<string>`sum(r.net * coalesce(r.exchange_rate, 1))::text`.as("times_rate"),
    ])
    .groupBy([month, "r.country", "r.place", "r.currency", "r.home_currency"])
    .orderBy(month)
    .execute();
  return rows.map(({ home_currency, times_rate, ...row }) => ({
    ...row,
    homeCurrency: home_currency,
    timesRate: times_rate,
  }));
}

/** Something that is due or ends soon. */
export interface ComingDay {
  kind: "invoice" | "quote";
  id: string;
  number: string;
  clientName: { en: string; zh: string };
  day: Day;
}

/** Days ahead that count as soon. */
export const SOON_DAYS = 14;
const SHOWN_DAYS = 12;

/** The next due dates of invoices and last days of quotes, the first ones. Past days belong to receivables. */
export async function readComingDays(tx: TenantTx, now: Date, today: Day): Promise<ComingDay[]> {
  const last = addDays(today, SOON_DAYS);
  const invoices = await tx
    .selectFrom(selectReceivables(tx, now).as("r"))
    .select(["r.id", "r.number", "r.client_en as en", "r.client_zh as zh", "r.due_on as day"])
    .where("r.due_on", ">=", today)
    .where("r.due_on", "<=", last)
    .orderBy("r.due_on")
    .limit(SHOWN_DAYS)
    .execute();
  const quotes = await tx
    .selectFrom(selectQuoteRows(tx, now).as("r"))
    .select(["r.id", "r.number", "r.legal_name_en as en", "r.legal_name_zh as zh", "r.valid_until as day"])
    .where("r.state", "=", "sent")
    .where("r.valid_until", "<=", last)
    .orderBy("r.valid_until")
    .limit(SHOWN_DAYS)
    .execute();
  const of = (kind: ComingDay["kind"]) => (row: (typeof invoices)[number] | (typeof quotes)[number]) => ({
    kind,
    id: row.id,
    number: row.number,
    clientName: { en: row.en, zh: row.zh },
    day: row.day!,
  });
  return [...invoices.map(of("invoice")), ...quotes.map(of("quote"))]
    .sort((a, b) => a.day.localeCompare(b.day))
    .slice(0, SHOWN_DAYS);
}

export interface OrderHours {
  orderId: string;
  number: string;
  clientName: { en: string; zh: string };
  /** Minutes worked. */
  worked: number;
  /** Hours set for the order, or those sold as lines of the accepted quote. Null without either. */
  budget: string | null;
  isQuoted: boolean;
}

export const SHOWN_ORDERS = 20;

/** Open orders with a budget or with hours worked, newest first. */
export async function readOrderHours(tx: TenantTx): Promise<OrderHours[]> {
  const { rows } = await sql<{
    id: string;
    number: string;
    en: string;
    zh: string;
    worked: string;
    own: string | null;
    sold: string | null;
  }>`select o.id, q.number, c.legal_name_en as en, c.legal_name_zh as zh, w.minutes::text as worked,
      b.hours::text as own, l.hours::text as sold
    from trade_order o
    join trade_order_state s on s.tenant_id = o.tenant_id and s.order_id = o.id
      and s.state not in ('closed', 'cancelled')
    join quote q on q.tenant_id = o.tenant_id and q.id = o.quote_id
    join current_client c on c.tenant_id = o.tenant_id and c.client_id = o.client_id
    cross join lateral (select coalesce(sum(t.minutes), 0) as minutes from time_entry t
      where t.tenant_id = o.tenant_id and t.order_id = o.id and not exists (select from time_entry r
        where r.tenant_id = t.tenant_id and r.replaces = t.id)) w
    cross join lateral (select sum(n.quantity) as hours from quote_line n where n.tenant_id = o.tenant_id
      and n.quote_id = o.quote_id and n.version = o.quote_version and n.unit = 'hour' and n.payee = '') l
    left join lateral (select b.hours from order_budget b where b.tenant_id = o.tenant_id and b.order_id = o.id
      order by b.version desc limit 1) b on true
    where w.minutes > 0 or l.hours is not null or b.hours is not null
    order by o.created_at desc, o.id limit ${SHOWN_ORDERS}`.execute(tx);
  return rows.map(({ id, number, en, zh, worked, own, sold }) => ({
    orderId: id,
    number,
    clientName: { en, zh },
    worked: Number(worked),
    budget: own ?? sold,
    isQuoted: own === null,
  }));
}

/** What a workspace has of what it needs to sell. */
export async function readSetUp(tx: TenantTx): Promise<SetUpFacts> {
  const { rows } = await sql<SetUpFacts>`select
    exists (select from seller_detail) as "hasSeller",
    exists (select from bank_account_decision where state = 'approved') as "hasAccount",
    exists (select from bank_account_version v where not exists (select from bank_account_decision d
      where d.tenant_id = v.tenant_id and d.account_id = v.account_id and d.version = v.version)) as "isAccountProposed",
    exists (select from tax_note n where n.is_on and not exists (select from tax_note l
      where l.tenant_id = n.tenant_id and l.rule_id = n.rule_id and l.version > n.version)) as "hasTaxNote",
    exists (select from service_price) as "hasPrice",
    exists (select from client) as "hasClient",
    exists (select from quote_version) as "hasSentQuote"`.execute(tx);
  return rows[0]!;
}
