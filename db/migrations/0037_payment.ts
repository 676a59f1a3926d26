import { type Kysely, sql } from "kysely";
import { admitSystem, tenantTable } from "./tenant-table.ts";

const NEEDED = (name: string, most: number) =>
  `${name} text not null check (btrim(${name}) <> '' and char_length(${name}) <= ${most})`;
const TEXT = (name: string, most: number) => `${name} text not null default '' check (char_length(${name}) <= ${most})`;
const MINOR = (name: string, least = 0) =>
  `${name} bigint not null check (${name} between ${least} and 999999999999999)`;
const CURRENCY = (name: string) => `${name} text not null check (${name} ~ '^[A-Z]{3}$')`;
const BY = `created_by text not null, created_at timestamptz not null default clock_timestamp()`;
const REF = (name: string) => `${name} text not null check (${name} ~ '^[A-Za-z0-9_:.-]{1,200}$')`;
const ACCOUNT = `provider text not null check (provider = 'stripe'),
  provider_account text not null check (provider_account ~ '^acct_[A-Za-z0-9]{1,100}$')`;

/**
 * How money is reported and by whom: a provider's events, counted once and kept for good; pages to pay on; what a person
 * books from a bank's statement. Who booked an amount above the seller's limit is never who confirms it, and no payment
 * stands without the receipt or the event that brought it, whatever code writes it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createEvents(db);
  await createAccounts(db);
  await createCheckout(db);
  await createStatements(db);
  await createReceipts(db);
  await widenPayments(db);
  await createRefunds(db);
  await createTasks(db);
  await requireBilling(db);
}

/** Belongs to no tenant yet: whose event it is follows from its account. Kept for good. */
async function createEvents(db: Kysely<unknown>): Promise<void> {
  await sql`create table payment_event (
    provider text not null check (provider = 'stripe'),
    account text not null default '' check (char_length(account) <= 200),
    event_id text not null check (char_length(event_id) between 1 and 210),
    type text not null check (char_length(type) <= 100),
    created timestamptz not null,
    livemode boolean not null,
    payload text not null,
    -- What it speaks of, for events that came before what they need.
    payment_ref text not null default '' check (char_length(payment_ref) <= 200),
    received_at timestamptz not null default clock_timestamp(),
    processed_at timestamptz,
    attempts int not null default 1 check (attempts > 0),
    error text not null default '' check (char_length(error) <= 200),
    state text not null check (state in ('processed', 'ignored', 'parked')),
    check ((state = 'parked') = (processed_at is null)),
    primary key (provider, account, event_id))`.execute(db);
  await sql`create index payment_event_parked on payment_event (provider, account, payment_ref)
    where state = 'parked'`.execute(db);
  await sql`grant select, insert, update (state, processed_at, attempts, error) on payment_event to app_system`.execute(
    db,
  );
  await sql`create table payment_sync (
    provider text not null,
    account text not null default '',
    listed_until timestamptz not null,
    primary key (provider, account))`.execute(db);
  await sql`grant select, insert, update (listed_until) on payment_sync to app_system`.execute(db);
}

async function createAccounts(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "provider_account", {
    columns: `${ACCOUNT}, country text not null check (country ~ '^[A-Z]{2}$'), ${BY}`,
    key: "provider, provider_account",
    access: "frozen",
  });
  await sql`create unique index provider_account_once on provider_account (provider, provider_account)`.execute(db);
  await admitSystem(db, "provider_account", "select");
  // What the provider said of it, and when: selling is on by its word alone.
  await tenantTable(db, "provider_account_step", {
    columns: `${ACCOUNT},
      ${REF("source_ref")},
      stated_at timestamptz not null,
      charges_enabled boolean not null,
      details_submitted boolean not null,
      is_connected boolean not null,
      wallets text not null default '' check (char_length(wallets) <= 2000),
      ${BY},
      check (is_connected or not charges_enabled),
      foreign key (tenant_id, provider, provider_account) references provider_account (tenant_id, provider, provider_account)`,
    key: "provider, provider_account, source_ref",
    access: "frozen",
  });
  // Of two things said in one second the worse one holds.
  await sql`create view provider_account_state with (security_invoker = true) as
    select distinct on (a.tenant_id, a.provider, a.provider_account)
      a.tenant_id, a.provider, a.provider_account, a.country, a.created_at,
      coalesce(s.charges_enabled, false) as charges_enabled, coalesce(s.details_submitted, false) as details_submitted,
      coalesce(s.is_connected, true) as is_connected, coalesce(s.wallets, '') as wallets
    from provider_account a left join provider_account_step s on s.tenant_id = a.tenant_id and s.provider = a.provider
      and s.provider_account = a.provider_account
    order by a.tenant_id, a.provider, a.provider_account, s.stated_at desc nulls last, s.is_connected, s.charges_enabled,
      s.source_ref`.execute(db);
  await sql`grant select on provider_account_state to app_tenant`.execute(db);
}

/** A page to pay on. It is there before the provider is asked: its id is the key under which it is asked. */
async function createCheckout(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "checkout", {
    columns: `id uuid not null default gen_random_uuid(),
      invoice_id uuid not null,
      ${ACCOUNT},
      ${CURRENCY("currency")},
      ${MINOR("amount_minor", 1)}, ${MINOR("application_fee_minor")},
      locale text not null check (locale in ('en', 'zh')),
      return_path text not null check (return_path ~ '^/' and char_length(return_path) <= 500),
      expires_at timestamptz not null,
      ${BY},
      check (application_fee_minor < amount_minor),
      foreign key (tenant_id, invoice_id, currency) references invoice (tenant_id, id, currency),
      foreign key (tenant_id, provider, provider_account) references provider_account (tenant_id, provider, provider_account)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index checkout_of_invoice on checkout (tenant_id, invoice_id)`.execute(db);
  await tenantTable(db, "checkout_page", {
    columns: `checkout_id uuid not null,
      ${REF("provider_ref")},
      url text not null check (url ~ '^https?://' and char_length(url) <= 5000),
      ${BY},
      unique (tenant_id, provider_ref),
      foreign key (tenant_id, checkout_id) references checkout (tenant_id, id)`,
    key: "checkout_id",
    access: "frozen",
  });
  await tenantTable(db, "checkout_step", {
    columns: `checkout_id uuid not null,
      state text not null check (state in ('pending', 'expired', 'failed', 'paid')),
      ${BY},
      foreign key (tenant_id, checkout_id) references checkout (tenant_id, id)`,
    key: "checkout_id, state",
    access: "frozen",
  });
  // Whatever came first: paid is paid, and a page that ended is not pending.
  await sql`create view checkout_state with (security_invoker = true) as
    select c.tenant_id, c.id as checkout_id, coalesce((
      select s.state from checkout_step s where s.tenant_id = c.tenant_id and s.checkout_id = c.id
      order by array_position(array['paid', 'failed', 'expired', 'pending'], s.state) limit 1), 'open') as state
    from checkout c`.execute(db);
  await sql`grant select on checkout_state to app_tenant`.execute(db);
}

/** Lines of a bank's statement. The same line of two files is one line, and it settles once. */
async function createStatements(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "bank_statement_draft", {
    columns: `id uuid not null default gen_random_uuid(),
      name text not null check (char_length(name) between 1 and 200),
      content text not null check (char_length(content) <= 2000000),
      ${BY}`,
    key: "id",
    access: "editable",
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
  });
  await tenantTable(db, "bank_line", {
    columns: `id uuid not null default gen_random_uuid(),
      statement_id uuid not null,
      line_key text not null check (line_key ~ '^[0-9a-f]{64}$'),
      booked_on date not null,
      ${CURRENCY("currency")},
      amount_minor bigint not null check (amount_minor <> 0 and abs(amount_minor) <= 999999999999999),
      ${TEXT("payer", 300)}, ${TEXT("note", 1000)}, ${TEXT("bank_reference", 200)},
      ${BY},
      unique (tenant_id, line_key),
      foreign key (tenant_id, statement_id) references bank_statement (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index bank_line_by_day on bank_line (tenant_id, booked_on, id)`.execute(db);
}

async function createReceipts(db: Kysely<unknown>): Promise<void> {
  // What may be booked away as a difference: an amount of each currency, by statements that are numbered.
  await tenantTable(db, "receipt_tolerance", {
    columns: `${CURRENCY("currency")},
      version int not null check (version > 0),
      ${MINOR("tolerance_minor")},
      ${BY}`,
    key: "currency, version",
    access: "frozen",
  });
  await tenantTable(db, "receipt", {
    columns: `id uuid not null default gen_random_uuid(),
      invoice_id uuid not null,
      bank_line_id uuid,
      received_on date not null,
      ${CURRENCY("currency")},
      ${MINOR("arrived_minor", 1)}, ${MINOR("bank_fee_minor")},
      ${NEEDED("payer", 300)}, ${NEEDED("bank_reference", 200)},
      ${CURRENCY("invoice_currency")},
      ${MINOR("settles_minor", 1)}, ${MINOR("settles_fee_minor")},
      settlement_rate numeric check (settlement_rate > 0 and settlement_rate < 1e9),
      ${TEXT("settlement_source", 200)},
      exchange_rate numeric check (exchange_rate > 0 and exchange_rate < 1e9),
      ${TEXT("exchange_source", 200)},
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
      unique (tenant_id, bank_line_id),
      unique (tenant_id, id, person_id),
      unique (tenant_id, invoice_id, bank_reference, received_on, arrived_minor),
      foreign key (tenant_id, bank_line_id) references bank_line (tenant_id, id),
      foreign key (tenant_id, invoice_id, invoice_currency) references invoice (tenant_id, id, currency)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index receipt_of_invoice on receipt (tenant_id, invoice_id)`.execute(db);
  await tenantTable(db, "receipt_end", {
    columns: `receipt_id uuid not null,
      state text not null check (state in ('confirmed', 'declined', 'taken_back')),
      ${TEXT("note", 1000)},
      author_person_id text not null,
      person_id text not null,
      ${BY},
      constraint confirmed_by_another check ((state = 'taken_back') = (person_id = author_person_id)),
      check (state <> 'declined' or btrim(note) <> ''),
      foreign key (tenant_id, receipt_id, author_person_id) references receipt (tenant_id, id, person_id)`,
    key: "receipt_id",
    access: "frozen",
  });
  // A line that is nobody's payment of an invoice, such as interest.
  await tenantTable(db, "bank_line_dismissal", {
    columns: `bank_line_id uuid not null, ${NEEDED("reason", 1000)}, ${BY},
      foreign key (tenant_id, bank_line_id) references bank_line (tenant_id, id)`,
    key: "bank_line_id",
    access: "frozen",
  });
  await guardReceipts(db);
}

/** Above the seller's limit, which is stated in the home currency, at the rate of the invoice itself. */
async function guardReceipts(db: Kysely<unknown>): Promise<void> {
  await sql`create function minor_digits(code text) returns int language sql immutable as $$
    select case
      when code in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF',
        'XPF') then 0
      when code in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 3
      when code = 'CLF' then 4
      else 2 end $$`.execute(db);
  await sql`create function guard_receipt() returns trigger language plpgsql as $$
    declare i invoice; most bigint;
    begin
      select * into i from invoice t where t.tenant_id = new.tenant_id and t.id = new.invoice_id;
      select d.confirm_above_minor into most from seller_detail d
        where d.tenant_id = new.tenant_id order by d.version desc limit 1;
      new.needs_confirmation := most is not null and
        new.settles_minor * coalesce(i.exchange_rate, 1)
          * power(10::numeric, minor_digits(i.home_currency) - minor_digits(i.currency)) > most;
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
  await sql`create function guard_line_dismissal() returns trigger language plpgsql as $$
    begin
      if exists (select 1 from receipt r where r.tenant_id = new.tenant_id and r.bank_line_id = new.bank_line_id) then
        raise exception 'line_settled' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on bank_line_dismissal
    for each row execute function guard_line_dismissal()`.execute(db);
}

/**
 * A payment is what a receipt or a provider's event says, or a difference that a person books away. None is written
 * without them: the receipt confirmed where it has to be, the difference within the tolerance and no more than is open.
 */
async function widenPayments(db: Kysely<unknown>): Promise<void> {
  await sql`alter table payment
    add column kind text not null default 'received' check (kind in ('received', 'difference')),
    add column receipt_id uuid,
    add column reason text not null default '' check (char_length(reason) <= 1000),
    add constraint by_a_receipt check (
      case when provider = 'stripe' then kind = 'received' and receipt_id is null and created_by like 'provider:%'
           when kind = 'received' then receipt_id is not null and created_by not like 'provider:%'
           else receipt_id is null and btrim(reason) <> '' and fee_minor = amount_minor
             and created_by not like 'provider:%' end),
    add constraint payment_of_receipt unique (tenant_id, receipt_id),
    add foreign key (tenant_id, receipt_id) references receipt (tenant_id, id)`.execute(db);
  await sql`create function guard_payment() returns trigger language plpgsql as $$
    declare s invoice_standing; most bigint;
    begin
      perform pg_advisory_xact_lock(hashtextextended('settle:' || new.invoice_id::text, 0));
      if new.receipt_id is not null and not exists (
        select 1 from receipt r left join receipt_end e on e.tenant_id = r.tenant_id and e.receipt_id = r.id
        where r.tenant_id = new.tenant_id and r.id = new.receipt_id and r.invoice_id = new.invoice_id
          and r.settles_minor = new.amount_minor and r.settles_fee_minor = new.fee_minor
          and r.received_on = new.received_on
          and case when r.needs_confirmation then e.state = 'confirmed' else e.state is null end) then
        raise exception 'receipt_not_confirmed' using errcode = 'TT003';
      end if;
      if new.kind = 'difference' then
        select t.tolerance_minor into most from receipt_tolerance t
          where t.tenant_id = new.tenant_id and t.currency = new.currency order by t.version desc limit 1;
        select * into s from invoice_standing t where t.tenant_id = new.tenant_id and t.invoice_id = new.invoice_id;
        if new.amount_minor > coalesce(most, 0)
           or new.amount_minor <> s.owed_minor - s.paid_minor + s.refunded_minor or s.paid_minor = 0 then
          raise exception 'above_tolerance' using errcode = 'TT004';
        end if;
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on payment for each row execute function guard_payment()`.execute(db);
  // The provider's own fee, in the currency in which it was taken, once it says so.
  await tenantTable(db, "payment_fee", {
    columns: `payment_id uuid not null,
      ${REF("provider_ref")}, ${CURRENCY("currency")}, ${MINOR("fee_minor")}, ${BY},
      foreign key (tenant_id, payment_id) references payment (tenant_id, id)`,
    key: "payment_id",
    access: "frozen",
  });
}

/** Money that left again. Never more than came in, and never by a statement about a report. */
async function createRefunds(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "refund_request", {
    columns: `id uuid not null default gen_random_uuid(),
      payment_id uuid not null,
      credit_note_id uuid,
      ${MINOR("amount_minor", 1)},
      ${NEEDED("reason", 1000)},
      ${BY},
      foreign key (tenant_id, payment_id) references payment (tenant_id, id),
      foreign key (tenant_id, credit_note_id) references credit_note (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await tenantTable(db, "refund_failure", {
    columns: `refund_request_id uuid not null, ${NEEDED("detail", 500)}, ${BY},
      foreign key (tenant_id, refund_request_id) references refund_request (tenant_id, id)`,
    key: "refund_request_id",
    access: "frozen",
  });
  await sql`alter table refund
    add column kind text not null default 'refund' check (kind in ('refund', 'difference', 'dispute')),
    add column refunded_on date not null default ((now() at time zone 'UTC')::date),
    add column refund_request_id uuid,
    add foreign key (tenant_id, refund_request_id) references refund_request (tenant_id, id)`.execute(db);
  await sql`create function guard_refund() returns trigger language plpgsql as $$
    declare p payment; most bigint;
    begin
      select * into p from payment t where t.tenant_id = new.tenant_id and t.id = new.payment_id;
      perform pg_advisory_xact_lock(hashtextextended('settle:' || p.invoice_id::text, 0));
      if exists (select 1 from payment_reversal r where r.tenant_id = new.tenant_id and r.payment_id = new.payment_id)
         or new.amount_minor + coalesce((select sum(r.amount_minor) from refund r
              where r.tenant_id = new.tenant_id and r.payment_id = new.payment_id), 0) > p.amount_minor then
        raise exception 'refund_above_payment' using errcode = 'TT004';
      end if;
      if new.kind = 'difference' then
        select t.tolerance_minor into most from receipt_tolerance t
          where t.tenant_id = new.tenant_id and t.currency = p.currency order by t.version desc limit 1;
        if new.amount_minor > coalesce(most, 0) then
          raise exception 'above_tolerance' using errcode = 'TT004';
        end if;
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on refund for each row execute function guard_refund()`.execute(db);
  await sql`create function guard_payment_reversal() returns trigger language plpgsql as $$
    begin
      if exists (select 1 from refund r where r.tenant_id = new.tenant_id and r.payment_id = new.payment_id) then
        raise exception 'payment_refunded' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on payment_reversal
    for each row execute function guard_payment_reversal()`.execute(db);
  await tenantTable(db, "dispute", {
    columns: `id uuid not null default gen_random_uuid(),
      payment_id uuid not null,
      ${REF("provider_ref")}, ${CURRENCY("currency")}, ${MINOR("amount_minor", 1)},
      ${TEXT("reason", 200)}, ${BY},
      unique (tenant_id, provider_ref),
      foreign key (tenant_id, payment_id) references payment (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await tenantTable(db, "dispute_step", {
    columns: `dispute_id uuid not null,
      state text not null check (state in ('warning', 'closed', 'open', 'lost', 'won')), ${BY},
      foreign key (tenant_id, dispute_id) references dispute (tenant_id, id)`,
    key: "dispute_id, state",
    access: "frozen",
  });
  await sql`create view dispute_state with (security_invoker = true) as
    select d.tenant_id, d.id as dispute_id, (
      select s.state from dispute_step s where s.tenant_id = d.tenant_id and s.dispute_id = d.id
      order by array_position(array['won', 'lost', 'open', 'closed', 'warning'], s.state) limit 1) as state
    from dispute d`.execute(db);
  await sql`grant select on dispute_state to app_tenant`.execute(db);
}

/** What only a person can settle: one row a matter, ended once, with a reason. */
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
      ${NEEDED("reason", 1000)}, ${BY},
      foreign key (tenant_id, task_id) references payment_task (tenant_id, id)`,
    key: "task_id",
    access: "frozen",
  });
}

/** Looked up, not told: the person behind the author, who answers for money in the whole workspace. */
async function requireBilling(db: Kysely<unknown>): Promise<void> {
  await sql`create function require_billing() returns trigger language plpgsql as $$
    declare person text;
    begin
      person := (select a.person_id from author a where a.id = new.created_by);
      if not exists (select 1 from membership m where m.tenant_id = new.tenant_id and m.user_id = person
                     and m.organization_id is null and m.role in ('owner', 'billing')) then
        raise exception 'not_billing' using errcode = 'TT003';
      end if;
      if tg_argv[0] = 'names' then new.person_id := person; end if;
      return new;
    end $$`.execute(db);
  for (const table of ["receipt", "receipt_end"]) {
    await sql`create trigger billing before insert on ${sql.table(table)}
      for each row execute function require_billing('names')`.execute(db);
  }
  const acts = ["payment_reversal", "refund_request", "receipt_tolerance", "bank_line_dismissal", "payment_task_end"];
  for (const table of acts) {
    await sql`create trigger billing before insert on ${sql.table(table)}
      for each row execute function require_billing()`.execute(db);
  }
  await sql`create function require_billing_unless_provider() returns trigger language plpgsql as $$
    begin
      if new.created_by not like 'provider:%' and not exists (
        select 1 from membership m join author a on a.person_id = m.user_id
        where a.id = new.created_by and m.tenant_id = new.tenant_id and m.organization_id is null
          and m.role in ('owner', 'billing')) then
        raise exception 'not_billing' using errcode = 'TT003';
      end if;
      return new;
    end $$`.execute(db);
  for (const table of ["payment", "refund"]) {
    await sql`create trigger billing before insert on ${sql.table(table)}
      for each row execute function require_billing_unless_provider()`.execute(db);
  }
}
