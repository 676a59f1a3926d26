import { type Kysely, sql } from "kysely";
import { tenantTable } from "./tenant-table.ts";

const BY = `created_by text not null, created_at timestamptz not null default clock_timestamp()`;

/**
 * Whoever asks that money be paid back is not who confirms it, above the amount that the seller stated for receipts. No
 * refund is booked by a person without its request, and none before the request is confirmed where it has to be. A dispute
 * keeps the day until which it can be answered.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create function refund_needs_confirmation(of_tenant uuid, of_payment uuid, minor bigint) returns boolean
    language sql stable as $$
    select coalesce((
      select minor * coalesce(i.exchange_rate, 1)
          * power(10::numeric, minor_digits(i.home_currency) - minor_digits(i.currency)) > d.confirm_above_minor
      from payment p join invoice i on i.tenant_id = p.tenant_id and i.id = p.invoice_id
        join seller_detail d on d.tenant_id = p.tenant_id
      where p.tenant_id = of_tenant and p.id = of_payment
      order by d.version desc limit 1), false) $$`.execute(db);
  await sql`alter table refund_request
    add column with_credit_note boolean not null default false,
    add column needs_confirmation boolean not null default false,
    add column person_id text not null default '',
    add constraint credited_once_confirmed check (credit_note_id is null or not needs_confirmation),
    add constraint refund_request_of_person unique (tenant_id, id, person_id)`.execute(db);
  await sql`create function guard_refund_request() returns trigger language plpgsql as $$
    begin
      new.needs_confirmation := refund_needs_confirmation(new.tenant_id, new.payment_id, new.amount_minor);
      return new;
    end $$`.execute(db);
  await sql`drop trigger billing on refund_request`.execute(db);
  await sql`create trigger billing before insert on refund_request
    for each row execute function require_billing('names')`.execute(db);
  await sql`create trigger guard before insert on refund_request
    for each row execute function guard_refund_request()`.execute(db);
  await createEnds(db);
  await guardRefunds(db);
  await sql`alter table dispute_step add column due_by timestamptz`.execute(db);
}

async function createEnds(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "refund_request_end", {
    columns: `refund_request_id uuid not null,
      state text not null check (state in ('confirmed', 'declined', 'taken_back')),
      note text not null default '' check (char_length(note) <= 1000),
      credit_note_id uuid,
      author_person_id text not null,
      person_id text not null,
      ${BY},
      constraint refund_confirmed_by_another check ((state = 'taken_back') = (person_id = author_person_id)),
      check (state <> 'declined' or btrim(note) <> ''),
      check (credit_note_id is null or state = 'confirmed'),
      foreign key (tenant_id, refund_request_id, author_person_id) references refund_request (tenant_id, id, person_id),
      foreign key (tenant_id, credit_note_id) references credit_note (tenant_id, id)`,
    key: "refund_request_id",
    access: "frozen",
  });
  await sql`create trigger billing before insert on refund_request_end
    for each row execute function require_billing('names')`.execute(db);
  await sql`create function guard_refund_request_end() returns trigger language plpgsql as $$
    begin
      if not exists (select 1 from refund_request q where q.tenant_id = new.tenant_id and q.id = new.refund_request_id
                     and q.needs_confirmation) then
        raise exception 'nothing_to_confirm' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on refund_request_end
    for each row execute function guard_refund_request_end()`.execute(db);
}

async function guardRefunds(db: Kysely<unknown>): Promise<void> {
  await sql`create unique index refund_of_request on refund (tenant_id, refund_request_id)
    where refund_request_id is not null`.execute(db);
  await sql`create function guard_asked_refund() returns trigger language plpgsql as $$
    begin
      if new.kind = 'refund' and new.refund_request_id is null and new.created_by not like 'provider:%' then
        raise exception 'refund_not_asked' using errcode = 'TT003';
      end if;
      if new.refund_request_id is not null and not exists (
        select 1 from refund_request q left join refund_request_end e
          on e.tenant_id = q.tenant_id and e.refund_request_id = q.id
        where q.tenant_id = new.tenant_id and q.id = new.refund_request_id and q.payment_id = new.payment_id
          and q.amount_minor = new.amount_minor
          and case when q.needs_confirmation then e.state = 'confirmed' else e.state is null end) then
        raise exception 'refund_not_confirmed' using errcode = 'TT003';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger asked before insert on refund for each row execute function guard_asked_refund()`.execute(
    db,
  );
}
