import { type Kysely, sql } from "kysely";

/**
 * A bank line, and a transfer, can be booked again once the receipt that took it counts no longer: declined, taken back,
 * or its payment reversed. What was held by unique keys is held by the guard, which looks at receipts that count.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create view counted_receipt with (security_invoker = true) as
    select r.* from receipt r
    where not exists (
      select 1 from receipt_end e
      where e.tenant_id = r.tenant_id and e.receipt_id = r.id and e.state in ('declined', 'taken_back'))
    and not exists (
      select 1 from payment p join payment_reversal v on v.tenant_id = p.tenant_id and v.payment_id = p.id
      where p.tenant_id = r.tenant_id and p.receipt_id = r.id)`.execute(db);
  await sql`grant select on counted_receipt to app_tenant`.execute(db);
  await dropKeys(db);
  await sql`create index receipt_of_line on receipt (tenant_id, bank_line_id)`.execute(db);
  await guardReceipts(db);
  await guardDismissals(db);
}

/** Their names are the database's own, cut to its length. */
async function dropKeys(db: Kysely<unknown>): Promise<void> {
  await sql`do $$
    declare name text;
    begin
      for name in select c.conname from pg_constraint c
        where c.conrelid = 'receipt'::regclass and c.contype = 'u'
          and pg_get_constraintdef(c.oid) ~ '(bank_line_id|arrived_minor)' loop
        execute format('alter table receipt drop constraint %I', name);
      end loop;
    end $$`.execute(db);
}

async function guardReceipts(db: Kysely<unknown>): Promise<void> {
  await sql`create function guard_receipt_once() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock(hashtextextended('receipt:' || new.tenant_id::text, 0));
      if new.bank_line_id is not null and exists (
        select 1 from counted_receipt r where r.tenant_id = new.tenant_id and r.bank_line_id = new.bank_line_id) then
        raise exception 'line_settled' using errcode = 'TT004';
      end if;
      if exists (
        select 1 from counted_receipt r
        where r.tenant_id = new.tenant_id and r.invoice_id = new.invoice_id and r.bank_reference = new.bank_reference
          and r.received_on = new.received_on and r.arrived_minor = new.arrived_minor) then
        raise exception 'receipt_known' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard_once before insert on receipt
    for each row execute function guard_receipt_once()`.execute(db);
}

async function guardDismissals(db: Kysely<unknown>): Promise<void> {
  await sql`create or replace function guard_line_dismissal() returns trigger language plpgsql as $$
    begin
      if exists (
        select 1 from counted_receipt r where r.tenant_id = new.tenant_id and r.bank_line_id = new.bank_line_id) then
        raise exception 'line_settled' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
}
