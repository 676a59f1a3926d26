import { type Kysely, sql } from "kysely";
import { tenantTable } from "./tenant-table.ts";

/** The items of ISO 14064-1:2018 and of the overlays by the ids of `app/disclosure/requirements.ts`. */
const idsOf = (prefix: string, count: number) =>
  JSON.stringify(Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`));
const GATED: Record<string, string> = { ghg_protocol: idsOf("GP", 7), china: idsOf("CN", 6) };

/**
 * What an organization states for the report of a year, and the judged checklist of each report. A report that lacks a
 * checklist, or whose checklist lacks an item or holds a missing one, can't be stored: the same rule as in the page and
 * the API, where no service can forget it. Reports from before have none.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "disclosure_statement", {
    columns: `organization_id uuid not null,
      inventory_id uuid not null,
      version int not null check (version > 0),
      statements jsonb not null check (jsonb_typeof(statements) = 'object' and length(statements::text) <= 1000000),
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, inventory_id) references inventory (tenant_id, id)`,
    key: "inventory_id, version",
    access: "frozen",
  });

  const overlayRules = Object.entries(GATED).map(
    ([overlay, ids]) => `constraint every_item_of_${overlay} check (
        not (overlays ? '${overlay}') or jsonb_path_query_array(items, '$[*].id') @> '${ids}')`,
  );
  await tenantTable(db, "report_checklist", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      run_id uuid not null,
      overlays jsonb not null check (jsonb_typeof(overlays) = 'array'),
      items jsonb not null check (jsonb_typeof(items) = 'array'),
      missing_count int not null,
      created_by text not null,
      created_at timestamptz not null default clock_timestamp(),
      constraint nothing_missing check (missing_count = 0),
      constraint every_item_answered check (not jsonb_path_exists(items,
        '$[*] ? (!(@.state == "present" || @.state == "justified" || @.state == "not_applicable"))')),
      constraint every_item_of_iso check (jsonb_path_query_array(items, '$[*].id') @> '${idsOf("A", 20)}'),
      constraint accordance_without_exception check (
        jsonb_path_exists(items, '$[*] ? (@.id == "A18" && @.state == "present")')),
      ${overlayRules.join(",\n      ")},
      unique (tenant_id, id, run_id),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, run_id) references calculation_run (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });

  await sql`alter table report add column checklist_id uuid`.execute(db);
  // Of the same run; one checklist serves one report.
  await sql`alter table report
    add constraint report_has_checklist check (checklist_id is not null) not valid`.execute(db);
  await sql`alter table report add constraint report_of_checklist unique (tenant_id, checklist_id)`.execute(db);
  await sql`alter table report add constraint checklist_of_run
    foreign key (tenant_id, checklist_id, run_id) references report_checklist (tenant_id, id, run_id)`.execute(db);
}
