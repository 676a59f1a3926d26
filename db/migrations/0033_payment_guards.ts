import { type Kysely, sql } from "kysely";

/**
 * Every payment needs its receipt or event. The receipt must be confirmed where required, and a difference must be
 * within the tolerance and the open amount. The person who requests a refund doesn't confirm it if it is above the
 * seller's limit for receipts. A person can't book a refund without its request.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await guardPayments(db);
  await guardLines(db);
  await guardRefunds(db);
  await guardRequests(db);
  await requireBilling(db);
}

async function guardPayments(db: Kysely<unknown>): Promise<void> {
  await sql`create function guard_payment() returns trigger language plpgsql as $$
    declare s invoice_standing; most bigint;
    begin
      perform pg_advisory_xact_lock(hashtextextended('settle:' || new.invoice_id::text, 0));
      if new.receipt_id is not null and not exists (
        select 1 from receipt r left join receipt_end e on e.tenant_id = r.tenant_id and e.receipt_id = r.id
        where r.tenant_id = new.tenant_id and r.id = new.receipt_id and r.invoice_id = new.invoice_id
          and r.settles_minor = new.amount_minor and r.settles_fee_minor = new.fee_minor
          and r.received_on = new.received_on
          and case when r.needs_confirmation then e.state = 'confirmed' else e.state is null end) then
        raise exception 'receipt_not_confirmed' using errcode = 'TT003';
      end if;
      if new.kind in ('bank_charge', 'short_payment') then
        select t.tolerance_minor into most from receipt_tolerance t
          where t.tenant_id = new.tenant_id and t.currency = new.currency order by t.version desc limit 1;
        select * into s from invoice_standing t where t.tenant_id = new.tenant_id and t.invoice_id = new.invoice_id;
        if new.amount_minor > coalesce(most, 0)
           or new.amount_minor <> s.owed_minor - s.paid_minor + s.refunded_minor or s.paid_minor = 0 then
          raise exception 'above_tolerance' using errcode = 'TT004';
        end if;
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on payment for each row execute function guard_payment()`.execute(db);
}

/**
 * A bank line, and a transfer, can be used again once its receipt no longer counts: it was declined or withdrawn, or
 * its payment reversed.
 */
async function guardLines(db: Kysely<unknown>): Promise<void> {
  await sql`create view counted_receipt with (security_invoker = true) as
    select r.* from receipt r
    where not exists (
      select 1 from receipt_end e
      where e.tenant_id = r.tenant_id and e.receipt_id = r.id and e.state in ('declined', 'taken_back'))
    and not exists (
      select 1 from payment p join payment_reversal v on v.tenant_id = p.tenant_id and v.payment_id = p.id
      where p.tenant_id = r.tenant_id and p.receipt_id = r.id)`.execute(db);
  await sql`grant select on counted_receipt to app_tenant`.execute(db);
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
  await sql`create function guard_line_dismissal() returns trigger language plpgsql as $$
    begin
      if exists (
        select 1 from counted_receipt r where r.tenant_id = new.tenant_id and r.bank_line_id = new.bank_line_id) then
        raise exception 'line_settled' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on bank_line_dismissal
    for each row execute function guard_line_dismissal()`.execute(db);
}

async function guardRefunds(db: Kysely<unknown>): Promise<void> {
  await sql`create function guard_refund() returns trigger language plpgsql as $$
    declare p payment; most bigint;
    begin
      select * into p from payment t where t.tenant_id = new.tenant_id and t.id = new.payment_id;
      perform pg_advisory_xact_lock(hashtextextended('settle:' || p.invoice_id::text, 0));
      if exists (select 1 from payment_reversal r where r.tenant_id = new.tenant_id and r.payment_id = new.payment_id)
         or new.amount_minor + coalesce((select sum(r.amount_minor) from refund r
              where r.tenant_id = new.tenant_id and r.payment_id = new.payment_id), 0) > p.amount_minor then
        raise exception 'refund_above_payment' using errcode = 'TT004';
      end if;
      if new.kind = 'overpayment_kept' then
        select t.tolerance_minor into most from receipt_tolerance t
          where t.tenant_id = new.tenant_id and t.currency = p.currency order by t.version desc limit 1;
        if new.amount_minor > coalesce(most, 0) then
          raise exception 'above_tolerance' using errcode = 'TT004';
        end if;
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on refund for each row execute function guard_refund()`.execute(db);
  await sql`create function guard_payment_reversal() returns trigger language plpgsql as $$
    begin
      if exists (select 1 from refund r where r.tenant_id = new.tenant_id and r.payment_id = new.payment_id) then
        raise exception 'payment_refunded' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on payment_reversal
    for each row execute function guard_payment_reversal()`.execute(db);
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

async function guardRequests(db: Kysely<unknown>): Promise<void> {
  await sql`create function refund_needs_confirmation(of_tenant uuid, of_payment uuid, minor bigint)
    returns boolean language sql stable as $$
    select coalesce((
      select is_above_limit(of_tenant, minor * coalesce(i.exchange_rate, 1)
        * power(10::numeric, minor_digits(i.home_currency) - minor_digits(i.currency)))
      from payment p join invoice i on i.tenant_id = p.tenant_id and i.id = p.invoice_id
      where p.tenant_id = of_tenant and p.id = of_payment), false) $$`.execute(db);
  await sql`create function guard_refund_request() returns trigger language plpgsql as $$
    begin
      new.needs_confirmation := refund_needs_confirmation(new.tenant_id, new.payment_id, new.amount_minor);
      return new;
    end $$`.execute(db);
  await sql`create trigger guard before insert on refund_request
    for each row execute function guard_refund_request()`.execute(db);
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

/**
 * The acting person is looked up, not passed in: the person behind the author, with the billing right in the whole
 * workspace.
 */
async function requireBilling(db: Kysely<unknown>): Promise<void> {
  await sql`create function require_billing() returns trigger language plpgsql as $$
    declare person text;
    begin
      person := (select a.person_id from author a where a.id = new.created_by);
      if not exists (select 1 from membership m where m.tenant_id = new.tenant_id and m.user_id = person
                     and m.organization_id is null and m.role in ('owner', 'billing')) then
        raise exception 'not_billing' using errcode = 'TT003';
      end if;
      if tg_argv[0] = 'names' then new.person_id := person; end if;
      return new;
    end $$`.execute(db);
  for (const table of ["receipt", "receipt_end", "refund_request", "refund_request_end"]) {
    await sql`create trigger billing before insert on ${sql.table(table)}
      for each row execute function require_billing('names')`.execute(db);
  }
  const acts = ["payment_reversal", "receipt_tolerance", "bank_line_dismissal", "payment_task_end"];
  for (const table of acts) {
    await sql`create trigger billing before insert on ${sql.table(table)}
      for each row execute function require_billing()`.execute(db);
  }
  await sql`create function require_billing_unless_provider() returns trigger language plpgsql as $$
    begin
      if new.created_by not like 'provider:%' and not exists (
        select 1 from membership m join author a on a.person_id = m.user_id
        where a.id = new.created_by and m.tenant_id = new.tenant_id and m.organization_id is null
          and m.role in ('owner', 'billing')) then
        raise exception 'not_billing' using errcode = 'TT003';
      end if;
      return new;
    end $$`.execute(db);
  for (const table of ["payment", "refund"]) {
    await sql`create trigger billing before insert on ${sql.table(table)}
      for each row execute function require_billing_unless_provider()`.execute(db);
  }
}
