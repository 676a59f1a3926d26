import { type Kysely, sql } from "kysely";
import { BY } from "./columns.ts";
import { admitSystem, tenantTable } from "./tenant-table.ts";

const SELLER_IN_CONTEXT = "seller_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)";

/**
 * Holds on issue across workspaces: if a company's grant allows it, an order of the consultancy blocks the reports of
 * one inventory of that company, and of those alike. The hold is a fact in the company's tenant, which can always read it. It ends when the
 * order is paid, opened on account or cancelled, and permanently 30 days after the engagement.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createHold(db);
  await createEnd(db);
  await endByOrder(db);
  await holdReports(db);
}

/** In the company's tenant, recorded by the system for the seller; the order is in the seller's tenant. */
async function createHold(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "order_hold", {
    columns: `order_id uuid not null,
      seller_id uuid not null references tenant (id),
      engagement_id uuid not null,
      organization_id uuid not null,
      inventory_id uuid not null,
      order_number text not null check (char_length(order_number) between 1 and 40),
      may_hold boolean not null default true check (may_hold),
      ${BY},
      unique (tenant_id, order_id, seller_id),
      foreign key (tenant_id, engagement_id, organization_id, may_hold)
        references engagement (tenant_id, id, organization_id, may_hold),
      foreign key (tenant_id, engagement_id, seller_id)
        references engagement_acceptance (tenant_id, engagement_id, consultancy_id),
      foreign key (tenant_id, inventory_id, organization_id) references inventory (tenant_id, id, organization_id)`,
    key: "order_id",
    access: "read",
  });
  await sql`create index order_hold_of_inventory on order_hold (tenant_id, inventory_id)`.execute(db);
  await sql`create index order_hold_of_seller on order_hold (seller_id, order_id)`.execute(db);
  await admitSystem(db, "order_hold", "select, insert");
  await sql
    .raw(`create policy of_seller on order_hold for select to app_tenant using (${SELLER_IN_CONTEXT})`)
    .execute(db);
  await sql`create function guard_order_hold() returns trigger language plpgsql as $$
    begin
      if not exists (select 1 from engagement_in_force f where f.tenant_id = new.tenant_id and f.id = new.engagement_id) then
        raise exception 'engagement_not_in_force' using errcode = 'TT005';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on order_hold for each row execute function guard_order_hold()`.execute(
    db,
  );
}

/** Ended only by the seller: a company can't end a hold that it agreed to, and an end can't be undone. */
async function createEnd(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "order_hold_end", {
    columns: `order_id uuid not null,
      seller_id uuid not null references tenant (id),
      cause text not null check (cause in ('paid', 'lifted', 'cancelled')),
      ${BY},
      foreign key (tenant_id, order_id, seller_id) references order_hold (tenant_id, order_id, seller_id)`,
    key: "order_id",
    access: "frozen",
  });
  await sql`create index order_hold_end_of_seller on order_hold_end (seller_id, order_id)`.execute(db);
  await sql
    .raw(
      `create policy of_seller on order_hold_end to app_tenant using (${SELLER_IN_CONTEXT}) with check (${SELLER_IN_CONTEXT})`,
    )
    .execute(db);
  await sql`create function guard_order_hold_end() returns trigger language plpgsql as $$
    begin
      if new.seller_id is distinct from nullif(current_setting('app.tenant_id', true), '')::uuid then
        raise exception 'not_the_seller' using errcode = 'TT005';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on order_hold_end
    for each row execute function guard_order_hold_end()`.execute(db);
}

/** In the transaction of the act that ends it, by any author. */
async function endByOrder(db: Kysely<unknown>): Promise<void> {
  await sql`create function end_order_hold() returns trigger language plpgsql as $$
    begin
      insert into order_hold_end (tenant_id, order_id, seller_id, cause, created_by)
        select h.tenant_id, h.order_id, h.seller_id, tg_argv[0], new.created_by from order_hold h
        where h.seller_id = new.tenant_id and h.order_id = new.order_id
        on conflict do nothing;
      return null;
    end $$`.execute(db);
  await sql`create trigger end_hold_paid after insert on trade_order_step for each row
    when (new.state = 'balance_paid') execute function end_order_hold('paid')`.execute(db);
  await sql`create trigger end_hold_cancelled after insert on trade_order_step for each row
    when (new.state = 'cancelled') execute function end_order_hold('cancelled')`.execute(db);
  await sql`create trigger end_hold_lifted after insert on order_gate_lift for each row
    execute function end_order_hold('lifted')`.execute(db);
}

/** A company is never locked out permanently: an open hold ends automatically 30 days after the engagement. */
async function holdReports(db: Kysely<unknown>): Promise<void> {
  await sql`create view order_hold_in_force with (security_invoker = true) as
    select h.tenant_id, h.order_id, h.order_number, l.alike_id as inventory_id, a.consultancy_name as seller_name, w.until
    from order_hold h
    join inventory_alike l on l.tenant_id = h.tenant_id and l.inventory_id = h.inventory_id
    join engagement e on e.tenant_id = h.tenant_id and e.id = h.engagement_id
    join engagement_acceptance a on a.tenant_id = h.tenant_id and a.engagement_id = h.engagement_id
    left join engagement_revocation r on r.tenant_id = h.tenant_id and r.engagement_id = h.engagement_id
    cross join lateral (select least(e.ends_on, (r.created_at at time zone 'UTC')::date) + 30 as until) w
    where (clock_timestamp() at time zone 'UTC')::date <= w.until
      and not exists (select 1 from order_hold_end n where n.tenant_id = h.tenant_id and n.order_id = h.order_id)`.execute(
    db,
  );
  await sql`grant select on order_hold_in_force to app_tenant`.execute(db);
  await sql`create function held_by_order() returns trigger language plpgsql as $$
    begin
      if exists (select 1 from calculation_run c join order_hold_in_force h
          on h.tenant_id = c.tenant_id and h.inventory_id = c.inventory_id
          where c.tenant_id = new.tenant_id and c.id = new.run_id) then
        raise exception 'order_hold' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger held_by_order before insert on report
    for each row execute function held_by_order()`.execute(db);
}
