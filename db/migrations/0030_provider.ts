import { type Kysely, sql } from "kysely";
import { BY, currency, minor, reference } from "./columns.ts";
import { admitSystem, tenantTable } from "./tenant-table.ts";

const ACCOUNT = `provider text not null check (provider = 'stripe'),
  provider_account text not null check (provider_account ~ '^acct_[A-Za-z0-9]{1,100}$')`;

/** Data of a payment provider: its events, counted once and kept permanently; its accounts; and payment pages. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createEvents(db);
  await createAccounts(db);
  await createCheckout(db);
}

/** Belongs to no tenant yet: the account identifies its owner. Kept permanently. */
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
  // The provider's reports about an account, with their time: only they enable selling.
  await tenantTable(db, "provider_account_step", {
    columns: `${ACCOUNT},
      ${reference("source_ref")},
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
  // Of two reports in the same second, the worse one counts.
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

/** A payment page. The row exists before the provider is called: its id is the idempotency key of the call. */
async function createCheckout(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "checkout", {
    columns: `id uuid not null default gen_random_uuid(),
      invoice_id uuid not null,
      ${ACCOUNT},
      ${currency()},
      ${minor("amount_minor", 1)}, ${minor("application_fee_minor")},
      locale text not null check (locale ~ '^[a-z]{2}(-[A-Za-z]{2,4})?$'),
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
      ${reference("provider_ref")},
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
  // In any order of events: paid stays paid, and an ended page is not pending.
  await sql`create view checkout_state with (security_invoker = true) as
    select c.tenant_id, c.id as checkout_id, coalesce((
      select s.state from checkout_step s where s.tenant_id = c.tenant_id and s.checkout_id = c.id
      order by array_position(array['paid', 'failed', 'expired', 'pending'], s.state) limit 1), 'open') as state
    from checkout c`.execute(db);
  await sql`grant select on checkout_state to app_tenant`.execute(db);
}
