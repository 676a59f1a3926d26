import { sql } from "kysely";
import { sha256Hex } from "#app/encoding/sha256.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { type TimeLine, toTimeLines, type UnbilledTime } from "./billing.ts";
import { RATES_OF_TIME } from "./rate.server.ts";

/** Which time of a client an invoice bills. */
export interface TimeScope {
  clientId: string;
  orderId: string | undefined;
  /** `YYYY-MM` */
  month: string | undefined;
  /** Of the invoice. */
  currency: string;
}

export interface TimeToBill {
  lines: TimeLine[];
  /** Changes with the entries or the prices of the lines. */
  digest: string;
}

/** Billable time that no invoice bills, as lines. Time of a fully credited invoice counts again. */
export async function readTimeToBill(
  tx: TenantTx,
  { clientId, orderId, month, currency }: TimeScope,
): Promise<TimeToBill> {
  const { rows } = await sql<{
    id: string;
    order_id: string | null;
    number: string | null;
    day: string;
    minutes: number;
    sale_minor: string | null;
    sale_currency: string | null;
  }>`select t.id, t.order_id, q.number, t.day::text as day, t.minutes, r.sale_minor::text, r.sale_currency
    from unbilled_time t
    left join trade_order o on o.tenant_id = t.tenant_id and o.id = t.order_id
    left join quote q on q.tenant_id = o.tenant_id and q.id = o.quote_id
    ${RATES_OF_TIME}
    where t.client_id = ${clientId}
      and ${orderId === undefined ? sql`true` : sql`t.order_id = ${orderId}`}
      and ${month === undefined ? sql`true` : sql`to_char(t.day, 'YYYY-MM') = ${month}`}
    order by t.day, t.id`.execute(tx);
  const entries = rows.map(
    (row): UnbilledTime => ({
      id: row.id,
      order: row.order_id === null ? null : { id: row.order_id, number: row.number! },
      day: row.day,
      minutes: row.minutes,
      saleMinor: row.sale_minor === null ? null : BigInt(row.sale_minor),
      // A rate without a sale amount is no sale rate.
      currency: row.sale_minor === null ? null : row.sale_currency,
    }),
  );
  const lines = toTimeLines(entries, currency);
  const facts = lines.map(({ entryIds, price }) => [entryIds, "minor" in price ? price.minor.toString() : price.lack]);
  return { lines, digest: await sha256Hex(JSON.stringify(facts)) };
}

/**
 * Records which entries the first lines of an invoice bill. Requires the lock of the audit trail. The database refuses
 * an entry that is billed, replaced or of another client, and a quantity other than the minutes.
 */
export async function recordBilledTime(
  tx: TenantTx,
  author: ChangeAuthor,
  { invoiceId, number, lines }: { invoiceId: string; number: string; lines: readonly TimeLine[] },
): Promise<void> {
  const rows = lines.flatMap(({ entryIds }, index) =>
    entryIds.map((entryId) => ({
      tenant_id: author.tenantId,
      entry_id: entryId,
      invoice_id: invoiceId,
      position: index + 1,
      created_by: author.userId,
    })),
  );
  if (rows.length === 0) return;
  await tx.insertInto("invoice_time").values(rows).execute();
  await recordChange(
    tx,
    { ...author, organizationId: author.tenantId },
    {
      action: "invoice.time_billed",
      subject: "invoice",
      subjectId: invoiceId,
      after: { number, minutes: lines.reduce((sum, { minutes }) => sum + minutes, 0) },
    },
  );
}
