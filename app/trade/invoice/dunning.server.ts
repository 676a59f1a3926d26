import { sql } from "kysely";
import { addClientMail } from "#app/notice/client-mail.server.ts";
import { sellerToday } from "#app/trade/seller/seller-detail.server.ts";
import { type Doors, inTenant, type TenantTx } from "#db/doors.ts";

/** A reminder is still sent this many days late, for example after a worker was stopped. */
const DAYS_LATE = 3;

/** Reminders of one workspace and sweep. The next sweep adds the rest. */
const MOST_REMINDERS = 200;

/**
 * Adds a reminder to each client with an open invoice on a day of the seller's schedule, in the seller's time zone. Each
 * day of the schedule reminds once.
 */
export async function remindClients({ withSystem }: Pick<Doors, "withSystem">, now: Date): Promise<void> {
  const sellers = await withSystem((tx) =>
    tx
      .selectFrom("seller_mail")
      .select("tenant_id")
      .where(sql<boolean>`cardinality(reminder_days) > 0`)
      .distinct()
      .execute(),
  );
  for (const { tenant_id: tenantId } of sellers)
    await withSystem((tx) => inTenant(tx, { tenantId, userId: "" }, (inside) => addReminders(inside, tenantId, now)));
}

async function addReminders(tx: TenantTx, tenantId: string, now: Date): Promise<void> {
  const today = await sellerToday(tx, now);
  const { rows } = await sql<{
    id: string;
    client_id: string;
    number: string;
    due_on: string;
    currency: string;
    open_minor: string;
    days: number;
  }>`
    select distinct on (i.id) i.id, i.client_id, i.number, i.due_on::text as due_on, i.currency,
      (s.owed_minor - s.paid_minor + s.refunded_minor)::text as open_minor, d.days
    from (select reminder_days from seller_mail order by version desc limit 1) m
      cross join lateral unnest(m.reminder_days) as d (days)
      join invoice i on i.due_on + d.days between ${today}::date - ${DAYS_LATE}::int and ${today}::date
      join invoice_standing s on s.tenant_id = i.tenant_id and s.invoice_id = i.id
    where s.state in ('open', 'partly_paid') and i.issued_on < ${today}::date and not exists (
      select from client_mail c where c.tenant_id = i.tenant_id and c.subject_id = i.id
        and c.kind = 'invoice.reminder' and c.occasion = d.days)
    order by i.id, d.days desc limit ${MOST_REMINDERS}`.execute(tx);
  for (const row of rows) {
    const about = { en: row.number, zh: row.number };
    const amount = { minor: row.open_minor, currency: row.currency };
    const facts = { about, other: null, organization: null, amount, dueOn: row.due_on };
    const mail = { tenantId, clientId: row.client_id, kind: "invoice.reminder", subjectId: row.id } as const;
    await addClientMail(tx, { ...mail, occasion: row.days, facts });
  }
}
