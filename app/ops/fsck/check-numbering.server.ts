import { type RawBuilder, sql } from "kysely";
import type { TenantTx } from "#db/doors.ts";
import type { Inspection } from "./inspection.ts";

/** Tables with versions, and the columns that identify what is versioned. Versions run from 1 without gaps. */
export const NUMBERED: Readonly<Record<string, readonly string[]>> = {
  activity_record: ["record_id"],
  bank_account_version: ["account_id"],
  bank_mapping: ["tenant_id", "layout"],
  base_year_policy: ["organization_id"],
  brand: ["organization_id"],
  client_link: ["client_id"],
  client_version: ["client_id"],
  data_request_answer: ["request_id", "emission_source_id", "month"],
  data_request_product_answer: ["request_id"],
  disclosure_statement: ["inventory_id"],
  factor_policy: ["organization_id"],
  measure_version: ["measure_id"],
  own_factor_version: ["organization_id", "factor_id"],
  order_budget: ["order_id"],
  package_version: ["package_id"],
  plan_price: ["tenant_id"],
  plan_tax: ["tax_rule_id"],
  quote_draft: ["quote_id"],
  quote_version: ["quote_id"],
  receipt_tolerance: ["tenant_id"],
  release_rule: ["tenant_id"],
  report_listing: ["organization_id"],
  second_factor_rule: ["tenant_id"],
  seller_detail: ["tenant_id"],
  seller_mail: ["tenant_id"],
  model_consent: ["tenant_id"],
  service_price: ["service_id"],
  service_version: ["service_id"],
  source_confidentiality: ["source_id"],
  target_version: ["target_id"],
  tax_note: ["rule_id"],
  tenant_brand: ["tenant_id"],
  time_rate: ["tenant_id"],
  verifier_profile: ["tenant_id"],
  vintage_window: ["organization_id"],
};

/** Numbers follow the last one, so a removed version leaves a gap. */
export async function checkNumbering(tx: TenantTx, tenantId: string, inspection: Inspection): Promise<void> {
  for (const [table, columns] of Object.entries(NUMBERED)) {
    const { rows } = await gapsIn(table, columns).execute(tx);
    for (const { key, last, count } of rows) {
      inspection.fault(
        `${table} ${tenantId}/${key}`,
        `${count} versions, but the last one is ${last}: a version is missing`,
      );
    }
  }
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from activity_record`.execute(tx);
  inspection.count("records", rows[0]!.count);
}

function gapsIn(table: string, columns: readonly string[]): RawBuilder<{ key: string; last: number; count: number }> {
  const key = sql.join(
    columns.map((column) => sql`${sql.ref(column)}::text`),
    sql` || '/' || `,
  );
  return sql`select ${key} as key, max(version)::int as last, count(*)::int as count
    from ${sql.table(table)} group by ${sql.join(columns.map((column) => sql.ref(column)))}
    having max(version) <> count(*) or min(version) <> 1 order by 1`;
}
