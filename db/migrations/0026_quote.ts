import { type Kysely, sql } from "kysely";
import { BY, currency, minor, text, trimmed } from "./columns.ts";
import { hideClosed, tenantTable } from "./tenant-table.ts";

const KINDS = `('inventory_report', 'product_footprint', 'cbam_data_set', 'verification_support', 'disclosure_response',
  'training', 'retainer', 'hours')`;

/**
 * Services with dated prices, and quotes. A quote is an editable draft, and sent versions that never change. Steps
 * record what happened to a version. A version must add up, or it is refused.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createCatalogue(db);
  await createQuote(db);
  await createVersion(db);
  await createLine(db);
  await guardVersion(db);
  await createSteps(db);
}

async function createCatalogue(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "service", {
    columns: `id uuid not null default gen_random_uuid(),
      kind text not null check (kind in ${KINDS}),
      ${BY}`,
    key: "id",
    access: "frozen",
  });
  await tenantTable(db, "service_version", {
    columns: `service_id uuid not null,
      version int not null check (version > 0),
      after int,
      ${text("name_en", 200)},
      ${text("name_zh", 200)},
      ${text("description_en", 2000)},
      ${text("description_zh", 2000)},
      unit text not null check (unit ~ '^[a-z_]{1,30}$'),
      is_offered boolean not null,
      -- For statistics of trade in services. Empty where the seller made no choice.
      ebops text not null default '' check (ebops ~ '^(S[A-Z][0-9]{1,3})?$'),
      supply_mode text not null default '' check (supply_mode in ('', '1', '2', '3', '4')),
      ${BY},
      check (btrim(name_en) <> '' or btrim(name_zh) <> ''),
      constraint service_version_follows check (case when version = 1 then after is null else after = version - 1 end),
      foreign key (tenant_id, service_id) references service (tenant_id, id),
      foreign key (tenant_id, service_id, after) references service_version (tenant_id, service_id, version)`,
    key: "service_id, version",
    access: "frozen",
  });
  await sql`create view current_service with (security_invoker = true) as
    select distinct on (v.tenant_id, v.service_id) s.kind, v.*
    from service_version v join service s on s.tenant_id = v.tenant_id and s.id = v.service_id
    order by v.tenant_id, v.service_id, v.version desc`.execute(db);
  await sql`grant select on current_service to app_tenant`.execute(db);
  // Of two prices from the same day, the later entry applies, so a mistake is corrected without a change of the row.
  await tenantTable(db, "service_price", {
    columns: `service_id uuid not null,
      ${currency()},
      version int not null check (version > 0),
      valid_from date not null,
      ${minor("amount_minor")},
      ${BY},
      foreign key (tenant_id, service_id) references service (tenant_id, id)`,
    key: "service_id, version",
    access: "frozen",
  });
}

async function createQuote(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "quote_series", {
    columns: `fiscal_year int not null check (fiscal_year between 2000 and 9999),
      last_serial int not null check (last_serial > 0)`,
    key: "fiscal_year",
    access: "editable",
  });
  await tenantTable(db, "quote", {
    columns: `id uuid not null default gen_random_uuid(),
      client_id uuid not null,
      fiscal_year int not null,
      serial int not null check (serial > 0),
      number text not null check (number ~ '^[A-Z0-9]{1,8}-[0-9]{4}-[0-9]{6,}$'),
      duplicate_of uuid,
      ${BY},
      unique (tenant_id, fiscal_year, serial),
      unique (tenant_id, number),
      unique (tenant_id, id, client_id),
      foreign key (tenant_id, client_id) references client (tenant_id, id),
      foreign key (tenant_id, duplicate_of) references quote (tenant_id, id)`,
    key: "id",
    access: "frozen",
    isBook: true,
  });
  // A text that is still being written: the first text of a quote, or a replacement of a sent one. Sending ends it.
  await tenantTable(db, "quote_draft", {
    columns: `quote_id uuid not null,
      version int not null check (version > 0),
      content jsonb check (jsonb_typeof(content) = 'object'),
      ${BY},
      foreign key (tenant_id, quote_id) references quote (tenant_id, id)`,
    key: "quote_id, version",
    access: "frozen",
  });
  await sql`create view current_quote_draft with (security_invoker = true) as
    select * from (select distinct on (d.tenant_id, d.quote_id) d.* from quote_draft d
      order by d.tenant_id, d.quote_id, d.version desc) d where d.content is not null`.execute(db);
  await sql`grant select on current_quote_draft to app_tenant`.execute(db);
  await tenantTable(db, "quote_link", {
    columns: `quote_id uuid not null,
      number int not null check (number > 0),
      token_hash bytea not null check (length(token_hash) = 32),
      email text not null check (char_length(email) between 3 and 254),
      expires_at timestamptz not null,
      ${BY},
      foreign key (tenant_id, quote_id) references quote (tenant_id, id)`,
    key: "quote_id, number",
    access: "frozen",
  });
  await sql`create unique index quote_link_by_token on quote_link (token_hash)`.execute(db);
  await sql`grant select on quote_link to app_system`.execute(db);
  await sql`create policy of_system on quote_link for select to app_system using (true)`.execute(db);
  await hideClosed(db, "quote_link");
}

/** Everything that the client agrees to, as it was sent: nothing in it is looked up again later. */
async function createVersion(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "quote_version", {
    columns: `id uuid not null default gen_random_uuid(),
      quote_id uuid not null,
      version int not null check (version > 0),
      after int,
      client_id uuid not null,
      client_version int not null,
      ${currency()},
      ${currency("home_currency")},
      exchange_rate numeric check (exchange_rate > 0 and exchange_rate < 1e9),
      ${text("exchange_source", 200)},
      exchange_date date,
      tax_note jsonb check (tax_note is null or jsonb_typeof(tax_note) = 'object'),
      tax_percent numeric not null check (tax_percent >= 0 and tax_percent < 100),
      issued_on date not null,
      valid_until date not null,
      ${text("terms_en", 5000)},
      ${text("terms_zh", 5000)},
      -- Company, year, deliverables, assumptions, milestones and days, as agreed. Null if nothing was stated.
      work jsonb check (jsonb_typeof(work) = 'object'),
      deposit_percent numeric not null check (deposit_percent >= 0 and deposit_percent <= 100),
      ${minor("net_minor")},
      ${minor("tax_minor")},
      ${minor("total_minor")},
      ${minor("deposit_minor")},
      ${minor("third_party_minor")},
      gates_issue boolean not null,
      organization_id uuid,
      inventory_id uuid,
      seller jsonb check (seller is null or jsonb_typeof(seller) = 'object'),
      ${BY},
      unique (tenant_id, id),
      constraint quote_version_adds_up check (total_minor = net_minor + tax_minor and deposit_minor <= total_minor),
      constraint rate_has_its_source check ((currency = home_currency) = (exchange_rate is null)
        and (exchange_rate is null) = (exchange_date is null) and (exchange_rate is null or btrim(exchange_source) <> '')),
      constraint gate_has_its_inventory check (
        (inventory_id is null) = (organization_id is null) and (not gates_issue or inventory_id is not null)),
      constraint quote_version_follows check (case when version = 1 then after is null else after = version - 1 end),
      foreign key (tenant_id, quote_id, client_id) references quote (tenant_id, id, client_id),
      foreign key (tenant_id, quote_id, after) references quote_version (tenant_id, quote_id, version),
      foreign key (tenant_id, client_id, client_version) references client_version (tenant_id, client_id, version),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, inventory_id) references inventory (tenant_id, id)`,
    key: "quote_id, version",
    access: "frozen",
    isBook: true,
  });
}

async function createLine(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "quote_line", {
    columns: `quote_id uuid not null,
      version int not null,
      position int not null check (position between 1 and 100),
      service_id uuid,
      ${text("name_en", 200)},
      ${text("name_zh", 200)},
      ${text("description_en", 2000)},
      ${text("description_zh", 2000)},
      unit text not null check (unit ~ '^[a-z_]{1,30}$'),
      quantity numeric not null check (quantity > 0 and quantity < 1e9),
      ${minor("price_minor")},
      discount_percent numeric not null check (discount_percent >= 0 and discount_percent <= 100),
      ${text("discount_reason", 200)},
      ${text("payee", 200)},
      ${minor("net_minor")},
      check (discount_percent = 0 or btrim(discount_reason) <> ''),
      constraint third_party_is_named check ((service_id is null) = (btrim(payee) <> '')),
      foreign key (tenant_id, quote_id, version) references quote_version (tenant_id, quote_id, version),
      foreign key (tenant_id, service_id) references service (tenant_id, id)`,
    key: "quote_id, version, position",
    access: "frozen",
  });
}

/**
 * A fee of a verification body is listed among the lines and never included in the total: it is not the seller's money.
 */
async function guardVersion(db: Kysely<unknown>): Promise<void> {
  await sql`create function guard_quote_version() returns trigger language plpgsql as $$
    declare own bigint; others bigint; lines int;
    begin
      select coalesce(sum(l.net_minor) filter (where l.service_id is not null), 0),
             coalesce(sum(l.net_minor) filter (where l.service_id is null), 0),
             count(*) filter (where l.service_id is not null)
        into own, others, lines from quote_line l
        where l.tenant_id = new.tenant_id and l.quote_id = new.quote_id and l.version = new.version;
      if lines = 0 or not exists (
        select 1 from quote_version v where v.tenant_id = new.tenant_id and v.quote_id = new.quote_id
          and v.version = new.version and v.net_minor = own and v.third_party_minor = others) then
        raise exception 'quote_does_not_add_up' using errcode = 'TT004';
      end if;
      return null;
    end $$`.execute(db);
  for (const table of ["quote_version", "quote_line"]) {
    await sql`create constraint trigger adds_up after insert on ${sql.table(table)}
      deferrable initially deferred for each row execute function guard_quote_version()`.execute(db);
  }
}

/** Sent once, then ended once. An expired or replaced version can't be accepted. */
async function createSteps(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "quote_step", {
    columns: `quote_id uuid not null,
      version int not null,
      step int not null check (step in (1, 2)),
      state text not null check (state in ('sent', 'accepted', 'declined', 'withdrawn')),
      ${text("note", 1000)},
      ${text("signer_name", 100)},
      ${text("signer_role", 100)},
      ${text("client_address", 64)},
      -- The client's own order number, given with the acceptance.
      ${trimmed("purchase_order", 100)},
      ${BY},
      check (state = 'accepted' or purchase_order = ''),
      check ((step = 1) = (state = 'sent')),
      check ((state = 'accepted') = (btrim(signer_name) <> '' and btrim(signer_role) <> '')),
      check (state not in ('declined', 'withdrawn') or btrim(note) <> ''),
      foreign key (tenant_id, quote_id, version) references quote_version (tenant_id, quote_id, version)`,
    key: "quote_id, version, step",
    access: "frozen",
  });
  await sql`create unique index quote_step_accepted_once on quote_step (tenant_id, quote_id)
    where state = 'accepted'`.execute(db);
  await sql`create function guard_quote_step() returns trigger language plpgsql as $$
    begin
      if new.step = 2 and (
        not exists (select 1 from quote_step s where s.tenant_id = new.tenant_id and s.quote_id = new.quote_id
                      and s.version = new.version and s.step = 1)
        or exists (select 1 from quote_version v where v.tenant_id = new.tenant_id and v.quote_id = new.quote_id
                     and v.version > new.version)) then
        raise exception 'step_out_of_order' using errcode = 'TT004';
      end if;
      if new.state = 'accepted' and not exists (
        select 1 from quote_version v where v.tenant_id = new.tenant_id and v.quote_id = new.quote_id
          and v.version = new.version and v.valid_until >= (now() at time zone seller_zone(new.tenant_id))::date) then
        raise exception 'quote_expired' using errcode = 'TT004';
      end if;
      if new.state = 'sent' and exists (
        select 1 from quote_step s where s.tenant_id = new.tenant_id and s.quote_id = new.quote_id
          and s.state = 'accepted') then
        raise exception 'step_out_of_order' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on quote_step
    for each row execute function guard_quote_step()`.execute(db);
}
