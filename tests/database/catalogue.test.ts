import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { expect, it } from "vitest";
import { onEachEngine } from "#tests/support/engines.ts";

type Query = (text: string) => Promise<Record<string, unknown>[]>;

/** Tables that the tenant role may update. All other tables with rows of a tenant hold facts. */
const EDITABLE = new Set([
  "activity_count",
  "quote_series",
  "membership",
  "invitation",
  "organization",
  "facility",
  "bank_statement_draft",
  "data_request_draft",
  "data_request_file",
  "description_match",
  "emission_source",
  "import_draft",
  "import_mapping",
  "import_row",
  "inventory",
  "idempotency_key",
  "job",
  "mail_failure",
  "notice",
  "client_mail",
  "report_series",
  "reminder_setting",
  "administrator_notice",
  // No update either: a withdrawal frees the certificates of an instrument.
  "instrument_serials",
]);

/** Violations of the tenancy rules in the catalogue. Empty if every table follows them. */
async function findBreaches(query: Query): Promise<string[]> {
  const breaches: string[] = [];
  const tables = await query(`
    select c.relname as name, c.relrowsecurity as rls, c.relforcerowsecurity as forced, c.relkind as kind,
      exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped) as is_tenant,
      (select string_agg(polname, ',') from pg_policy where polrelid = c.oid and
        pg_get_expr(polqual, polrelid) like '%app.tenant_id%' and pg_get_expr(polwithcheck, polrelid) like '%app.tenant_id%') as policy,
      has_table_privilege('app_eraser', c.oid, 'delete') and exists (select 1 from pg_policy where polrelid = c.oid and polname = 'by_eraser'
        and polcmd = 'd' and pg_get_expr(polqual, polrelid) like '%app.tenant_id%may_erase%') as is_erasable,
      coalesce(c.reloptions::text, '') as options
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm')`);
  for (const table of tables) {
    const name = String(table.name);
    if (table.kind === "m") breaches.push(`${name} is a materialised view`);
    if (table.kind === "v" && !String(table.options).includes("security_invoker=true"))
      breaches.push(`${name} ignores its reader's policies`);
    if (!isTenantTable(table)) continue;
    if (!table.rls) breaches.push(`${name} has no row-level security`);
    if (!table.forced) breaches.push(`${name} does not force row-level security`);
    if (!table.policy) breaches.push(`${name} has no policy of the tenant in context`);
    if (!table.is_erasable && name !== "tenant_erasure") breaches.push(`${name} outlives its workspace`);
  }
  const tenantTables = tables.filter(isTenantTable).map((table) => String(table.name));
  breaches.push(...(await findKeyBreaches(query, tenantTables)), ...(await findGrantBreaches(query, tenantTables)));
  breaches.push(...(await findWaitingBreaches(query)));
  const definers = await query(
    `select proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' and prosecdef`,
  );
  breaches.push(...definers.map(({ proname }) => `${proname} runs with its owner's rights`));
  return breaches;
}

/**
 * Checks that read the same rows in the adding role and as the tenant, for example that editions of a report end
 * together.
 */
const MADE_AS_EITHER = new Set(["app_log statement"]);

/**
 * Deferred checks run when a tenant context ends (`db/doors.ts`). So no other role may add rows with such a check, and
 * each must be initially deferred. Foreign keys are checked as the table's owner, whatever the role.
 */
async function findWaitingBreaches(query: Query): Promise<string[]> {
  const early = await query(`
    select conname, conrelid::regclass::text as table_name from pg_constraint
    where connamespace = 'public'::regnamespace and condeferrable and not condeferred`);
  const foreign = await query(`
    select distinct rolname, t.tgrelid::regclass::text as table_name from pg_trigger t, pg_roles
    where t.tgdeferrable and not t.tgisinternal and rolname like 'app\\_%' and rolname <> 'app_tenant'
      and (has_any_column_privilege(rolname, t.tgrelid, 'insert') or has_any_column_privilege(rolname, t.tgrelid, 'update'))`);
  return [
    ...early.map(({ conname, table_name }) => `${conname} of ${table_name} does not wait from the start`),
    ...foreign
      .filter(({ rolname, table_name }) => !MADE_AS_EITHER.has(`${rolname} ${table_name}`))
      .map(({ rolname, table_name }) => `${rolname} leaves checks of ${table_name} to another role`),
  ];
}

function isTenantTable({ is_tenant, kind }: Record<string, unknown>): boolean {
  return Boolean(is_tenant) && (kind === "r" || kind === "p");
}

/** Unique keys that find a row of any tenant by a secret or an account, or claim a certificate once in the installation. */
const UNIQUE_OVER_ALL = new Set([
  "provider_account_once",
  "quote_link_by_token",
  "client_portal_link_by_token",
  "claimed_once",
]);

/** The rows of a tenant are self-contained: keys begin with the tenant, and no key points in from outside. */
async function findKeyBreaches(query: Query, tenantTables: string[]): Promise<string[]> {
  const constraints = await query(`
    select rel.relname as name, con.conname, con.contype, coalesce(target.relname, '') as target,
      (select a.attname from pg_attribute a where a.attrelid = con.conrelid and a.attnum = con.conkey[1]) as first,
      coalesce((select a.attname from pg_attribute a where a.attrelid = con.confrelid and a.attnum = con.confkey[1]), '') as other
    from pg_constraint con join pg_class rel on rel.oid = con.conrelid join pg_namespace n on n.oid = rel.relnamespace
    left join pg_class target on target.oid = con.confrelid
    where n.nspname = 'public' and con.contype in ('p', 'u', 'f')`);
  const unique = await query(`
    select rel.relname as name, x.relname as index, 'tenant_id' = any (array(
      select a.attname::text from pg_attribute a where a.attrelid = i.indrelid and a.attnum = any (i.indkey))) as is_within
    from pg_index i join pg_class rel on rel.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
    join pg_namespace n on n.oid = rel.relnamespace
    where n.nspname = 'public' and (i.indisunique or i.indisexclusion)`);
  const isOfTenants = (name: unknown) => tenantTables.includes(String(name));
  return [
    ...constraints
      .filter(({ name }) => isOfTenants(name))
      .filter(({ contype, target }) => contype !== "f" || isOfTenants(target))
      .filter(({ contype, first, other }) => first !== "tenant_id" || (contype === "f" && other !== "tenant_id"))
      .map(({ name, conname }) => `${name}.${conname} is not led by tenant_id`),
    ...constraints
      .filter(({ name, target }) => !isOfTenants(name) && isOfTenants(target))
      .map(({ name, conname, target }) => `${name}.${conname} leads from a shared table to ${target}`),
    ...unique
      .filter(({ name, index, is_within }) => isOfTenants(name) && !is_within && !UNIQUE_OVER_ALL.has(String(index)))
      .map(({ name, index }) => `${index} is unique over all tenants (${name})`),
  ];
}

/**
 * Foreign keys from a tenant's rows to accounts, published data and other tenants. If tenants are spread over several
 * databases, each of these needs another guarantee (`docs/scale.md`).
 */
const OUTWARD = [
  "api_key.created_by → user_account",
  "assurance_acceptance.user_id → user_account",
  "assurance_statement.log_index → statement",
  "assurance_statement.report_number → published_report",
  "assurance_statement_withdrawal.log_index → statement",
  "engagement_acceptance.consultancy_id → tenant",
  "engagement_acceptance.user_id → user_account",
  "engagement_actor.user_id → user_account",
  "invitation.invited_by → user_account",
  "mail_failure.mail_id → outgoing_mail",
  "membership.user_id → user_account",
  "order_hold.seller_id → tenant",
  "order_hold_end.seller_id → tenant",
  "plan_buyer.buyer_tenant_id → tenant",
];

async function findOutwardKeys(query: Query): Promise<string[]> {
  const keys = await query(`
    select rel.relname || '.' || a.attname || ' → ' || target.relname as key
    from pg_constraint con join pg_class rel on rel.oid = con.conrelid join pg_class target on target.oid = con.confrelid
    join pg_attribute a on a.attrelid = con.conrelid and a.attnum = con.conkey[1]
    where con.connamespace = 'public'::regnamespace and con.contype = 'f' and not rel.relispartition
      and a.attname <> 'tenant_id'
      and exists (select from pg_attribute o where o.attrelid = rel.oid and o.attname = 'tenant_id')`);
  return keys.map(({ key }) => String(key)).sort();
}

async function findGrantBreaches(query: Query, tenantTables: string[]): Promise<string[]> {
  const grants = await query(`
    select table_name, grantee, privilege_type from information_schema.role_table_grants
    where table_schema = 'public' and grantee like 'app\\_%'`);
  return grants.flatMap(({ table_name: table, grantee, privilege_type: right }) => {
    const name = String(table);
    const told = `${grantee} may ${right} ${name}`;
    if (right === "TRUNCATE" || right === "TRIGGER" || right === "REFERENCES") return [told];
    if (grantee === "app_login") return [told];
    if (grantee === "app_public" && right !== "SELECT") return [told];
    if (grantee === "app_public" && tenantTables.includes(name)) return [told];
    // Policies check for a recorded erasure of the workspace in context.
    if (grantee === "app_eraser" && right === "DELETE" && tenantTables.includes(name)) return [];
    const isFact = tenantTables.includes(name) && !EDITABLE.has(name);
    const isPublicFact = [
      "published_report",
      "statement",
      "log_leaf",
      "log_tile",
      "log_checkpoint",
      "log_cosignature",
      "factor_dataset",
      "emission_factor",
      "factor_status_change",
      "factor_trust_change",
      "gwp_set",
    ].includes(name);
    return (isFact || isPublicFact) && (right === "UPDATE" || right === "DELETE") ? [told] : [];
  });
}

/** The owner's own connection, to read the full catalogue and to plant violations. */
async function asOwner<T>(url: string, work: (query: Query) => Promise<T>): Promise<T> {
  if (url.startsWith("file:")) {
    throw new Error("the embedded engine takes one process: use the doors");
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(async (text) => (await client.query(text)).rows);
  } finally {
    await client.end();
  }
}

onEachEngine("the catalogue", (engine) => {
  const inspect = async <T>(work: (query: Query) => Promise<T>): Promise<T> => {
    if (engine.name === "PostgreSQL") return asOwner(engine.ownerUrl, work);
    await engine.doors.close();
    const pglite = await PGlite.create({ dataDir: engine.url.slice("file:".length) });
    try {
      return await work(async (text) => (await pglite.query(text)).rows as Record<string, unknown>[]);
    } finally {
      await pglite.close();
    }
  };

  it("keeps every rule of tenancy, and the check finds a table that breaks them", async () => {
    const { kept, planted } = await inspect(async (query) => {
      const kept = await findBreaches(query);
      await query("create table careless (tenant_id uuid, id uuid primary key, note text)");
      await query("grant select, update on careless to app_tenant");
      await query(
        "create constraint trigger waiting after insert on careless deferrable for each row execute function check_ledger_balance()",
      );
      await query("grant insert (note) on careless to app_system");
      await query("create table shared (id int, tenant uuid, facility uuid)");
      await query(
        "alter table shared add constraint inward foreign key (tenant, facility) references facility (tenant_id, id)",
      );
      const planted = await findBreaches(query);
      await query("drop table careless, shared");
      return { kept, planted };
    });
    expect(kept).toEqual([]);
    expect(planted).toEqual(
      expect.arrayContaining([
        "careless has no row-level security",
        "careless does not force row-level security",
        "careless has no policy of the tenant in context",
        "careless outlives its workspace",
        "waiting of careless does not wait from the start",
        "app_system leaves checks of careless to another role",
        "careless.careless_pkey is not led by tenant_id",
        "careless_pkey is unique over all tenants (careless)",
        "shared.inward leads from a shared table to facility",
        "app_tenant may UPDATE careless",
      ]),
    );
  });

  it("has exactly the known foreign keys that point out of a tenant's rows", async () => {
    const { kept, planted } = await inspect(async (query) => {
      const kept = await findOutwardKeys(query);
      await query("create table careless (tenant_id uuid, report text references published_report (number))");
      const planted = await findOutwardKeys(query);
      await query("drop table careless");
      return { kept, planted };
    });
    expect(kept).toEqual(OUTWARD);
    expect(planted.filter((key) => !OUTWARD.includes(key))).toEqual(["careless.report → published_report"]);
  });
});
