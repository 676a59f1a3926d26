import { type Kysely, sql } from "kysely";
import { BY, currency, minor, needed, neededTrimmed, rate, reference, text, trimmed } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

/**
 * Money received and money paid back. A payment comes from a receipt or a provider's event, or is a difference that a
 * person writes off. `0033_payment_guards` refuses any other.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createPayment(db);
  await createRefundRequest(db);
  await createRefund(db);
  await createDispute(db);
  await createStanding(db);
  await createTasks(db);
}

/** Payments reported by a provider or a bank, in the currency of their invoice; reversed by further rows. */
async function createPayment(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "payment", {
    columns: `id uuid not null default gen_random_uuid(),
      invoice_id uuid not null,
      provider text not null check (provider in ('offline', 'stripe')),
      provider_account text not null default '' check (char_length(provider_account) <= 200),
      provider_ref text not null check (btrim(provider_ref) <> '' and char_length(provider_ref) <= 200),
      ${currency()},
      ${minor("amount_minor", 1)}, ${minor("fee_minor")},
      received_on date not null,
      ${currency("home_currency")},
      ${rate("exchange_rate")},
      ${trimmed("exchange_source", 200)},
      kind text not null default 'received' check (kind in ('received', 'bank_charge', 'short_payment')),
      receipt_id uuid,
      reason text not null default '' check (char_length(reason) <= 1000),
      ${BY},
      unique (tenant_id, provider, provider_account, provider_ref),
      foreign key (tenant_id, invoice_id, currency) references invoice (tenant_id, id, currency),
      constraint by_a_receipt check (
        case when provider = 'stripe' then kind = 'received' and receipt_id is null and created_by like 'provider:%'
             when kind = 'received' then receipt_id is not null and created_by not like 'provider:%'
             else receipt_id is null and fee_minor = amount_minor
               and created_by not like 'provider:%' end),
      constraint payment_of_receipt unique (tenant_id, receipt_id),
      foreign key (tenant_id, receipt_id) references receipt (tenant_id, id)`,
    key: "id",
    access: "frozen",
    isBook: true,
  });
  await sql`create index payment_of_invoice on payment (tenant_id, invoice_id)`.execute(db);
  await tenantTable(db, "payment_reversal", {
    columns: `payment_id uuid not null,
      ${neededTrimmed("reason", 1000)},
      ${BY},
      foreign key (tenant_id, payment_id) references payment (tenant_id, id)`,
    key: "payment_id",
    access: "frozen",
    isBook: true,
  });
  // The provider's own fee, in the currency in which it was charged, once reported.
  await tenantTable(db, "payment_fee", {
    columns: `payment_id uuid not null,
      ${reference("provider_ref")}, ${currency()}, ${minor("fee_minor")}, ${BY},
      foreign key (tenant_id, payment_id) references payment (tenant_id, id)`,
    key: "payment_id",
    access: "frozen",
    isBook: true,
  });
}

async function createRefundRequest(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "refund_request", {
    columns: `id uuid not null default gen_random_uuid(),
      payment_id uuid not null,
      credit_note_id uuid,
      ${minor("amount_minor", 1)},
      ${needed("reason", 1000)},
      with_credit_note boolean not null default false,
      needs_confirmation boolean not null default false,
      person_id text not null default '',
      ${BY},
      foreign key (tenant_id, payment_id) references payment (tenant_id, id),
      foreign key (tenant_id, credit_note_id) references credit_note (tenant_id, id),
      constraint credited_once_confirmed check (credit_note_id is null or not needs_confirmation),
      constraint refund_request_of_person unique (tenant_id, id, person_id)`,
    key: "id",
    access: "frozen",
    isBook: true,
  });
  await tenantTable(db, "refund_failure", {
    columns: `refund_request_id uuid not null, ${needed("detail", 500)}, ${BY},
      foreign key (tenant_id, refund_request_id) references refund_request (tenant_id, id)`,
    key: "refund_request_id",
    access: "frozen",
    isBook: true,
  });
  await tenantTable(db, "refund_request_end", {
    columns: `refund_request_id uuid not null,
      state text not null check (state in ('confirmed', 'declined', 'taken_back')),
      note text not null default '' check (char_length(note) <= 1000),
      credit_note_id uuid,
      author_person_id text not null,
      person_id text not null,
      ${BY},
      constraint refund_confirmed_by_another check ((state = 'taken_back') = (person_id = author_person_id)),
      check (state <> 'declined' or btrim(note) <> ''),
      check (credit_note_id is null or state = 'confirmed'),
      foreign key (tenant_id, refund_request_id, author_person_id) references refund_request (tenant_id, id, person_id),
      foreign key (tenant_id, credit_note_id) references credit_note (tenant_id, id)`,
    key: "refund_request_id",
    access: "frozen",
  });
}

/** Never more than was received, and never because of a statement about a report. */
async function createRefund(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "refund", {
    columns: `id uuid not null default gen_random_uuid(),
      payment_id uuid not null,
      ${minor("amount_minor", 1)},
      provider_ref text not null check (btrim(provider_ref) <> '' and char_length(provider_ref) <= 200),
      ${trimmed("reason", 1000)},
      kind text not null default 'refund' check (kind in ('refund', 'overpayment_kept', 'dispute')),
      check (kind = 'overpayment_kept' or reason <> ''),
      refunded_on date not null default ((now() at time zone 'UTC')::date),
      refund_request_id uuid,
      ${BY},
      unique (tenant_id, payment_id, provider_ref),
      foreign key (tenant_id, payment_id) references payment (tenant_id, id),
      foreign key (tenant_id, refund_request_id) references refund_request (tenant_id, id)`,
    key: "id",
    access: "frozen",
    isBook: true,
  });
  await sql`create unique index refund_of_request on refund (tenant_id, refund_request_id)
    where refund_request_id is not null`.execute(db);
}

/** A dispute has a deadline for the answer. */
async function createDispute(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "dispute", {
    columns: `id uuid not null default gen_random_uuid(),
      payment_id uuid not null,
      ${reference("provider_ref")}, ${currency()}, ${minor("amount_minor", 1)},
      ${text("reason", 200)}, ${BY},
      unique (tenant_id, provider_ref),
      foreign key (tenant_id, payment_id) references payment (tenant_id, id)`,
    key: "id",
    access: "frozen",
    isBook: true,
  });
  await tenantTable(db, "dispute_step", {
    columns: `dispute_id uuid not null,
      state text not null check (state in ('warning', 'closed', 'open', 'lost', 'won')), ${BY},
      due_by timestamptz,
      foreign key (tenant_id, dispute_id) references dispute (tenant_id, id)`,
    key: "dispute_id, state",
    access: "frozen",
    isBook: true,
  });
  await sql`create view dispute_state with (security_invoker = true) as
    select d.tenant_id, d.id as dispute_id, (
      select s.state from dispute_step s where s.tenant_id = d.tenant_id and s.dispute_id = d.id
      order by array_position(array['won', 'lost', 'open', 'closed', 'warning'], s.state) limit 1) as state
    from dispute d`.execute(db);
  await sql`grant select on dispute_state to app_tenant`.execute(db);
}

/** The balance of an invoice: owed is the invoiced amount less credits, paid is the money received and not returned. */
async function createStanding(db: Kysely<unknown>): Promise<void> {
  await sql`create view invoice_standing with (security_invoker = true) as
    select s.*, s.total_minor - s.credited_minor as owed_minor,
      case
        when s.paid_minor - s.refunded_minor > s.total_minor - s.credited_minor then 'overpaid'
        when s.credited_minor = s.total_minor then 'credited'
        when s.paid_minor - s.refunded_minor = s.total_minor - s.credited_minor then 'paid'
        when s.paid_minor - s.refunded_minor > 0 then 'partly_paid'
        else 'open'
      end as state
    from (
      select i.tenant_id, i.id as invoice_id, i.currency, i.total_minor,
        coalesce((select sum(c.amount_minor) from credit_note c
          where c.tenant_id = i.tenant_id and c.invoice_id = i.id), 0)::bigint as credited_minor,
        coalesce((select sum(p.amount_minor) from payment p
          where p.tenant_id = i.tenant_id and p.invoice_id = i.id and not exists (
            select 1 from payment_reversal r where r.tenant_id = p.tenant_id and r.payment_id = p.id)), 0)::bigint as paid_minor,
        coalesce((select sum(f.amount_minor) from refund f
          join payment p on p.tenant_id = f.tenant_id and p.id = f.payment_id
          where p.tenant_id = i.tenant_id and p.invoice_id = i.id), 0)::bigint as refunded_minor
      from invoice i) s`.execute(db);
  await sql`grant select on invoice_standing to app_tenant`.execute(db);
}

/** Matters that only a person can resolve: one row each, ended once, with a reason. */
async function createTasks(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "payment_task", {
    columns: `id uuid not null default gen_random_uuid(),
      kind text not null check (kind ~ '^[a-z_]{1,40}$'),
      subject text not null check (char_length(subject) between 1 and 250),
      invoice_id uuid,
      facts jsonb not null,
      ${BY},
      unique (tenant_id, kind, subject),
      foreign key (tenant_id, invoice_id) references invoice (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await tenantTable(db, "payment_task_end", {
    columns: `task_id uuid not null,
      state text not null check (state in ('handled', 'dismissed')),
      ${needed("reason", 1000)}, ${BY},
      foreign key (tenant_id, task_id) references payment_task (tenant_id, id)`,
    key: "task_id",
    access: "frozen",
  });
}
