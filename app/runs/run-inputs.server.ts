import { sql } from "kysely";
import { ENGINE_VERSION } from "#app/carbon/document/engine-version.ts";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import type { Messages } from "#app/i18n/index.ts";
import type { TenantTx } from "#db/doors.ts";
import { IS_NEWER_EDITION } from "./run-library.server.ts";

type Act = keyof Messages["auditTrail"]["acts"];

/** How far what a run reads was written when it began to read. */
export interface InputsMark {
  /** Number of the newest entry of the workspace's trail. Numbers are given in the order in which acts are committed. */
  trail: number;
  /** How many changes of states the library had of its factors. */
  statusChanges: number;
}

/** To be asked before anything else is read: what is written after it may have been read, and counts as later. */
export async function markInputs(tx: TenantTx): Promise<InputsMark> {
  const { rows } = await sql<InputsMark>`
    select coalesce((select max(sequence) from audit_trail), 0)::int as trail,
      (select count(*)::int from factor_status_change) as "statusChanges"`.execute(tx);
  return rows[0]!;
}

/** What an act is about: `invoice` of `invoice.issued`. */
type Kind = Act extends `${infer About}.${string}` ? About : never;

/**
 * Kinds of actions on what no calculation reads, by purpose. An action that is not listed counts, so an unknown one
 * can only make a comparison necessary.
 */
const APART: Record<string, readonly Kind[]> = {
  people: ["access", "api_key", "invitation", "membership", "task"],
  workspace: [
    "brand",
    "second_factor_rule",
    "tenant",
    "tenant_brand",
    "tenant_deletion",
    "tenant_export",
    "verifier_profile",
  ],
  collecting: ["data_request", "description_match", "gap_answer", "import_draft", "import_mapping"],
  review: ["anomaly", "facility_fact", "period"],
  runs: ["base_year", "calculation_run", "inventory"],
  reports: ["disclosure", "release_rule", "report", "report_drift", "report_listing", "report_release"],
  assurance: ["assurance_engagement", "assurance_finding", "assurance_statement"],
  consultancy: ["client", "engagement", "order", "quote", "service", "time_entry", "time_rate"],
  invoicing: ["bank_account", "credit_note", "deposit", "invoice", "seller_detail", "seller_mail", "tax_note"],
  receipts: ["bank_line", "bank_mapping", "bank_statement", "receipt", "receipt_tolerance"],
  payment: ["checkout", "payment", "payment_task", "provider_account"],
  plans: ["plan", "plan_buyer", "plan_customer", "plan_order", "plan_price", "plan_subscription", "plan_tax"],
};

/** Further acts of that sort; others of their kind do change what is read. */
const ACTS_APART: readonly Act[] = [
  ...(["activity.submitted", "activity.approved", "activity.returned"] as const),
  ...(["emission_source.made_confidential", "emission_source.made_open"] as const),
  ...(["evidence.added", "evidence.erased", "evidence.refused"] as const),
  ...(["organization.approval_required", "organization.report_validity_stated"] as const),
];

/** Acts on records that name each of them: those of other years don't count. */
const ACTS_ON_RECORDS: readonly Act[] = [
  ...(["activity.added", "activity.corrected", "activity.deleted", "activity.restored", "activity.saved"] as const),
  ...(["activity.estimated", "activity.estimate_explained", "evidence.attached", "evidence.detached"] as const),
];

/** An entry with more than this may not name all records that it is about. */
const MOST_NAMED = 1000;

/** A text as an id, so that an index of ids can be used; null if it is no id. */
function asId(text: string) {
  return sql`case when ${sql.ref(text)} ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then ${sql.ref(text)}::uuid end`;
}

/**
 * Whether anything that a run reads may be another since it read it: records of its period and their evidence, sources,
 * facilities, the organization, its policy and own factors, the library, the engine. `false` is certain; what was changed
 * and put back is `true`.
 */
export async function mayInputsDiffer(
  tx: TenantTx,
  organizationId: string,
  run: { id: string; period: Period },
): Promise<boolean> {
  const { period } = run;
  const ofPeriod = sql`v.organization_id = ${organizationId} and v.period_start >= ${period.start}::date
    and v.period_end <= ${period.end}::date`;
  const names = sql`(select count(*) from audit_trail_mention m where m.sequence = t.sequence) <= ${MOST_NAMED}
    and coalesce((t.after->>'count')::int, 0) <= ${MOST_NAMED}`;
  const { rows } = await sql<{ may: boolean }>`
    select c.engine_version <> ${ENGINE_VERSION}
      or c.status_changes <> (select count(*) from factor_status_change)
      or exists (select 1 from factor_dataset d where ${IS_NEWER_EDITION})
      or exists (select 1 from audit_trail t
        where t.sequence > c.read_after and coalesce(t.organization_id, ${organizationId}) = ${organizationId}
          and split_part(t.action, '.', 1) <> all (${Object.values(APART).flat()}::text[]) and t.action <> all (${ACTS_APART}::text[])
          and case
            when t.action = any (${ACTS_ON_RECORDS}::text[]) and ${names} then exists (
              select 1 from audit_trail_mention m join activity_record v on v.record_id = ${asId("m.mentioned_id")}
              where m.sequence = t.sequence and ${ofPeriod})
            when t.action = 'activity.imported' then exists (
              select 1 from activity_record v where v.import_id = ${asId("t.subject_id")} and ${ofPeriod})
              or exists (select 1 from activity_import i where i.id = ${asId("t.subject_id")} and i.changed_count > 0)
            else true end)
      as may
    from calculation_run c where c.organization_id = ${organizationId} and c.id = ${run.id}`.execute(tx);
  return rows[0]?.may ?? true;
}

/**
 * Whether a record of a run certainly differs from the version that the run read: enough to know that the run is not
 * current, without a look at what else may have changed.
 */
export async function areRecordsOtherwise(tx: TenantTx, runId: string): Promise<boolean> {
  const stated = (of: string) =>
    sql.raw(
      ["emission_source_id", "period_start", "period_end", "quantity", "unit", "data_quality", "evidence_reference"]
        .concat(["method", "estimate->>'method'", "estimate->>'reason'"])
        .map((column) => `${of}.${column}`)
        .join(", "),
    );
  const { rows } = await sql<{ found: boolean }>`
    select exists (
      select 1 from calculation_piece p cross join lateral record_versions(p.versions) as v(id)
        join activity_record o on o.id = v.id
        join current_activity_record n on n.record_id = o.record_id
      where p.run_id = ${runId} and p.part = 'detail' and n.version > o.version
        and (${stated("n")}) is distinct from (${stated("o")})) as found`.execute(tx);
  return rows[0]!.found;
}
