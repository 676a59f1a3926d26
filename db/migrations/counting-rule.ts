import { type Kysely, sql } from "kysely";

/**
 * Keeps the stricter of a rule's versions in force for 72 hours: the view `counting_…` shows the newest version, and
 * each older one that it doesn't replace yet. So a manager can't loosen a rule and act alone before the others notice.
 */
export async function keepCounting(db: Kysely<unknown>, table: string, readers: string): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db);
  await run(`create trigger stated_now before insert on ${table} for each row when (current_user = 'app_tenant')
    execute function state_now()`);
  await run(`create view counting_${table} with (security_invoker = true) as select t.* from ${table} t
    where not exists (select from ${table} n where n.tenant_id = t.tenant_id and n.version > t.version
      and n.created_at <= clock_timestamp() - right_wait())`);
  await run(`grant select on counting_${table} to ${readers}`);
}
