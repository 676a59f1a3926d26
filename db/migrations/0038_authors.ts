import { type Kysely, sql } from "kysely";

/**
 * One name for each author, and who sees the accounts behind them. `person_id` is the person who counts where two
 * people are required: the creator of a key, the person of a consultancy. It is null for a person without an account,
 * such as the recipient of a data request or the holder of a quote's link. Acts without a person are the product's own.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create view author with (security_invoker = true) as
    select id, name, id as person_id from user_account
    union all select 'request:' || id::text, recipient_name, null::text from data_request
    union all select 'key:' || k.id::text as id, k.name, k.created_by as person_id from api_key k
    union all select 'system', 'Truetonne', null::text
    union all select x.author_id as id, u.name || ' · ' || a.consultancy_name as name, x.user_id as person_id
      from engagement_actor x
      join engagement_acceptance a on a.tenant_id = x.tenant_id and a.engagement_id = x.engagement_id
      join user_account u on u.id = x.user_id
    union all (select distinct on (v.tenant_id, v.client_id) 'client:' || v.client_id::text as id,
      case when v.legal_name_en <> '' then v.legal_name_en else v.legal_name_zh end as name, null::text as person_id
      from client_version v order by v.tenant_id, v.client_id, v.version desc)`.execute(db);
  await sql`grant select on author to app_tenant, app_verifier`.execute(db);
  await showAccounts(db);
}

/**
 * Accounts belong to no tenant, so other tables decide which ones a tenant may see. With `in (select …)` in several
 * policies, every name on a page would cost a scan of all accounts of the installation. As one array, it is looked up
 * by key.
 */
async function showAccounts(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db);
  await run(`create policy of_members on user_account for select to app_tenant using (id = any (array(
    select m.user_id from membership m
    union all select a.user_id from assurance_acceptance a
    union all select x.user_id from engagement_actor x
    union all select e.user_id from engagement_acceptance e)))`);
  await run(`create policy of_verifier on user_account for select to app_verifier using (id = any (array(
    select current_setting('app.user_id', true)
    union all select m.user_id from membership m
    union all select x.user_id from engagement_actor x)))`);
}
