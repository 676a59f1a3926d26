import { type Kysely, sql } from "kysely";

/**
 * The reports of one calculation, one in each language, are replaced, withdrawn and expired together: what the log says of
 * one it says of all, in the same transaction.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`grant select (run_id, issued_at) on report to app_log`.execute(db);
  await widenWithdrawal(db);
  await holdEditions(db);
  await holdValidity(db);
}

/** Two people withdraw the reports of a calculation, by a proposal about one of them. */
async function widenWithdrawal(db: Kysely<unknown>): Promise<void> {
  await sql`create or replace function withdrawn_by_two() returns trigger language plpgsql as $$
    begin
      if new.kind = 'withdraw' and not exists (
        select 1 from report r
          join report asked on asked.tenant_id = r.tenant_id and asked.run_id = r.run_id
          join report_withdrawal_end e on e.tenant_id = asked.tenant_id and e.report_id = asked.id
        where r.number = new.number and e.state = 'confirmed') then
        raise exception 'withdrawal_not_confirmed' using errcode = 'TT003';
      end if;
      return new;
    end $$`.execute(db);
}

/**
 * Read at the end of the transaction. An edition that is being printed has no place in the log yet; when it gets one, it is
 * held to what was said of the others since it was asked for.
 */
async function holdEditions(db: Kysely<unknown>): Promise<void> {
  await sql`create function editions_together() returns trigger language plpgsql as $$
    begin
      if exists (
        select 1 from report r
          join report other on other.tenant_id = r.tenant_id and other.run_id = r.run_id
          join statement issued on issued.number = other.number and issued.kind = 'issue'
         where r.number = new.number and new.kind in ('supersede', 'withdraw') and issued.log_index < new.log_index
           and not exists (select 1 from statement s where s.number = other.number and s.kind in ('withdraw', new.kind)))
      or exists (
        select 1 from report r
          join report other on other.tenant_id = r.tenant_id and other.run_id = r.run_id
          join statement said on said.number = other.number
         where r.number = new.number and new.kind = 'issue'
           and (said.kind = 'supersede' or (said.kind = 'withdraw' and said.stated_at >= r.issued_at))
           and not exists (select 1 from statement s where s.number = r.number and s.kind in ('withdraw', said.kind))) then
        raise exception 'editions_apart' using errcode = 'TT003';
      end if;
      return null;
    end $$`.execute(db);
  await sql`create constraint trigger editions_together after insert on statement
    deferrable initially deferred for each row when (new.kind in ('issue', 'supersede', 'withdraw'))
    execute function editions_together()`.execute(db);
}

/** A validity ends by the clock, so it ends together only where it is the same day. */
async function holdValidity(db: Kysely<unknown>): Promise<void> {
  await sql`create function editions_share_validity() returns trigger language plpgsql as $$
    begin
      if exists (
        select 1 from report other
         where other.tenant_id = new.tenant_id and other.run_id = new.run_id
           and other.valid_until is distinct from new.valid_until
           and not exists (select 1 from statement s where s.number = other.number and s.kind = 'withdraw')) then
        raise exception 'editions_apart' using errcode = 'TT003';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger editions_share_validity before insert on report
    for each row execute function editions_share_validity()`.execute(db);
}
