import { type Kysely, sql } from "kysely";
import { BY, minor, neededTrimmed, trimmed } from "./columns.ts";
import { keepCounting } from "./counting-rule.ts";
import { tenantTable } from "./tenant-table.ts";

const PREFIX = (name: string) => `${name} text not null check (${name} ~ '^[A-Z][A-Z0-9]{0,7}$')`;

/**
 * A tenant's seller details, bank accounts, tax notes, ledger and clients. Rows are added and never edited: an invoice
 * keeps the versions it was made with.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createSellerDetail(db);
  await createBankAccount(db);
  await guardBankAccount(db);
  await createTaxNote(db);
  await createLedger(db);
  await createClient(db);
}

async function createSellerDetail(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "seller_detail", {
    columns: `version int not null check (version > 0),
      after int,
      ${trimmed("legal_name_en", 200)}, ${trimmed("legal_name_zh", 200)},
      country text not null check (country ~ '^[A-Z]{2}$'),
      ${trimmed("tax_id", 60)}, ${trimmed("registration_id", 60)},
      ${trimmed("address_en", 500)}, ${trimmed("address_zh", 500)},
      email text not null default '' check (email = '' or (email = lower(email) and char_length(email) between 3 and 254)),
      home_currency text not null check (home_currency ~ '^[A-Z]{3}$'),
      ${neededTrimmed("time_zone", 64)},
      fiscal_first_month int not null check (fiscal_first_month between 1 and 12),
      ${PREFIX("quote_prefix")}, ${PREFIX("invoice_prefix")}, ${PREFIX("credit_note_prefix")},
      payment_days int not null check (payment_days between 0 and 365),
      confirm_above_minor bigint check (confirm_above_minor between 0 and 999999999999999),
      ${trimmed("terms_en", 4000)}, ${trimmed("terms_zh", 4000)},
      ${BY},
      check (legal_name_en <> '' or legal_name_zh <> ''),
      check (quote_prefix <> invoice_prefix and invoice_prefix <> credit_note_prefix and quote_prefix <> credit_note_prefix),
      constraint seller_detail_follows check (case when version = 1 then after is null else after = version - 1 end),
      foreign key (tenant_id, after) references seller_detail (tenant_id, version)`,
    key: "version",
    access: "frozen",
    isBook: true,
  });
  await sql`create function seller_zone(of_tenant uuid) returns text language sql stable as $$
    select coalesce(
      (select d.time_zone from seller_detail d where d.tenant_id = of_tenant order by d.version desc limit 1),
      (select t.time_zone from tenant t where t.id = of_tenant)) $$`.execute(db);
  await keepCounting(db, "seller_detail", "app_tenant");
  // The lowest limit in force. A limit in another home currency can't be compared, so two people are required.
  await sql`create function is_above_limit(of_tenant uuid, home_minor numeric) returns boolean language sql stable as $$
    select exists (
      select from counting_seller_detail d where d.tenant_id = of_tenant and d.confirm_above_minor is not null
        and (home_minor > d.confirm_above_minor or d.home_currency <> (
          select n.home_currency from seller_detail n where n.tenant_id = of_tenant order by n.version desc limit 1))) $$`.execute(
    db,
  );
}

/**
 * Bank accounts: the last version that two people agreed on applies. One proposes, another approves, and a change waits
 * for its day. A person who manages alone may approve a first account, but no change. The acting person is looked up,
 * not passed in.
 */
async function createBankAccount(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "bank_account", {
    columns: `id uuid not null default gen_random_uuid(),
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      ${BY},
      unique (tenant_id, id, currency)`,
    key: "id",
    access: "frozen",
    isBook: true,
  });
  await tenantTable(db, "bank_account_version", {
    columns: `account_id uuid not null,
      version int not null check (version between 1 and 10000),
      after int,
      ${neededTrimmed("holder", 200)}, ${neededTrimmed("bank_name", 200)}, ${trimmed("bank_address", 500)},
      ${neededTrimmed("account_number", 60)},
      bic text not null check (bic ~ '^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$'),
      ${trimmed("intermediary", 300)}, ${trimmed("note", 500)},
      is_closed boolean not null default false,
      takes_effect_on date not null,
      person_id text not null,
      ${BY},
      constraint bank_account_version_follows check (case when version = 1 then after is null else after = version - 1 end),
      constraint change_with_notice check (version = 1 or takes_effect_on > (created_at at time zone 'UTC')::date),
      unique (tenant_id, account_id, version, person_id),
      foreign key (tenant_id, account_id) references bank_account (tenant_id, id)`,
    key: "account_id, version",
    access: "frozen",
    isBook: true,
  });
  await tenantTable(db, "bank_account_decision", {
    columns: `account_id uuid not null,
      version int not null,
      state text not null check (state in ('approved', 'rejected', 'taken_back')),
      ${trimmed("note", 500)},
      proposer_id text not null,
      person_id text not null,
      is_alone boolean not null,
      ${BY},
      constraint decided_by_another check ((state = 'taken_back') = (person_id = proposer_id)
        or (state = 'approved' and version = 1 and is_alone)),
      check (state <> 'rejected' or note <> ''),
      foreign key (tenant_id, account_id, version, proposer_id)
        references bank_account_version (tenant_id, account_id, version, person_id)`,
    key: "account_id, version",
    access: "frozen",
    isBook: true,
  });
}

async function guardBankAccount(db: Kysely<unknown>): Promise<void> {
  // A version can be added only after the decision on the one before.
  await sql`alter table bank_account_version add constraint after_a_decision
    foreign key (tenant_id, account_id, after) references bank_account_decision (tenant_id, account_id, version)`.execute(
    db,
  );
  await sql`create function name_payee_manager() returns trigger language plpgsql as $$
    begin
      new.person_id := (select a.person_id from author a where a.id = new.created_by);
      if not exists (select 1 from membership m where m.tenant_id = new.tenant_id and m.user_id = new.person_id
                       and m.role in ('owner', 'admin') and m.organization_id is null) then
        raise exception 'not_a_manager' using errcode = 'TT003';
      end if;
      if tg_table_name = 'bank_account_decision' then
        new.is_alone := manages_alone(new.tenant_id, new.person_id);
      end if;
      return new;
    end $$`.execute(db);
  for (const table of ["bank_account_version", "bank_account_decision"]) {
    await sql`create trigger name_person before insert on ${sql.table(table)}
      for each row execute function name_payee_manager()`.execute(db);
  }
}

/** A seller's tax notes on invoices: a published rule or the seller's own words, confirmed, in versions. */
async function createTaxNote(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "tax_note", {
    columns: `rule_id text not null check (rule_id ~ '^[a-z][a-z0-9-]{1,40}$'),
      version int not null check (version > 0),
      after int,
      is_on boolean not null,
      ${trimmed("text_en", 1000)}, ${trimmed("text_local", 1000)},
      local_language text not null check (local_language ~ '^[a-z]{2}(-[A-Za-z]{2,4})?$'),
      ${trimmed("confirmed_with", 300)},
      confirmed_on date,
      ${BY},
      check (text_en <> '' or text_local <> ''),
      constraint on_when_confirmed check (not is_on or (confirmed_with <> '' and confirmed_on is not null)),
      constraint tax_note_follows check (case when version = 1 then after is null else after = version - 1 end),
      foreign key (tenant_id, rule_id, after) references tax_note (tenant_id, rule_id, version)`,
    key: "rule_id, version",
    access: "frozen",
  });
}

/**
 * Double entry. A transaction states the number of its entries and their sum. The check at commit enforces both, so no
 * entry can be added later. Rows that its role can't see are refused.
 */
async function createLedger(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "ledger_transaction", {
    columns: `id uuid not null default gen_random_uuid(),
      kind text not null check (kind ~ '^[a-z_]{1,40}$'),
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      occurred_on date not null,
      source_kind text not null check (source_kind ~ '^[a-z_]{1,40}$'),
      source_id uuid not null,
      entry_count int not null check (entry_count >= 2),
      ${minor("total_minor")},
      ${BY},
      unique (tenant_id, kind, source_kind, source_id)`,
    key: "id",
    access: "frozen",
    isBook: true,
  });
  await sql`create index ledger_transaction_by_day on ledger_transaction (tenant_id, occurred_on, created_at)`.execute(
    db,
  );
  await tenantTable(db, "ledger_entry", {
    columns: `transaction_id uuid not null,
      position int not null check (position > 0),
      account text not null check (account in ('receivable', 'customer_deposit', 'revenue', 'bank', 'provider_balance',
        'payment_fee', 'tax_payable', 'overpayment', 'bank_difference', 'refund', 'dispute')),
      ${minor("debit_minor")},
      ${minor("credit_minor")},
      constraint one_side check ((debit_minor = 0) <> (credit_minor = 0)),
      foreign key (tenant_id, transaction_id) references ledger_transaction (tenant_id, id)`,
    key: "transaction_id, position",
    access: "frozen",
    isBook: true,
  });
  await sql`create function check_ledger_balance() returns trigger language plpgsql as $$
    declare
      of_id uuid;
      stated record;
      entered record;
    begin
      if tg_table_name = 'ledger_transaction' then of_id := new.id; else of_id := new.transaction_id; end if;
      select t.entry_count as n, t.total_minor as total into stated
        from ledger_transaction t where t.tenant_id = new.tenant_id and t.id = of_id;
      select count(*) as n, coalesce(sum(e.debit_minor), 0) as debit, coalesce(sum(e.credit_minor), 0) as credit into entered
        from ledger_entry e where e.tenant_id = new.tenant_id and e.transaction_id = of_id;
      if entered.n is distinct from stated.n or entered.debit is distinct from stated.total
        or entered.credit is distinct from stated.total then
        raise exception 'ledger_out_of_balance' using errcode = 'TT005';
      end if;
      return null;
    end $$`.execute(db);
  for (const table of ["ledger_transaction", "ledger_entry"]) {
    await sql`create constraint trigger balanced after insert on ${sql.table(table)}
      deferrable initially deferred for each row execute function check_ledger_balance()`.execute(db);
  }
}

/**
 * A party with a legal name and an address, with or without an organization here. Its details are numbered versions.
 */
async function createClient(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "client", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid,
      ${BY},
      foreign key (tenant_id, organization_id) references organization (tenant_id, id)`,
    key: "id",
    access: "frozen",
    isBook: true,
  });
  await sql`create index client_of_organization on client (tenant_id, organization_id)`.execute(db);
  await tenantTable(db, "client_version", {
    columns: `client_id uuid not null,
      version int not null check (version > 0),
      after int,
      ${trimmed("legal_name_en", 200)},
      ${trimmed("legal_name_zh", 200)},
      country text not null check (country ~ '^[A-Z]{2}$'),
      ${trimmed("tax_id", 60)},
      ${trimmed("address_en", 500)},
      ${trimmed("address_zh", 500)},
      ${trimmed("contact_name", 100)},
      email text not null default '' check (email = '' or (email = lower(email) and char_length(email) between 3 and 254)),
      is_business boolean not null default true,
      locale text not null check (locale ~ '^[a-z]{2}(-[A-Za-z]{2,4})?$'),
      ${BY},
      check (legal_name_en <> '' or legal_name_zh <> ''),
      constraint client_version_follows check (case when version = 1 then after is null else after = version - 1 end),
      foreign key (tenant_id, client_id) references client (tenant_id, id),
      foreign key (tenant_id, client_id, after) references client_version (tenant_id, client_id, version)`,
    key: "client_id, version",
    access: "frozen",
    isBook: true,
  });
  // A client's current name and address: its newest version.
  await sql`create view current_client with (security_invoker = true) as
    select distinct on (v.tenant_id, v.client_id) c.organization_id, v.*
    from client_version v join client c on c.tenant_id = v.tenant_id and c.id = v.client_id
    order by v.tenant_id, v.client_id, v.version desc`.execute(db);
  await sql`grant select on current_client to app_tenant`.execute(db);
}
