import { type Kysely, sql } from "kysely";
import { BY, currency, minor, reference } from "./columns.ts";
import { admitSystem, tenantTable } from "./tenant-table.ts";

const PLAN = `plan text not null check (plan in ('company', 'consultancy'))`;
const PERCENT = (name: string) => `${name} numeric check (${name} >= 0 and ${name} < 100)`;
const EXCHANGE = `exchange_rate numeric check (exchange_rate > 0 and exchange_rate < 1e9),
  exchange_source text not null default '' check (char_length(exchange_source) <= 200),
  exchange_on date,
  check ((exchange_rate is null) = (exchange_source = '') and (exchange_rate is null) = (exchange_on is null))`;
const OF_ORDER = `foreign key (tenant_id, order_id) references plan_order (tenant_id, id)`;

/**
 * Sales of plans. All rows belong to the operator's tenant, which sells them: prices, orders and payments. A buying
 * tenant is named by its id, and gets its entitlement only for what was paid.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createPrices(db);
  await createBuyers(db);
  await createOrder(db);
  await createStep(db);
  await createSubscription(db);
  await createPeriod(db);
  await createGrant(db);
}

/** Numbered versions; the newest applies, and a version without an amount ends the sale of a plan. */
async function createPrices(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "plan_price", {
    columns: `${PLAN}, ${currency()},
      version int not null check (version > 0),
      -- For a year, without tax.
      amount_minor bigint check (amount_minor between 1 and 999999999999999),
      ${EXCHANGE}, ${BY},
      unique (tenant_id, plan, currency, version)`,
    key: "version",
    access: "frozen",
  });
  // Tax notes for invoices of plans, each with its tax percentage; a note without one is not used.
  await tenantTable(db, "plan_tax", {
    columns: `tax_rule_id text not null check (tax_rule_id ~ '^[a-z0-9-]{1,60}$'),
      version int not null check (version > 0),
      ${PERCENT("tax_percent")}, ${BY}`,
    key: "tax_rule_id, version",
    access: "frozen",
  });
}

/** The tenant's client record at the operator, and its customer ids at the provider: one for each currency. */
async function createBuyers(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "plan_buyer", {
    columns: `buyer_tenant_id uuid not null references tenant (id),
      client_id uuid not null,
      ${BY},
      check (buyer_tenant_id <> tenant_id),
      unique (tenant_id, client_id),
      unique (tenant_id, buyer_tenant_id, client_id),
      foreign key (tenant_id, client_id) references client (tenant_id, id)`,
    key: "buyer_tenant_id",
    access: "frozen",
  });
  await tenantTable(db, "plan_customer", {
    columns: `buyer_tenant_id uuid not null,
      ${currency()},
      livemode boolean not null,
      ${reference("provider_ref")},
      ${BY},
      unique (tenant_id, provider_ref),
      foreign key (tenant_id, buyer_tenant_id) references plan_buyer (tenant_id, buyer_tenant_id)`,
    key: "buyer_tenant_id, currency, livemode",
    access: "frozen",
  });
}

/** A year of a plan: by bank transfer with an invoice at once, or by card, where each paid year gets its own. */
async function createOrder(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "plan_order", {
    columns: `id uuid not null default gen_random_uuid(),
      buyer_tenant_id uuid not null,
      client_id uuid not null,
      ${PLAN},
      way text not null check (way in ('transfer', 'card')),
      ${currency()},
      price_version int not null,
      ${minor("net_minor", 1)}, ${minor("tax_minor")}, ${minor("total_minor", 1)},
      tax_rule_id text not null,
      ${PERCENT("tax_percent")} not null,
      ${EXCHANGE},
      invoice_id uuid,
      -- Of the page to pay on, and fixed before the provider is asked for it.
      locale text not null check (locale ~ '^[a-z]{2}(-[A-Za-z]{2,4})?$'),
      expires_at timestamptz,
      ${BY},
      check (total_minor = net_minor + tax_minor),
      check (case way when 'transfer' then invoice_id is not null and expires_at is null
                      else invoice_id is null and expires_at is not null end),
      unique (tenant_id, invoice_id),
      foreign key (tenant_id, buyer_tenant_id, client_id) references plan_buyer (tenant_id, buyer_tenant_id, client_id),
      foreign key (tenant_id, plan, currency, price_version) references plan_price (tenant_id, plan, currency, version),
      foreign key (tenant_id, invoice_id, currency) references invoice (tenant_id, id, currency)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index plan_order_of_buyer on plan_order (tenant_id, buyer_tenant_id, created_at)`.execute(db);
  await admitSystem(db, "plan_order", "select");
  await sql`create function guard_plan_order() returns trigger language plpgsql as $$
    declare p plan_price;
    begin
      select * into p from plan_price t where t.tenant_id = new.tenant_id and t.plan = new.plan
        and t.currency = new.currency order by t.version desc limit 1;
      if p.amount_minor is null or p.version <> new.price_version or p.amount_minor <> new.net_minor then
        raise exception 'price_differs' using errcode = 'TT004';
      end if;
      if new.invoice_id is not null and not exists (
        select 1 from invoice i where i.tenant_id = new.tenant_id and i.id = new.invoice_id and i.kind = 'plan'
          and i.client_id = new.client_id and i.net_minor = new.net_minor and i.total_minor = new.total_minor) then
        raise exception 'invoice_differs' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on plan_order for each row execute function guard_plan_order()`.execute(
    db,
  );
}

async function createStep(db: Kysely<unknown>): Promise<void> {
  // Steps of an order, in any order of events: each state once, and a failed payment once for each of the provider's
  // invoices.
  await tenantTable(db, "plan_order_step", {
    columns: `order_id uuid not null,
      state text not null check (state in ('cancelled', 'pending', 'subscribed', 'expired', 'failed', 'payment_failed')),
      provider_ref text not null default '' check (char_length(provider_ref) <= 200),
      note text not null default '' check (char_length(note) <= 1000),
      ${BY},
      check ((state = 'payment_failed') = (provider_ref <> '')),
      ${OF_ORDER}`,
    key: "order_id, state, provider_ref",
    access: "frozen",
  });
  await sql`create function guard_plan_order_step() returns trigger language plpgsql as $$
    begin
      if new.state = 'cancelled' and exists (
        select 1 from plan_order o left join invoice_standing s on s.tenant_id = o.tenant_id and s.invoice_id = o.invoice_id
        where o.tenant_id = new.tenant_id and o.id = new.order_id
          and (coalesce(s.paid_minor - s.refunded_minor, 0) > 0
               or exists (select 1 from plan_grant g where g.tenant_id = o.tenant_id and g.order_id = o.id)
               or exists (select 1 from plan_period d where d.tenant_id = o.tenant_id and d.order_id = o.id))) then
        raise exception 'plan_order_paid' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on plan_order_step
    for each row execute function guard_plan_order_step()`.execute(db);
}

async function createSubscription(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "plan_page", {
    columns: `order_id uuid not null,
      ${reference("provider_ref")},
      url text not null check (url ~ '^https?://' and char_length(url) <= 5000),
      ${BY},
      unique (tenant_id, provider_ref),
      ${OF_ORDER}`,
    key: "order_id",
    access: "frozen",
  });
  // The provider's reports about a subscription, with their time.
  await tenantTable(db, "plan_subscription_step", {
    columns: `order_id uuid not null,
      ${reference("source_ref")},
      stated_at timestamptz not null,
      ${reference("subscription_ref")},
      state text not null check (state ~ '^[a-z_]{1,40}$'),
      paid_until timestamptz not null,
      cancels_at_end boolean not null,
      ${BY},
      ${OF_ORDER}`,
    key: "order_id, source_ref",
    access: "frozen",
  });
  // An ended subscription stays ended; of two reports in the same second, the worse one counts.
  await sql`create view plan_subscription_state with (security_invoker = true) as
    select distinct on (s.tenant_id, s.order_id) s.tenant_id, s.order_id, s.subscription_ref, s.state, s.paid_until,
      s.cancels_at_end
    from plan_subscription_step s
    order by s.tenant_id, s.order_id, (s.state in ('canceled', 'incomplete_expired')) desc, s.stated_at desc,
      array_position(array['unpaid', 'past_due', 'paused', 'incomplete', 'active', 'trialing'], s.state) nulls last,
      s.cancels_at_end desc, s.source_ref`.execute(db);
  await sql`grant select on plan_subscription_state to app_tenant`.execute(db);
}

async function createPeriod(db: Kysely<unknown>): Promise<void> {
  // A year that was paid to the provider, and our own invoice for it.
  await tenantTable(db, "plan_period", {
    columns: `order_id uuid not null,
      ${reference("provider_ref")},
      invoice_id uuid not null,
      starts_at timestamptz not null,
      ends_at timestamptz not null,
      ${BY},
      check (starts_at < ends_at),
      unique (tenant_id, provider_ref),
      unique (tenant_id, invoice_id),
      foreign key (tenant_id, invoice_id) references invoice (tenant_id, id),
      ${OF_ORDER}`,
    key: "order_id, provider_ref",
    access: "frozen",
  });
  await sql`create function guard_plan_period() returns trigger language plpgsql as $$
    begin
      if not exists (
        select 1 from plan_order o join invoice i on i.tenant_id = o.tenant_id and i.id = new.invoice_id
          join invoice_standing s on s.tenant_id = i.tenant_id and s.invoice_id = i.id
        where o.tenant_id = new.tenant_id and o.id = new.order_id and o.way = 'card' and i.kind = 'plan'
          and i.client_id = o.client_id and i.currency = o.currency and i.total_minor = o.total_minor
          and s.state = 'paid') then
        raise exception 'plan_not_paid' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on plan_period for each row execute function guard_plan_period()`.execute(
    db,
  );
}

/** The entitlement for a payment: once, never without the money, and no paid entitlement without a payment. */
async function createGrant(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "plan_grant", {
    columns: `order_id uuid not null,
      -- The order itself, or the paid year of its subscription.
      ${reference("source_ref")},
      number int not null check (number > 0),
      starts_at timestamptz not null,
      ends_at timestamptz not null,
      ${BY},
      check (starts_at < ends_at),
      ${OF_ORDER}`,
    key: "order_id, source_ref",
    access: "frozen",
  });
  await admitSystem(db, "plan_grant", "select");
  await sql`create function guard_plan_grant() returns trigger language plpgsql as $$
    begin
      if not exists (
        select 1 from plan_order o
          left join invoice_standing s on s.tenant_id = o.tenant_id and s.invoice_id = o.invoice_id
          left join plan_period d on d.tenant_id = o.tenant_id and d.order_id = o.id and d.provider_ref = new.source_ref
        where o.tenant_id = new.tenant_id and o.id = new.order_id
          and case o.way when 'card' then d.starts_at = new.starts_at and d.ends_at = new.ends_at
                else new.source_ref = o.id::text and s.state in ('paid', 'overpaid') end)
         or exists (select 1 from plan_order_step c where c.tenant_id = new.tenant_id and c.order_id = new.order_id
                    and c.state = 'cancelled') then
        raise exception 'plan_not_paid' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on plan_grant for each row execute function guard_plan_grant()`.execute(
    db,
  );
  await sql`create function guard_entitlement() returns trigger language plpgsql as $$
    begin
      if new.source in ('order', 'subscription') and not exists (
        select 1 from plan_grant g join plan_order o on o.tenant_id = g.tenant_id and o.id = g.order_id
        where g.tenant_id = plan_operator() and o.buyer_tenant_id = new.tenant_id and o.plan = new.plan
          and g.source_ref = new.source_id and g.number = new.number and g.starts_at = new.starts_at
          and g.ends_at = new.ends_at) then
        raise exception 'plan_not_paid' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on entitlement for each row execute function guard_entitlement()`.execute(
    db,
  );
}
