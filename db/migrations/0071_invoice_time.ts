import { type Kysely, sql } from "kysely";
import { BY } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

/** The time that each line of an invoice bills. A fully credited invoice frees its time for a later invoice. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "invoice_time", {
    columns: `entry_id uuid not null,
      -- Counts the invoices of an entry. Set by the database, so that two invoices at once collide.
      round int not null check (round > 0),
      invoice_id uuid not null,
      position int not null,
      ${BY},
      constraint time_once_on_invoice unique (tenant_id, invoice_id, entry_id),
      foreign key (tenant_id, entry_id) references time_entry (tenant_id, id),
      foreign key (tenant_id, invoice_id, position) references invoice_line (tenant_id, invoice_id, position)`,
    key: "entry_id, round",
    access: "frozen",
  });
  await sql`create view billed_time with (security_invoker = true) as
    select b.tenant_id, b.entry_id, b.invoice_id, b.position, i.number
    from invoice_time b join invoice i on i.tenant_id = b.tenant_id and i.id = b.invoice_id
    where i.total_minor > coalesce((select sum(c.amount_minor) from credit_note c
      where c.tenant_id = i.tenant_id and c.invoice_id = i.id), 0)`.execute(db);
  await sql`create view unbilled_time with (security_invoker = true) as
    select t.* from time_entry t
    where t.is_billable and t.minutes > 0
    and not exists (select 1 from time_entry c where c.tenant_id = t.tenant_id and c.replaces = t.id)
    and not exists (select 1 from billed_time b where b.tenant_id = t.tenant_id and b.entry_id = t.id)`.execute(db);
  await sql`grant select on billed_time, unbilled_time to app_tenant`.execute(db);
  await guardTime(db);
}

async function guardTime(db: Kysely<unknown>): Promise<void> {
  await sql`create function guard_invoice_time() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock(hashtextextended('time:' || new.tenant_id::text, 0));
      if not exists (
        select 1 from unbilled_time t join invoice i on i.tenant_id = t.tenant_id and i.client_id = t.client_id
        where t.tenant_id = new.tenant_id and t.id = new.entry_id and i.id = new.invoice_id) then
        raise exception 'time_not_unbilled' using errcode = 'TT004';
      end if;
      new.round := 1 + (select count(*) from invoice_time b
        where b.tenant_id = new.tenant_id and b.entry_id = new.entry_id);
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on invoice_time
    for each row execute function guard_invoice_time()`.execute(db);
  await sql`create function check_time_sum() returns trigger language plpgsql as $$
    begin
      if (select l.quantity * case l.unit when 'h' then 60 when 'min' then 1 end from invoice_line l
          where l.tenant_id = new.tenant_id and l.invoice_id = new.invoice_id and l.position = new.position)
        is distinct from
        (select sum(t.minutes)::numeric from invoice_time b
          join time_entry t on t.tenant_id = b.tenant_id and t.id = b.entry_id
          where b.tenant_id = new.tenant_id and b.invoice_id = new.invoice_id and b.position = new.position) then
        raise exception 'time_sum' using errcode = 'TT005';
      end if;
      return null;
    end $$`.execute(db);
  await sql`create constraint trigger adds_up after insert on invoice_time
    deferrable initially deferred for each row execute function check_time_sum()`.execute(db);
  await sql`create function guard_billed_time() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock(hashtextextended('time:' || new.tenant_id::text, 0));
      if exists (select 1 from billed_time b where b.tenant_id = new.tenant_id and b.entry_id = new.replaces) then
        raise exception 'time_billed' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger unbilled before insert on time_entry
    for each row when (new.replaces is not null) execute function guard_billed_time()`.execute(db);
}
