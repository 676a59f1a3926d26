import { type Kysely, sql } from "kysely";
import { BY, currency, minor, neededTrimmed, rate, trimmed } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

const SERIES = `fiscal_year int not null check (fiscal_year between 2000 and 9999),
  serial int not null check (serial > 0),
  number text not null check (number ~ '^[A-Z][A-Z0-9]{0,7}-[0-9]{4}-[0-9]{6,}$'),
  unique (tenant_id, fiscal_year, serial),
  unique (tenant_id, number)`;

/**
 * Invoices and credit notes. A series is its own counter: nothing is ever removed from it, and the next number has to
 * follow the last one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createInvoice(db);
  await createLine(db);
  await createCreditNote(db);
  await guardSeries(db);
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
      ${currency()},
      ${minor("net_minor")}, ${minor("tax_minor")}, ${minor("total_minor", 1)},
      line_count int not null check (line_count between 1 and 200),
      ${currency("home_currency")},
      ${rate("exchange_rate")},
      ${trimmed("exchange_source", 200)},
      exchange_on date,
      issued_on date not null,
      due_on date not null,
      seller jsonb not null,
      client jsonb not null,
      bank jsonb,
      tax_note jsonb,
      ${trimmed("fapiao_number", 60)},
      ${trimmed("buyer_reference", 100)},
      period_from date,
      period_to date,
      ${trimmed("note_en", 1000)}, ${trimmed("note_zh", 1000)},
      ${BY},
      check (total_minor = net_minor + tax_minor),
      check (due_on >= issued_on),
      check ((period_from is null) = (period_to is null) and period_to >= period_from),
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
        references bank_account_version (tenant_id, account_id, version),
      foreign key (tenant_id, order_id) references trade_order (tenant_id, id)`,
    key: "id",
    access: "frozen",
    isBook: true,
  });
  await sql`create index invoice_by_day on invoice (tenant_id, issued_on)`.execute(db);
  await sql`create index invoice_of_client on invoice (tenant_id, client_id, issued_on)`.execute(db);
  await sql`create index invoice_of_order on invoice (tenant_id, order_id) where order_id is not null`.execute(db);
}

/** Lines add up to the total of their invoice. Rows that its role can't see are refused. */
async function createLine(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "invoice_line", {
    columns: `invoice_id uuid not null,
      position int not null check (position > 0),
      -- Null for lines with a description of their own, and for deposits and balances of an order.
      service_id uuid,
      ${trimmed("description_en", 500)}, ${trimmed("description_zh", 500)},
      quantity numeric not null check (quantity > 0 and quantity < 1e9),
      ${trimmed("unit", 40)},
      ${minor("unit_price_minor")},
      ${minor("net_minor")},
      tax_percent numeric not null check (tax_percent >= 0 and tax_percent < 100),
      ${minor("tax_minor")},
      check (description_en <> '' or description_zh <> ''),
      foreign key (tenant_id, service_id) references service (tenant_id, id),
      foreign key (tenant_id, invoice_id) references invoice (tenant_id, id)`,
    key: "invoice_id, position",
    access: "frozen",
    isBook: true,
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
      if entered.n is distinct from stated.n or entered.net is distinct from stated.net
        or entered.tax is distinct from stated.tax then
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
      ${currency()},
      ${minor("amount_minor", 1)}, ${minor("net_minor")}, ${minor("tax_minor")},
      ${neededTrimmed("reason", 1000)},
      issued_on date not null,
      -- As on the invoice. Empty on credit notes from before they were printed.
      ${trimmed("buyer_reference", 100)},
      period_from date,
      period_to date,
      ${BY},
      check ((period_from is null) = (period_to is null) and period_to >= period_from),
      check (amount_minor = net_minor + tax_minor),
      foreign key (tenant_id, invoice_id, currency) references invoice (tenant_id, id, currency)`,
    key: "id",
    access: "frozen",
    isBook: true,
  });
  await sql`create index credit_note_of_invoice on credit_note (tenant_id, invoice_id)`.execute(db);
  // Never more than was invoiced. Two concurrent credits wait for each other with the lock of the invoice.
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

/**
 * Numbers have no gaps: a number follows the last one of its year or is the first. Of two concurrent numbers, the key
 * refuses the second.
 */
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

/**
 * The file of an invoice, credit note or quote, created once: later downloads get the same bytes. Invoices and credit notes
 * have a second edition with the data of Factur-X inside.
 */
async function createTradeDocument(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "trade_document", {
    columns: `kind text not null check (kind in ('quote', 'invoice', 'credit_note')),
      subject_id uuid not null,
      edition text not null default 'printed' check (edition = 'printed' or (edition = 'factur_x' and kind <> 'quote')),
      sha256 text not null check (sha256 = encode(sha256(pdf), 'hex')),
      pdf bytea not null check (length(pdf) between 1 and 20000000),
      ${BY}`,
    key: "kind, subject_id, edition",
    access: "frozen",
    isBook: true,
  });
}
