import { type Kysely, sql } from "kysely";
import { tenantTable } from "./tenant-table.ts";

const TEXT = (name: string, most: number) =>
  `${name} text not null default '' check (${name} = btrim(${name}) and char_length(${name}) <= ${most})`;
const NEEDED = (name: string, most: number) =>
  `${name} text not null check (${name} = btrim(${name}) and ${name} <> '' and char_length(${name}) <= ${most})`;
const MINOR = (name: string, least = 0) =>
  `${name} bigint not null check (${name} between ${least} and 999999999999999)`;
const CURRENCY = (name: string) => `${name} text not null check (${name} ~ '^[A-Z]{3}$')`;
const RATE = (name: string) => `${name} numeric check (${name} > 0 and ${name} < 1e9)`;
const AUTHOR = `created_by text not null, created_at timestamptz not null default clock_timestamp()`;
const SERIES = `fiscal_year int not null check (fiscal_year between 2000 and 9999),
  serial int not null check (serial > 0),
  number text not null check (number ~ '^[A-Z][A-Z0-9]{0,7}-[0-9]{4}-[0-9]{6,}$'),
  unique (tenant_id, fiscal_year, serial),
  unique (tenant_id, number)`;

/**
 * Invoices and what speaks against them, money that was reported for them, and where each stands. A series is its own
 * counter: nothing is ever taken out of it, and the next one has to be the one after the last.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createInvoice(db);
  await createCreditNote(db);
  await guardSeries(db);
  await createPayment(db);
  await createStanding(db);
  await createTradeDocument(db);
}

async function createInvoice(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "invoice", {
    columns: `id uuid not null default gen_random_uuid(),
      client_id uuid not null,
      client_version int not null,
      seller_version int not null,
      bank_account_id uuid,
      bank_account_version int,
      order_id uuid,
      kind text not null check (kind in ('deposit', 'balance', 'full', 'plan')),
      ${SERIES},
      reference text not null check (reference ~ '^RF[0-9]{2}[A-Z0-9]{1,21}$'),
      ${CURRENCY("currency")},
      ${MINOR("net_minor")}, ${MINOR("tax_minor")}, ${MINOR("total_minor", 1)},
      line_count int not null check (line_count between 1 and 200),
      ${CURRENCY("home_currency")},
      ${RATE("exchange_rate")},
      ${TEXT("exchange_source", 200)},
      exchange_on date,
      issued_on date not null,
      due_on date not null,
      seller jsonb not null,
      client jsonb not null,
      bank jsonb,
      tax_note jsonb,
      ${TEXT("fapiao_number", 60)},
      ${TEXT("note_en", 1000)}, ${TEXT("note_zh", 1000)},
      ${AUTHOR},
      check (total_minor = net_minor + tax_minor),
      check (due_on >= issued_on),
      constraint rate_with_its_source check (
        case when currency = home_currency then exchange_rate is null and exchange_source = '' and exchange_on is null
             else exchange_rate is not null and exchange_source <> '' and exchange_on is not null end),
      check ((bank is null) = (bank_account_id is null) and (bank is null) = (bank_account_version is null)),
      unique (tenant_id, reference),
      unique (tenant_id, id, currency),
      foreign key (tenant_id, client_id, client_version) references client_version (tenant_id, client_id, version),
      foreign key (tenant_id, seller_version) references seller_detail (tenant_id, version),
      foreign key (tenant_id, bank_account_id, currency) references bank_account (tenant_id, id, currency),
      foreign key (tenant_id, bank_account_id, bank_account_version)
        references bank_account_version (tenant_id, account_id, version)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index invoice_of_client on invoice (tenant_id, client_id, issued_on)`.execute(db);
  await sql`create index invoice_of_order on invoice (tenant_id, order_id) where order_id is not null`.execute(db);
  await tenantTable(db, "invoice_line", {
    columns: `invoice_id uuid not null,
      position int not null check (position > 0),
      ${TEXT("description_en", 500)}, ${TEXT("description_zh", 500)},
      quantity numeric not null check (quantity > 0 and quantity < 1e9),
      ${TEXT("unit", 40)},
      ${MINOR("unit_price_minor")},
      ${MINOR("net_minor")},
      tax_percent numeric not null check (tax_percent >= 0 and tax_percent < 100),
      ${MINOR("tax_minor")},
      check (description_en <> '' or description_zh <> ''),
      foreign key (tenant_id, invoice_id) references invoice (tenant_id, id)`,
    key: "invoice_id, position",
    access: "frozen",
  });
  await sql`create function check_invoice_sum() returns trigger language plpgsql as $$
    declare
      of_id uuid;
      stated record;
      entered record;
    begin
      if tg_table_name = 'invoice' then of_id := new.id; else of_id := new.invoice_id; end if;
      select i.line_count as n, i.net_minor as net, i.tax_minor as tax into stated
        from invoice i where i.tenant_id = new.tenant_id and i.id = of_id;
      select count(*) as n, coalesce(sum(l.net_minor), 0) as net, coalesce(sum(l.tax_minor), 0) as tax into entered
        from invoice_line l where l.tenant_id = new.tenant_id and l.invoice_id = of_id;
      if entered.n <> stated.n or entered.net <> stated.net or entered.tax <> stated.tax then
        raise exception 'invoice_sum' using errcode = 'TT005';
      end if;
      return null;
    end $$`.execute(db);
  for (const table of ["invoice", "invoice_line"]) {
    await sql`create constraint trigger adds_up after insert on ${sql.table(table)}
      deferrable initially deferred for each row execute function check_invoice_sum()`.execute(db);
  }
}

async function createCreditNote(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "credit_note", {
    columns: `id uuid not null default gen_random_uuid(),
      invoice_id uuid not null,
      ${SERIES},
      ${CURRENCY("currency")},
      ${MINOR("amount_minor", 1)}, ${MINOR("net_minor")}, ${MINOR("tax_minor")},
      ${NEEDED("reason", 1000)},
      issued_on date not null,
      ${AUTHOR},
      check (amount_minor = net_minor + tax_minor),
      foreign key (tenant_id, invoice_id, currency) references invoice (tenant_id, id, currency)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index credit_note_of_invoice on credit_note (tenant_id, invoice_id)`.execute(db);
  // Never more than was invoiced. Two at once wait for each other at the invoice's own lock.
  await sql`create function check_credit() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock(hashtextextended('credit:' || new.invoice_id, 0));
      if new.amount_minor + coalesce((select sum(c.amount_minor) from credit_note c
            where c.tenant_id = new.tenant_id and c.invoice_id = new.invoice_id), 0)
         > (select i.total_minor from invoice i where i.tenant_id = new.tenant_id and i.id = new.invoice_id) then
        raise exception 'credit_above_invoice' using errcode = 'TT005';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger within_invoice before insert on credit_note
    for each row execute function check_credit()`.execute(db);
}

/** No gap: a number follows the last one of its year or is the first. Whoever comes second at once is refused by the key. */
async function guardSeries(db: Kysely<unknown>): Promise<void> {
  for (const table of ["invoice", "credit_note"]) {
    await sql
      .raw(
        `create function next_of_${table}() returns trigger language plpgsql as $$
         begin
           if new.serial <> 1 + coalesce((select max(s.serial) from ${table} s
                where s.tenant_id = new.tenant_id and s.fiscal_year = new.fiscal_year), 0)
              or new.number not like '%-' || new.fiscal_year || '-' || lpad(new.serial::text, greatest(6, length(new.serial::text)), '0') then
             raise exception 'gap_in_series' using errcode = 'TT005';
           end if;
           return new;
         end $$`,
      )
      .execute(db);
    await sql
      .raw(`create trigger next_in_series before insert on ${table} for each row execute function next_of_${table}()`)
      .execute(db);
  }
}

/** What a provider or a bank reported, in the currency of its invoice; taken back by further rows. */
async function createPayment(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "payment", {
    columns: `id uuid not null default gen_random_uuid(),
      invoice_id uuid not null,
      provider text not null check (provider in ('offline', 'stripe')),
      provider_account text not null default '' check (char_length(provider_account) <= 200),
      provider_ref text not null check (btrim(provider_ref) <> '' and char_length(provider_ref) <= 200),
      ${CURRENCY("currency")},
      ${MINOR("amount_minor", 1)}, ${MINOR("fee_minor")},
      received_on date not null,
      ${CURRENCY("home_currency")},
      ${RATE("exchange_rate")},
      ${TEXT("exchange_source", 200)},
      ${AUTHOR},
      unique (tenant_id, provider, provider_account, provider_ref),
      foreign key (tenant_id, invoice_id, currency) references invoice (tenant_id, id, currency)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index payment_of_invoice on payment (tenant_id, invoice_id)`.execute(db);
  await tenantTable(db, "payment_reversal", {
    columns: `payment_id uuid not null,
      ${NEEDED("reason", 1000)},
      ${AUTHOR},
      foreign key (tenant_id, payment_id) references payment (tenant_id, id)`,
    key: "payment_id",
    access: "frozen",
  });
  await tenantTable(db, "refund", {
    columns: `id uuid not null default gen_random_uuid(),
      payment_id uuid not null,
      ${MINOR("amount_minor", 1)},
      provider_ref text not null check (btrim(provider_ref) <> '' and char_length(provider_ref) <= 200),
      ${NEEDED("reason", 1000)},
      ${AUTHOR},
      unique (tenant_id, payment_id, provider_ref),
      foreign key (tenant_id, payment_id) references payment (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
}

/** Where an invoice stands: what is owed is what was invoiced less credits, what is paid is what came in and stayed. */
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

/** The file of an invoice, credit note or quote, made once: whoever asks again gets these bytes. */
async function createTradeDocument(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "trade_document", {
    columns: `kind text not null check (kind in ('quote', 'invoice', 'credit_note')),
      subject_id uuid not null,
      sha256 text not null check (sha256 = encode(sha256(pdf), 'hex')),
      pdf bytea not null check (length(pdf) between 1 and 20000000),
      ${AUTHOR}`,
    key: "kind, subject_id",
    access: "frozen",
  });
}
