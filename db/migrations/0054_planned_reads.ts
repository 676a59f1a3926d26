import { type Kysely, sql } from "kysely";

/**
 * Accounts are of no tenant, so what a tenant may see of them is told by other tables. Told by `in (select …)` in several
 * policies, every name on a page cost a pass over all accounts of the installation; as one array it is looked up by key.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db);
  for (const policy of ["of_members", "of_verifiers", "of_engaged", "of_verifier", "of_verifier_engaged"]) {
    await run(`drop policy ${policy} on user_account`);
  }
  await run(`create policy of_members on user_account for select to app_tenant using (id = any (array(
    select m.user_id from membership m
    union all select a.user_id from assurance_acceptance a
    union all select x.user_id from engagement_actor x
    union all select e.user_id from engagement_acceptance e)))`);
  await run(`create policy of_verifier on user_account for select to app_verifier using (id = any (array(
    select current_setting('app.user_id', true)
    union all select m.user_id from membership m
    union all select x.user_id from engagement_actor x)))`);
  // A key and a data request are authors by these names.
  await run("create index api_key_as_author on api_key (tenant_id, ('key:' || id::text))");
  await run("create index data_request_as_author on data_request (tenant_id, ('request:' || id::text))");
  // A job names the key that asked for it, whatever tenant it is of.
  await run("create index api_key_by_id on api_key (id)");
  // A few hundred properties among tens of thousands of factors, asked for with every choice of one.
  await run("create index emission_factor_property on emission_factor (status) where kind = 'property'");
}
