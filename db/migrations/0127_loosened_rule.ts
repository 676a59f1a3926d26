import { type Kysely, sql } from "kysely";

/** Rules that ask for a second person or a second factor, each in versions, and the roles that read them. */
const RULES: Record<string, string> = {
  release_rule: "app_tenant",
  seller_detail: "app_tenant",
  second_factor_rule: "app_tenant, app_system",
};

/**
 * A rule that asks for less counts 72 hours after it was saved, and the stricter one before it until then: a member who
 * manages can't loosen it and act alone before the others notice.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create function state_now() returns trigger language plpgsql as $$
    begin
      new.created_at := clock_timestamp();
      return new;
    end $$`.execute(db);
  for (const [table, readers] of Object.entries(RULES)) await keepCounting(db, table, readers);
  await sql`create or replace function released_by_two() returns trigger language plpgsql as $$
    begin
      if exists (select from counting_release_rule r where r.tenant_id = new.tenant_id and r.needs_second)
        and (select count(*) from report_release p
               join report_release_end e on e.tenant_id = p.tenant_id and e.release_id = p.id
             where p.tenant_id = new.tenant_id and p.organization_id = new.organization_id
               and p.run_id = new.run_id and p.locale = new.locale and e.state = 'confirmed')
         <= (select count(*) from report o where o.tenant_id = new.tenant_id and o.run_id = new.run_id
               and o.locale = new.locale and o.issued_at >= (select min(r.created_at) from release_rule r
                 where r.tenant_id = new.tenant_id)) then
        raise exception 'release_not_confirmed' using errcode = 'TT006';
      end if;
      return new;
    end $$`.execute(db);
  await limitMoney(db);
  await keepApproval(db);
}

/** Statements that count: the newest, and each that one older than 72 hours didn't replace yet. */
async function keepCounting(db: Kysely<unknown>, table: string, readers: string): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db);
  await run(`create trigger stated_now before insert on ${table} for each row when (current_user = 'app_tenant')
    execute function state_now()`);
  await run(`create view counting_${table} with (security_invoker = true) as select t.* from ${table} t
    where not exists (select from ${table} n where n.tenant_id = t.tenant_id and n.version > t.version
      and n.created_at <= clock_timestamp() - right_wait())`);
  await run(`grant select on counting_${table} to ${readers}`);
}

/** The lowest limit that counts. One of another home currency can't be compared, so it asks for two people. */
async function limitMoney(db: Kysely<unknown>): Promise<void> {
  await sql`create function is_above_limit(of_tenant uuid, home_minor numeric) returns boolean language sql stable as $$
    select exists (
      select from counting_seller_detail d where d.tenant_id = of_tenant and d.confirm_above_minor is not null
        and (home_minor > d.confirm_above_minor or d.home_currency <> (
          select n.home_currency from seller_detail n where n.tenant_id = of_tenant order by n.version desc limit 1))) $$`.execute(
    db,
  );
  await sql`create or replace function refund_needs_confirmation(of_tenant uuid, of_payment uuid, minor bigint)
    returns boolean language sql stable as $$
    select coalesce((
      select is_above_limit(of_tenant, minor * coalesce(i.exchange_rate, 1)
        * power(10::numeric, minor_digits(i.home_currency) - minor_digits(i.currency)))
      from payment p join invoice i on i.tenant_id = p.tenant_id and i.id = p.invoice_id
      where p.tenant_id = of_tenant and p.id = of_payment), false) $$`.execute(db);
  await sql`create or replace function guard_receipt() returns trigger language plpgsql as $$
    declare i invoice;
    begin
      select * into i from invoice t where t.tenant_id = new.tenant_id and t.id = new.invoice_id;
      new.needs_confirmation := is_above_limit(new.tenant_id, new.settles_minor * coalesce(i.exchange_rate, 1)
        * power(10::numeric, minor_digits(i.home_currency) - minor_digits(i.currency)));
      if new.bank_line_id is not null and not exists (
        select 1 from bank_line b where b.tenant_id = new.tenant_id and b.id = new.bank_line_id
          and b.currency = new.currency and b.amount_minor = new.arrived_minor and b.booked_on = new.received_on) then
        raise exception 'line_differs' using errcode = 'TT004';
      end if;
      if exists (select 1 from bank_line_dismissal d
                 where d.tenant_id = new.tenant_id and d.bank_line_id = new.bank_line_id) then
        raise exception 'line_settled' using errcode = 'TT004';
      end if;
      return new;
    end $$`.execute(db);
}

/** Whether reports need approved records is a column of the organization: when it was switched off is kept next to it. */
async function keepApproval(db: Kysely<unknown>): Promise<void> {
  await sql`alter table organization add column approval_off_at timestamptz`.execute(db);
  await sql`create function note_approval_off() returns trigger language plpgsql as $$
    begin
      new.approval_off_at := case when new.requires_approval then null
        when old.requires_approval then clock_timestamp() else old.approval_off_at end;
      return new;
    end $$`.execute(db);
  await sql`create trigger approval_off before update on organization for each row when (current_user = 'app_tenant')
    execute function note_approval_off()`.execute(db);
}
