import { type Kysely, sql } from "kysely";

/** The rows of the engagement in force only. Without one in force, every table is empty. */
const TENANT = "tenant_id = (select f.tenant_id from assurance_in_force f)";

const ENGAGED = `${TENANT} and organization_id = (select f.organization_id from assurance_in_force f)`;

const IN_PERIOD = (start: string, end: string) =>
  `${start} <= (select f.period_end from assurance_in_force f) and ${end} >= (select f.period_start from assurance_in_force f)`;

const CONTEXT = "(select nullif(current_setting('app.engagement_id', true), '')::uuid)";

const USER = "(select current_setting('app.user_id', true))";

const IN_CONTEXT = "tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)";

/**
 * The rights of the verifier's role: it reads one inventory while its engagement is in force, and writes only findings
 * and statements.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await admitReaders(db);
}

const READS: Record<string, string> = {
  assurance_engagement: `id = ${CONTEXT} and exists (select 1 from assurance_acceptance a
    where a.tenant_id = assurance_engagement.tenant_id and a.engagement_id = assurance_engagement.id)`,
  assurance_acceptance: `engagement_id = ${CONTEXT} and user_id = ${USER}`,
  assurance_revocation: `engagement_id = ${CONTEXT}`,
  inventory: `exists (select 1 from assurance_engagement e where e.tenant_id = inventory.tenant_id and e.inventory_id = inventory.id)`,
  tenant: "id = (select f.tenant_id from assurance_in_force f)",
  // As one array it is looked up by key: with `in (select …)`, each name on a page would cost a scan of all
  // memberships.
  membership: "tenant_id = any (array(select e.tenant_id from assurance_engagement e))",
  organization: `${TENANT} and id = (select f.organization_id from assurance_in_force f)`,
  facility: ENGAGED,
  emission_source: ENGAGED,
  calculation_run: `${ENGAGED} and inventory_id = (select f.inventory_id from assurance_in_force f)`,
  // The few facts that pages show of a run, and the records behind its lines.
  calculation_piece: `part in ('outline', 'detail') and ${TENANT} and run_id in (select r.id from calculation_run r)`,
  calculation_selection: `${TENANT} and run_id in (select r.id from calculation_run r)`,
  report: `${ENGAGED} and run_id in (select r.id from calculation_run r)`,
  activity_record: `${ENGAGED} and ${IN_PERIOD("period_start", "period_end")}`,
  gap_answer: `${ENGAGED} and ${IN_PERIOD("month", "month")}`,
  evidence_attachment: `${ENGAGED} and case when record_id is null then ${IN_PERIOD("period_start", "period_end")}
    else exists (select 1 from activity_record r
      where r.tenant_id = evidence_attachment.tenant_id and r.record_id = evidence_attachment.record_id) end`,
  evidence_detachment: `${TENANT} and exists (select 1 from evidence_attachment a
    where a.tenant_id = evidence_detachment.tenant_id and a.id = evidence_detachment.attachment_id)`,
  evidence_file: `${ENGAGED} and exists (select 1 from evidence_attachment a
    where a.tenant_id = evidence_file.tenant_id and a.file_id = evidence_file.id)`,
  evidence_erasure: `${TENANT} and exists (select 1 from evidence_attachment a
    where a.tenant_id = evidence_erasure.tenant_id and a.file_id = evidence_erasure.file_id)`,
  audit_trail_mention: TENANT,
  // The organization's structure and settings, and everything about this inventory or a record in it.
  audit_trail: `${ENGAGED} and (
    subject in ('organization', 'facility', 'emission_source', 'factor_policy', 'own_factor', 'base_year', 'base_year_decision')
    or (subject not in ('membership', 'invitation', 'api_key', 'data_request', 'import_mapping', 'task') and exists (
      select 1 from audit_trail_mention m where m.tenant_id = audit_trail.tenant_id and m.sequence = audit_trail.sequence
        and (m.mentioned_id = (select f.inventory_id::text from assurance_in_force f)
          or exists (select 1 from activity_record r where r.tenant_id = m.tenant_id and r.record_id =
            case when m.mentioned_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then m.mentioned_id::uuid end)))))`,
  assurance_file: `${TENANT} and engagement_id = (select f.id from assurance_in_force f)`,
  assurance_finding: `${TENANT} and engagement_id = (select f.id from assurance_in_force f)`,
  assurance_finding_step: `${TENANT} and finding_id in (select f.id from assurance_finding f)`,
  assurance_finding_file: `${TENANT} and finding_id in (select f.id from assurance_finding f)`,
  assurance_statement: `${ENGAGED} and run_id in (select r.id from calculation_run r)`,
  assurance_statement_withdrawal: `${TENANT} and statement_id in (select s.id from assurance_statement s)`,
};

const WRITES: Record<string, string> = {
  assurance_access: `${TENANT} and engagement_id = (select f.id from assurance_in_force f) and user_id = ${USER}`,
  assurance_file: `${ENGAGED} and engagement_id = (select f.id from assurance_in_force f) and created_by = ${USER}`,
  assurance_finding: `${ENGAGED} and engagement_id = (select f.id from assurance_in_force f) and created_by = ${USER}
    and (run_id is null or run_id in (select r.id from calculation_run r))
    and (record_version_id is null or record_version_id in (select a.id from activity_record a))`,
  assurance_finding_step: `${TENANT} and finding_id in (select f.id from assurance_finding f)
    and state <> 'answered' and created_by = ${USER}`,
  assurance_finding_file: `${TENANT} and finding_id in (select f.id from assurance_finding f)`,
  assurance_statement: `${ENGAGED} and engagement_id = (select f.id from assurance_in_force f)
    and entered_by = 'verifier' and created_by = ${USER} and run_id in (select r.id from calculation_run r)`,
  assurance_statement_withdrawal: `${TENANT} and kind <> 'entered_in_error' and created_by = ${USER}
    and statement_id in (select s.id from assurance_statement s
      where s.engagement_id = (select f.id from assurance_in_force f))`,
};

/** A verifier sees the names of people and programs; for members, only that they are members. */
const COLUMNS: Record<string, string> = { tenant: "id, name", membership: "tenant_id, user_id, organization_id" };

const NAMES: Record<string, string> = { data_request: "id, recipient_name", api_key: "id, name, created_by" };

async function admitReaders(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db);
  for (const [table, condition] of Object.entries(READS)) {
    await run(`grant select${COLUMNS[table] ? ` (${COLUMNS[table]})` : ""} on ${table} to app_verifier`);
    await run(`create policy of_verifier on ${table} for select to app_verifier using (${condition})`);
  }
  for (const [table, condition] of Object.entries(WRITES)) {
    await run(`grant insert on ${table} to app_verifier`);
    await run(`create policy by_verifier on ${table} for insert to app_verifier with check (${condition})`);
  }
  for (const [table, columns] of Object.entries(NAMES)) {
    await run(`grant select (${columns}) on ${table} to app_verifier`);
    await run(`create policy of_verifier on ${table} for select to app_verifier using (${TENANT})`);
  }
  await run("grant select (id, name) on user_account to app_verifier");
  await run("grant select on current_activity_record to app_verifier");
  await run("grant select (tenant_id, engagement_id, user_id, author_id) on engagement_actor to app_verifier");
  await run("grant select (tenant_id, engagement_id, consultancy_name) on engagement_acceptance to app_verifier");
  for (const table of ["engagement_actor", "engagement_acceptance"]) {
    await run(`create policy of_verifier on ${table} for select to app_verifier using (${IN_CONTEXT})`);
  }
  await run(
    "grant select (tenant_id, client_id, version, legal_name_en, legal_name_zh) on client_version to app_verifier",
  );
  await run("create policy of_verifier on client_version for select to app_verifier using (false)");
  // Sales and payments are not visible to a verifier, even if they name the inventory.
  await sql`create policy no_trade on audit_trail as restrictive for select to app_verifier
    using (subject not in ('client', 'service', 'quote', 'trade_order', 'invoice', 'credit_note', 'payment', 'receipt',
      'refund', 'seller_detail', 'bank_account', 'bank_statement', 'tax_note', 'plan'))`.execute(db);
}
