import { type Kysely, sql } from "kysely";
import { BY } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

const STATES = `('accepted', 'deposit_invoiced', 'deposit_paid', 'in_work', 'draft_delivered', 'balance_invoiced',
  'balance_paid', 'released', 'closed', 'cancelled')`;

/**
 * Orders and the work on them. An accepted quote creates an order, which takes its figures from the quote. Its progress
 * follows from its steps and from the payments (`0032_order_money`).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createOrder(db);
  await createWork(db);
  await guardOrder(db);
}

async function createOrder(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "trade_order", {
    columns: `id uuid not null default gen_random_uuid(),
      client_id uuid not null,
      quote_id uuid not null,
      quote_version int not null,
      currency text not null,
      total_minor bigint not null,
      deposit_minor bigint not null,
      gates_issue boolean not null,
      organization_id uuid,
      inventory_id uuid,
      ${BY},
      unique (tenant_id, quote_id),
      unique (tenant_id, id, client_id),
      foreign key (tenant_id, client_id) references client (tenant_id, id),
      foreign key (tenant_id, quote_id, quote_version) references quote_version (tenant_id, quote_id, version),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, inventory_id) references inventory (tenant_id, id)`,
    key: "id",
    access: "frozen",
    isBook: true,
  });
  await sql`create index trade_order_of_inventory on trade_order (tenant_id, inventory_id)`.execute(db);
  await tenantTable(db, "trade_order_step", {
    columns: `order_id uuid not null,
      step int not null check (step > 0),
      state text not null check (state in ${STATES}),
      note text not null default '' check (char_length(note) <= 1000),
      report_id uuid,
      ${BY},
      check (report_id is null or state = 'released'),
      check (state <> 'cancelled' or btrim(note) <> ''),
      unique (tenant_id, order_id, state),
      foreign key (tenant_id, order_id) references trade_order (tenant_id, id),
      foreign key (tenant_id, report_id) references report (tenant_id, id)`,
    key: "order_id, step",
    access: "frozen",
  });
  await sql`create view trade_order_state with (security_invoker = true) as
    select distinct on (s.tenant_id, s.order_id) s.*
    from trade_order_step s order by s.tenant_id, s.order_id, s.step desc`.execute(db);
  await sql`grant select on trade_order_state to app_tenant`.execute(db);
}

/** Drafts for the client to read, and holds that a person with the billing right lifted before payment. */
async function createWork(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "order_draft", {
    columns: `order_id uuid not null,
      number int not null check (number > 0),
      run_id uuid not null,
      ${BY},
      foreign key (tenant_id, order_id) references trade_order (tenant_id, id),
      foreign key (tenant_id, run_id) references calculation_run (tenant_id, id)`,
    key: "order_id, number",
    access: "frozen",
  });
  await tenantTable(db, "order_gate_lift", {
    columns: `order_id uuid not null,
      reason text not null check (btrim(reason) <> '' and char_length(reason) <= 1000),
      ${BY},
      foreign key (tenant_id, order_id) references trade_order (tenant_id, id)`,
    key: "order_id",
    access: "frozen",
  });
  // The acting person is looked up, not passed in: only a person with the billing right lifts a hold.
  await sql`create function guard_order_gate_lift() returns trigger language plpgsql as $$
    begin
      if not exists (select 1 from membership m join author a on a.person_id = m.user_id
        where m.tenant_id = new.tenant_id and a.id = new.created_by and m.organization_id is null
          and m.role in ('owner', 'billing')) then
        raise exception 'not_billing' using errcode = 'TT003';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on order_gate_lift
    for each row execute function guard_order_gate_lift()`.execute(db);
}

/** The figures of an order are those of the accepted version, whatever the INSERT contains. */
async function guardOrder(db: Kysely<unknown>): Promise<void> {
  await sql`create function guard_trade_order() returns trigger language plpgsql as $$
    begin
      select v.version, v.client_id, v.currency, v.total_minor, v.deposit_minor, v.gates_issue, v.organization_id,
             v.inventory_id
        into new.quote_version, new.client_id, new.currency, new.total_minor, new.deposit_minor, new.gates_issue,
             new.organization_id, new.inventory_id
        from quote_version v join quote_step s
          on s.tenant_id = v.tenant_id and s.quote_id = v.quote_id and s.version = v.version and s.state = 'accepted'
        where v.tenant_id = new.tenant_id and v.quote_id = new.quote_id;
      if not found then
        raise exception 'quote_not_accepted' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on trade_order
    for each row execute function guard_trade_order()`.execute(db);
}
