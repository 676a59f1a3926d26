import { type Kysely, sql } from "kysely";
import { tenantTable } from "./tenant-table.ts";

/** An optional text that is written with something in it or not at all. */
const TEXT = (name: string, most: number) =>
  `${name} text not null default '' check (${name} = btrim(${name}) and char_length(${name}) <= ${most})`;
const NEEDED = (name: string, most: number) =>
  `${name} text not null check (${name} = btrim(${name}) and ${name} <> '' and char_length(${name}) <= ${most})`;
const PREFIX = (name: string) => `${name} text not null check (${name} ~ '^[A-Z][A-Z0-9]{0,7}$')`;
const MINOR = (name: string) => `${name} bigint not null check (${name} between 0 and 999999999999999)`;
const AUTHOR = `created_by text not null, created_at timestamptz not null default clock_timestamp()`;

/**
 * Who sells from a tenant, into which accounts it is paid, what it states about tax, and its books. All of it is added
 * and nothing edited: an invoice keeps what it was made with.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createSellerDetail(db);
  await createBankAccount(db);
  await createTaxNote(db);
  await createLedger(db);
}

async function createSellerDetail(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "seller_detail", {
    columns: `version int not null check (version > 0),
      after int,
      ${TEXT("legal_name_en", 200)}, ${TEXT("legal_name_zh", 200)},
      country text not null check (country ~ '^[A-Z]{2}$'),
      ${TEXT("tax_id", 60)}, ${TEXT("registration_id", 60)},
      ${TEXT("address_en", 500)}, ${TEXT("address_zh", 500)},
      email text not null default '' check (email = '' or (email = lower(email) and char_length(email) between 3 and 254)),
      home_currency text not null check (home_currency ~ '^[A-Z]{3}$'),
      ${NEEDED("time_zone", 64)},
      fiscal_first_month int not null check (fiscal_first_month between 1 and 12),
      ${PREFIX("quote_prefix")}, ${PREFIX("invoice_prefix")}, ${PREFIX("credit_note_prefix")},
      payment_days int not null check (payment_days between 0 and 365),
      confirm_above_minor bigint check (confirm_above_minor between 0 and 999999999999999),
      ${TEXT("terms_en", 4000)}, ${TEXT("terms_zh", 4000)},
      ${AUTHOR},
      check (legal_name_en <> '' or legal_name_zh <> ''),
      check (quote_prefix <> invoice_prefix and invoice_prefix <> credit_note_prefix and quote_prefix <> credit_note_prefix),
      constraint seller_detail_follows check (case when version = 1 then after is null else after = version - 1 end),
      foreign key (tenant_id, after) references seller_detail (tenant_id, version)`,
    key: "version",
    access: "frozen",
  });
}

/**
 * Money goes where the last version says that two people agreed on: one proposes, another approves, and a change waits
 * for its day. Who manages alone may approve a first account, never a change of it. Who acts is looked up, not told.
 */
async function createBankAccount(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "bank_account", {
    columns: `id uuid not null default gen_random_uuid(),
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      ${AUTHOR},
      unique (tenant_id, id, currency)`,
    key: "id",
    access: "frozen",
  });
  await tenantTable(db, "bank_account_version", {
    columns: `account_id uuid not null,
      version int not null check (version between 1 and 10000),
      after int,
      ${NEEDED("holder", 200)}, ${NEEDED("bank_name", 200)}, ${TEXT("bank_address", 500)},
      ${NEEDED("account_number", 60)},
      bic text not null check (bic ~ '^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$'),
      ${TEXT("intermediary", 300)}, ${TEXT("note", 500)},
      is_closed boolean not null default false,
      takes_effect_on date not null,
      person_id text not null,
      ${AUTHOR},
      constraint bank_account_version_follows check (case when version = 1 then after is null else after = version - 1 end),
      constraint change_with_notice check (version = 1 or takes_effect_on > (created_at at time zone 'UTC')::date),
      unique (tenant_id, account_id, version, person_id),
      foreign key (tenant_id, account_id) references bank_account (tenant_id, id)`,
    key: "account_id, version",
    access: "frozen",
  });
  await tenantTable(db, "bank_account_decision", {
    columns: `account_id uuid not null,
      version int not null,
      state text not null check (state in ('approved', 'rejected', 'taken_back')),
      ${TEXT("note", 500)},
      proposer_id text not null,
      person_id text not null,
      is_alone boolean not null,
      ${AUTHOR},
      constraint decided_by_another check ((state = 'taken_back') = (person_id = proposer_id)
        or (state = 'approved' and version = 1 and is_alone)),
      check (state <> 'rejected' or note <> ''),
      foreign key (tenant_id, account_id, version, proposer_id)
        references bank_account_version (tenant_id, account_id, version, person_id)`,
    key: "account_id, version",
    access: "frozen",
  });
  // A version waits for the decision of the one before.
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
        new.is_alone := not exists (select 1 from membership m where m.tenant_id = new.tenant_id
          and m.user_id <> new.person_id and m.role in ('owner', 'admin') and m.organization_id is null);
      end if;
      return new;
    end $$`.execute(db);
  for (const table of ["bank_account_version", "bank_account_decision"]) {
    await sql`create trigger name_person before insert on ${sql.table(table)}
      for each row execute function name_payee_manager()`.execute(db);
  }
}

/** What a seller states on its invoices about tax: a published rule or its own words, confirmed, in versions. */
async function createTaxNote(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "tax_note", {
    columns: `rule_id text not null check (rule_id ~ '^[a-z][a-z0-9-]{1,40}$'),
      version int not null check (version > 0),
      after int,
      is_on boolean not null,
      ${TEXT("text_en", 1000)}, ${TEXT("text_local", 1000)},
      local_language text not null check (local_language ~ '^[a-z]{2}(-[A-Za-z]{2,4})?$'),
      ${TEXT("confirmed_with", 300)},
      confirmed_on date,
      ${AUTHOR},
      check (text_en <> '' or text_local <> ''),
      constraint on_when_confirmed check (not is_on or (confirmed_with <> '' and confirmed_on is not null)),
      constraint tax_note_follows check (case when version = 1 then after is null else after = version - 1 end),
      foreign key (tenant_id, rule_id, after) references tax_note (tenant_id, rule_id, version)`,
    key: "rule_id, version",
    access: "frozen",
  });
}

/**
 * Double entry. A transaction states how many entries it has and to what sum; the check at commit holds it to both, so
 * none can be added to it later.
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
      ${MINOR("total_minor")},
      ${AUTHOR},
      unique (tenant_id, kind, source_kind, source_id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index ledger_transaction_by_day on ledger_transaction (tenant_id, occurred_on, created_at)`.execute(
    db,
  );
  await tenantTable(db, "ledger_entry", {
    columns: `transaction_id uuid not null,
      position int not null check (position > 0),
      account text not null check (account in ('receivable', 'customer_deposit', 'revenue', 'bank', 'provider_balance',
        'payment_fee', 'tax_payable', 'overpayment', 'bank_difference', 'refund', 'dispute')),
      ${MINOR("debit_minor")},
      ${MINOR("credit_minor")},
      constraint one_side check ((debit_minor = 0) <> (credit_minor = 0)),
      foreign key (tenant_id, transaction_id) references ledger_transaction (tenant_id, id)`,
    key: "transaction_id, position",
    access: "frozen",
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
      if entered.n <> stated.n or entered.debit <> stated.total or entered.credit <> stated.total then
        raise exception 'ledger_out_of_balance' using errcode = 'TT005';
      end if;
      return null;
    end $$`.execute(db);
  for (const table of ["ledger_transaction", "ledger_entry"]) {
    await sql`create constraint trigger balanced after insert on ${sql.table(table)}
      deferrable initially deferred for each row execute function check_ledger_balance()`.execute(db);
  }
}
