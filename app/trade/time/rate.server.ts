import { sql } from "kysely";
import { keepSetting } from "#app/setting/setting.server.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { type RatedMinutes, type TimeRate, TimeRateSetting, type TimeWorth, valueTime } from "./rate.ts";

const textOf = (minor: bigint | null) => minor?.toString() ?? null;
const bigOf = (minor: number | null) => (minor === null ? null : BigInt(minor));

export const keptTimeRate = keepSetting(TimeRateSetting, {
  toRow: ({ currency, validFrom, saleMinor, costMinor }: TimeRate) => ({
    currency,
    valid_from: validFrom,
    sale_minor: textOf(saleMinor),
    cost_minor: textOf(costMinor),
  }),
  fromRow: (row): TimeRate => ({
    currency: row.currency,
    validFrom: row.valid_from,
    saleMinor: bigOf(row.sale_minor),
    costMinor: bigOf(row.cost_minor),
  }),
  initial: null,
  facts: ({ currency, validFrom, saleMinor, costMinor }) => ({
    currency,
    validFrom,
    saleMinor: textOf(saleMinor),
    costMinor: textOf(costMinor),
  }),
  // More people read the audit trail than may see what an hour costs.
  entry: ({ currency, validFrom }) => ({ before: null, after: { currency, validFrom } }),
});

/** Adds rates from a day on. @throws ChangedSince */
export async function stateTimeRate(
  tx: TenantTx,
  author: ChangeAuthor,
  { basedOn, ...rate }: TimeRate & { basedOn: number },
): Promise<void> {
  await keptTimeRate.save(tx, author, await keptTimeRate.open(tx, author, { basedOn }), rate);
}

/** The value and cost of the time of an order or client, each entry at the rates of its day. */
export async function readTimeWorth(
  tx: TenantTx,
  { clientId, orderId }: { clientId?: string; orderId?: string },
): Promise<TimeWorth> {
  const { rows } = await sql<{
    currency: string | null;
    sale_minor: string | null;
    cost_minor: string | null;
    minutes: string;
    billable: string;
  }>`select r.currency, r.sale_minor::text, r.cost_minor::text, sum(t.minutes)::text as minutes,
      coalesce(sum(t.minutes) filter (where t.is_billable), 0)::text as billable
    from time_entry t
    left join lateral (select r.version, r.currency, r.sale_minor, r.cost_minor from time_rate r
      where r.tenant_id = t.tenant_id and r.valid_from <= t.day
      order by r.valid_from desc, r.version desc limit 1) r on true
    where not exists (select from time_entry c where c.tenant_id = t.tenant_id and c.replaces = t.id)
      and ${orderId === undefined ? sql`t.client_id = ${clientId}` : sql`t.order_id = ${orderId}`}
    group by r.version, r.currency, r.sale_minor, r.cost_minor`.execute(tx);
  return valueTime(
    rows.map(
      (row): RatedMinutes => ({
        currency: row.currency,
        saleMinor: row.sale_minor === null ? null : BigInt(row.sale_minor),
        costMinor: row.cost_minor === null ? null : BigInt(row.cost_minor),
        minutes: Number(row.minutes),
        billable: Number(row.billable),
      }),
    ),
  );
}
