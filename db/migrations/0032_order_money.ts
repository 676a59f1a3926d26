import { type Kysely, sql } from "kysely";

/**
 * Progress of an order: its state is its last step. No step can be skipped, and steps about money require the money.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createStanding(db);
  await guardSteps(db);
  await gateReports(db);
}

/**
 * The invoiced and paid parts of an order, from its invoices, payments, reversals, refunds and credit notes. A fully
 * credited invoice doesn't count.
 */
async function createStanding(db: Kysely<unknown>): Promise<void> {
  await sql`create view trade_order_standing with (security_invoker = true) as
    select o.tenant_id, o.id as order_id,
      o.deposit_minor = 0 or coalesce(bool_or(i.is_deposit and i.is_live), false) as deposit_invoiced,
      o.deposit_minor = 0 or coalesce(bool_or(i.is_deposit and i.is_paid), false) as deposit_paid,
      o.total_minor = o.deposit_minor or coalesce(bool_or(not i.is_deposit and i.is_live), false) as balance_invoiced,
      o.total_minor = o.deposit_minor or coalesce(bool_or(not i.is_deposit and i.is_paid), false) as balance_paid,
      coalesce(bool_or(i.is_open), false) as is_owed
    from trade_order o left join (
      select i.tenant_id, i.order_id, i.kind = 'deposit' as is_deposit,
        s.credited_minor < s.total_minor as is_live,
        s.credited_minor < s.total_minor and s.state in ('paid', 'overpaid') as is_paid,
        s.state in ('open', 'partly_paid') as is_open
      from invoice i
      join invoice_standing s on s.tenant_id = i.tenant_id and s.invoice_id = i.id
      join trade_order t on t.tenant_id = i.tenant_id and t.id = i.order_id and t.currency = i.currency
        and i.total_minor = case i.kind when 'deposit' then t.deposit_minor else t.total_minor - t.deposit_minor end
    ) i on i.tenant_id = o.tenant_id and i.order_id = o.id
    group by o.tenant_id, o.id`.execute(db);
  await sql`grant select on trade_order_standing to app_tenant`.execute(db);
}

async function guardSteps(db: Kysely<unknown>): Promise<void> {
  await sql`create function guard_trade_order_step() returns trigger language plpgsql as $$
    declare last text; o trade_order; s trade_order_standing; is_allowed boolean;
    begin
      -- Steps of one order, and the money that they speak of, come one after the other.
      perform pg_advisory_xact_lock(hashtextextended('order:' || new.order_id::text, 0));
      select t.state into last from trade_order_step t
        where t.tenant_id = new.tenant_id and t.order_id = new.order_id and t.step = new.step - 1;
      select t.* into o from trade_order t where t.tenant_id = new.tenant_id and t.id = new.order_id;
      select t.* into s from trade_order_standing t where t.tenant_id = new.tenant_id and t.order_id = new.order_id;
      is_allowed := case new.state
        when 'accepted' then new.step = 1
        when 'deposit_invoiced' then last = 'accepted' and o.deposit_minor > 0 and s.deposit_invoiced
        when 'deposit_paid' then last = 'deposit_invoiced' and s.deposit_paid
        when 'in_work' then last = 'deposit_paid' or (last = 'accepted' and o.deposit_minor = 0)
        when 'draft_delivered' then last = 'in_work' and (o.inventory_id is null or exists (
          select 1 from order_draft d where d.tenant_id = new.tenant_id and d.order_id = new.order_id))
        when 'balance_invoiced' then last = 'draft_delivered' and o.total_minor > o.deposit_minor and s.balance_invoiced
        when 'balance_paid' then s.deposit_paid and s.balance_paid and (last = 'balance_invoiced'
          or (last = 'draft_delivered' and o.total_minor = o.deposit_minor))
        when 'released' then last = 'balance_paid' and s.deposit_paid and s.balance_paid and not s.is_owed
          and (o.inventory_id is null) = (new.report_id is null)
        when 'closed' then last = 'released'
        when 'cancelled' then last not in ('released', 'closed', 'cancelled') and not s.is_owed
      end;
      if is_allowed is not true then
        raise exception 'step_out_of_order' using errcode = 'TT004';
      end if;
      if new.report_id is not null and not exists (
        select 1 from report r join calculation_run c on c.tenant_id = r.tenant_id and c.id = r.run_id
        where r.tenant_id = new.tenant_id and r.id = new.report_id and c.inventory_id = o.inventory_id) then
        raise exception 'report_of_another_inventory' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on trade_order_step
    for each row execute function guard_trade_order_step()`.execute(db);
}

/**
 * An order with a hold blocks every report of its inventory, and of one alike, until the order is paid and remains paid,
 * or until a person with the billing right lifts the hold. A cancelled order blocks reports too: cancelling is not a
 * payment.
 */
async function gateReports(db: Kysely<unknown>): Promise<void> {
  await sql`create view order_gate with (security_invoker = true) as
    select o.tenant_id, a.alike_id as inventory_id, o.id as order_id, o.quote_id, st.state
    from trade_order o
    join inventory_alike a on a.tenant_id = o.tenant_id and a.inventory_id = o.inventory_id
    join trade_order_state st on st.tenant_id = o.tenant_id and st.order_id = o.id
    join trade_order_standing s on s.tenant_id = o.tenant_id and s.order_id = o.id
    where o.gates_issue
      and not (st.state in ('balance_paid', 'released', 'closed') and s.deposit_paid and s.balance_paid and not s.is_owed)
      and not exists (select 1 from order_gate_lift l where l.tenant_id = o.tenant_id and l.order_id = o.id)`.execute(
    db,
  );
  await sql`grant select on order_gate to app_tenant`.execute(db);
  await sql`create function gated_by_order() returns trigger language plpgsql as $$
    begin
      if exists (select 1 from calculation_run c join order_gate g
          on g.tenant_id = c.tenant_id and g.inventory_id = c.inventory_id
          where c.tenant_id = new.tenant_id and c.id = new.run_id) then
        raise exception 'order_unpaid' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger gated_by_order before insert on report
    for each row execute function gated_by_order()`.execute(db);
}
