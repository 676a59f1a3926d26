import { type Kysely, sql } from "kysely";

const TENANT = "nullif(current_setting('app.tenant_id', true), '')::uuid";
const RUN = "nullif(current_setting('app.run_id', true), '')::uuid";
const OF_THIS_TRANSACTION = "xmin = pg_current_xact_id()::xid";

/**
 * Lets the lines of a large run be stored while its records are still calculated, when neither its totals nor its hashes
 * are known. A piece of its document may come before the run now, and is held to it when the transaction commits: the run
 * must have been added by the same transaction. Lines are taken where such a piece stands, so they can't be without their
 * run either, nor be added to one that was there before.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db);
  await run(`alter table calculation_piece alter constraint calculation_piece_tenant_id_run_id_fkey
    deferrable initially deferred`);
  await run(`create function guard_calculation_piece() returns trigger language plpgsql as $$
    begin
      if not exists (select from calculation_run r
                      where r.tenant_id = new.tenant_id and r.id = new.run_id and r.${OF_THIS_TRANSACTION}) then
        raise exception 'run_not_of_this_transaction' using errcode = '23503';
      end if;
      return null;
    end $$`);
  await run(`create constraint trigger of_a_run after insert on calculation_piece
    deferrable initially deferred for each row execute function guard_calculation_piece()`);

  await run("grant select (tenant_id, run_id, xmin) on calculation_piece to app_lines");
  await run(
    `create policy of_lines on calculation_piece for select to app_lines using (tenant_id = (select ${TENANT}))`,
  );
  const ofThis = (table: string, id: string) => `exists (select from ${table} r
    where r.tenant_id = ${TENANT} and r.${id} = ${RUN} and r.${OF_THIS_TRANSACTION})`;
  await run(`create or replace function guard_calculation_line() returns trigger language plpgsql as $$
    begin
      if not (${ofThis("calculation_run", "id")} or ${ofThis("calculation_piece", "run_id")}) then
        raise exception 'run_not_of_this_transaction' using errcode = '23503';
      end if;
      return null;
    end $$`);
}
