import { type Kysely, sql } from "kysely";
import { BY, currency, minor, needed, text } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

/**
 * Receipts that a person books from a bank statement. The person who booked an amount above the seller's limit can't
 * confirm it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createStatements(db);
  await createReceipts(db);
  await guardReceipts(db);
}

/** Lines of bank statements. The same line in two files is one line, and can be used for one payment only. */
async function createStatements(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "bank_statement_draft", {
    columns: `id uuid not null default gen_random_uuid(),
      name text not null check (char_length(name) between 1 and 200),
      content jsonb not null check (octet_length(content::text) <= 16000000),
      ${BY}`,
    key: "id",
    access: "editable",
  });
  // How the files of one bank are read, by the fingerprint of their headings, in numbered versions.
  await tenantTable(db, "bank_mapping", {
    columns: `layout text not null check (layout ~ '^[0-9a-f]{64}$'),
      version int not null check (version > 0),
      mapping jsonb not null,
      ${BY}`,
    key: "layout, version",
    access: "frozen",
  });
  await tenantTable(db, "bank_statement", {
    columns: `id uuid not null default gen_random_uuid(),
      name text not null check (char_length(name) between 1 and 200),
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      line_count int not null check (line_count >= 0),
      new_count int not null check (new_count between 0 and line_count),
      ${BY},
      unique (tenant_id, sha256)`,
    key: "id",
    access: "frozen",
    isBook: true,
  });
  await tenantTable(db, "bank_line", {
    columns: `id uuid not null default gen_random_uuid(),
      statement_id uuid not null,
      line_key text not null check (line_key ~ '^[0-9a-f]{64}$'),
      booked_on date not null,
      ${currency()},
      amount_minor bigint not null check (amount_minor <> 0 and abs(amount_minor) <= 999999999999999),
      ${text("payer", 300)}, ${text("note", 1000)}, ${text("bank_reference", 200)},
      ${BY},
      unique (tenant_id, line_key),
      foreign key (tenant_id, statement_id) references bank_statement (tenant_id, id)`,
    key: "id",
    access: "frozen",
    isBook: true,
  });
  await sql`create index bank_line_by_day on bank_line (tenant_id, booked_on, id)`.execute(db);
}

async function createReceipts(db: Kysely<unknown>): Promise<void> {
  // Amounts that may be written off as a difference, for each currency, in numbered versions.
  await tenantTable(db, "receipt_tolerance", {
    columns: `${currency()},
      version int not null check (version > 0),
      ${minor("tolerance_minor")},
      ${BY}`,
    key: "version",
    access: "frozen",
  });
  await tenantTable(db, "receipt", {
    columns: `id uuid not null default gen_random_uuid(),
      invoice_id uuid not null,
      bank_line_id uuid,
      received_on date not null,
      ${currency()},
      ${minor("arrived_minor", 1)}, ${minor("bank_fee_minor")},
      ${needed("payer", 300)}, ${needed("bank_reference", 200)},
      ${currency("invoice_currency")},
      ${minor("settles_minor", 1)}, ${minor("settles_fee_minor")},
      settlement_rate numeric check (settlement_rate > 0 and settlement_rate < 1e9),
      ${text("settlement_source", 200)},
      exchange_rate numeric check (exchange_rate > 0 and exchange_rate < 1e9),
      ${text("exchange_source", 200)},
      check ((exchange_rate is null) = (exchange_source = '')),
      needs_confirmation boolean not null,
      person_id text not null,
      ${BY},
      check (settles_fee_minor < settles_minor),
      constraint rate_where_currencies_differ check (
        case when currency = invoice_currency
             then settlement_rate is null and settlement_source = '' and settles_minor = arrived_minor + bank_fee_minor
                  and settles_fee_minor = bank_fee_minor
             else settlement_rate is not null and btrim(settlement_source) <> '' end),
      unique (tenant_id, id, person_id),
      foreign key (tenant_id, bank_line_id) references bank_line (tenant_id, id),
      foreign key (tenant_id, invoice_id, invoice_currency) references invoice (tenant_id, id, currency)`,
    key: "id",
    access: "frozen",
    isBook: true,
  });
  await sql`create index receipt_of_line on receipt (tenant_id, bank_line_id)`.execute(db);
  await sql`create index receipt_of_invoice on receipt (tenant_id, invoice_id)`.execute(db);
  await tenantTable(db, "receipt_end", {
    columns: `receipt_id uuid not null,
      state text not null check (state in ('confirmed', 'declined', 'taken_back')),
      ${text("note", 1000)},
      author_person_id text not null,
      person_id text not null,
      ${BY},
      constraint confirmed_by_another check ((state = 'taken_back') = (person_id = author_person_id)),
      check (state <> 'declined' or btrim(note) <> ''),
      foreign key (tenant_id, receipt_id, author_person_id) references receipt (tenant_id, id, person_id)`,
    key: "receipt_id",
    access: "frozen",
    isBook: true,
  });
  // A line that pays no invoice, such as interest.
  await tenantTable(db, "bank_line_dismissal", {
    columns: `bank_line_id uuid not null, ${needed("reason", 1000)}, ${BY},
      foreign key (tenant_id, bank_line_id) references bank_line (tenant_id, id)`,
    key: "bank_line_id",
    access: "frozen",
  });
}

/** Above the seller's limit, which is in the home currency, at the exchange rate of the invoice. */
async function guardReceipts(db: Kysely<unknown>): Promise<void> {
  await sql`create function minor_digits(code text) returns int language sql immutable as $$
    select case
      when code in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF',
        'XPF') then 0
      when code in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 3
      when code = 'CLF' then 4
      else 2 end $$`.execute(db);
  await sql`create function guard_receipt() returns trigger language plpgsql as $$
    declare i invoice;
    begin
      select * into i from invoice t where t.tenant_id = new.tenant_id and t.id = new.invoice_id;
      new.needs_confirmation := is_above_limit(new.tenant_id, new.settles_minor * coalesce(i.exchange_rate, 1)
        * power(10::numeric, minor_digits(i.home_currency) - minor_digits(i.currency)));
      if new.bank_line_id is not null and not exists (
        select 1 from bank_line b where b.tenant_id = new.tenant_id and b.id = new.bank_line_id
          and b.currency = new.currency and b.amount_minor = new.arrived_minor and b.booked_on = new.received_on) then
        raise exception 'line_differs' using errcode = 'TT004';
      end if;
      if exists (select 1 from bank_line_dismissal d
                 where d.tenant_id = new.tenant_id and d.bank_line_id = new.bank_line_id) then
        raise exception 'line_settled' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on receipt for each row execute function guard_receipt()`.execute(db);
}
