import { sql } from "kysely";
import { money } from "#app/money/money.ts";
import { keepSetting } from "#app/setting/setting.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { type RatedMinutes, type TimeRate, TimeRateSetting, type TimeWorth, valueTime } from "./rate.ts";

const textOf = (minor: bigint | null) => minor?.toString() ?? null;
const bigOf = (minor: number | null) => (minor === null ? null : BigInt(minor));

export const keptTimeRate = keepSetting(TimeRateSetting, {
  toRow: ({ userId, currency, validFrom, saleMinor, costMinor }: TimeRate) => ({
    user_id: userId,
    currency,
    valid_from: validFrom,
    sale_minor: textOf(saleMinor),
    cost_minor: textOf(costMinor),
  }),
  fromRow: (row): TimeRate => ({
    userId: row.user_id,
    currency: row.currency,
    validFrom: row.valid_from,
    saleMinor: bigOf(row.sale_minor),
    costMinor: bigOf(row.cost_minor),
  }),
  initial: null,
  facts: ({ userId, currency, validFrom, saleMinor, costMinor }) => ({
    userId,
    currency,
    validFrom,
    saleMinor: textOf(saleMinor),
    costMinor: textOf(costMinor),
  }),
  // More people read the audit trail than may see what an hour costs.
  entry: ({ userId, currency, validFrom }) => ({
    before: null,
    after: { ...(userId !== null && { userId }), currency, validFrom },
  }),
});

/** Adds rates from a day on. @throws ChangedSince */
export async function stateTimeRate(
  tx: TenantTx,
  author: ChangeAuthor,
  { basedOn, ...rate }: TimeRate & { basedOn: number },
): Promise<void> {
  await keptTimeRate.save(tx, author, await keptTimeRate.open(tx, author, { basedOn }), rate);
}

/**
 * Joins the rates of time as `r` to entries as `t`: of the person who made the entry, up to its day. Where the newest of
 * them sets no rate, or the person has none, the rate for everyone applies. `ratesOn` is the same rule.
 */
export const RATES_OF_TIME = sql`cross join lateral (
    select coalesce(own.sale_minor, every_one.sale_minor) as sale_minor,
      case when own.sale_minor is null then every_one.currency else own.currency end as sale_currency,
      coalesce(own.cost_minor, every_one.cost_minor) as cost_minor,
      case when own.cost_minor is null then every_one.currency else own.currency end as cost_currency
    from (select 1) one
    left join lateral (select p.currency, p.sale_minor, p.cost_minor from time_rate p
      where p.tenant_id = t.tenant_id and p.user_id = t.created_by and p.valid_from <= t.day
      order by p.valid_from desc, p.version desc limit 1) own on true
    left join lateral (select g.currency, g.sale_minor, g.cost_minor from time_rate g
      where g.tenant_id = t.tenant_id and g.user_id is null and g.valid_from <= t.day
      order by g.valid_from desc, g.version desc limit 1) every_one on true) r`;

/** The value and cost of the time of an order or client, each entry at the rates of its day. */
export async function readTimeWorth(
  tx: TenantTx,
  { clientId, orderId }: { clientId?: string; orderId?: string },
): Promise<TimeWorth> {
  const { rows } = await sql<{
    sale_minor: string | null;
    sale_currency: string | null;
    cost_minor: string | null;
    cost_currency: string | null;
    minutes: string;
    billable: string;
  }>`select r.sale_minor::text, r.sale_currency, r.cost_minor::text, r.cost_currency, sum(t.minutes)::text as minutes,
      coalesce(sum(t.minutes) filter (where t.is_billable), 0)::text as billable
    from time_entry t
    ${RATES_OF_TIME}
    where not exists (select from time_entry c where c.tenant_id = t.tenant_id and c.replaces = t.id)
      and ${orderId === undefined ? sql`t.client_id = ${clientId}` : sql`t.order_id = ${orderId}`}
    group by r.sale_minor, r.sale_currency, r.cost_minor, r.cost_currency`.execute(tx);
  return valueTime(
    rows.map(
      (row): RatedMinutes => ({
        sale: row.sale_minor === null ? null : money(BigInt(row.sale_minor), row.sale_currency!),
        cost: row.cost_minor === null ? null : money(BigInt(row.cost_minor), row.cost_currency!),
        minutes: Number(row.minutes),
        billable: Number(row.billable),
      }),
    ),
  );
}
