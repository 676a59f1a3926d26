import { type Kysely, sql } from "kysely";
import { BY, LOCALES } from "./columns.ts";
import { admitSystem, tenantTable } from "./tenant-table.ts";

/** The items of ISO 14064-1:2018 and of the overlays by the ids of `app/report/disclosure/requirements.ts`. */
const idsOf = (prefix: string, count: number) =>
  JSON.stringify(Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`));
const GATED: Record<string, string> = { ghg_protocol: idsOf("GP", 7), china: idsOf("CN", 6) };

/**
 * Reports of an organization, their design, the organization's answers and the lines left out of public copies. A
 * report can't be stored without a checklist, or with a checklist that lacks an item or has a missing one. Page and API
 * apply the same rule, and no service can forget it here.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createBrand(db);
  await createChecklist(db);
  await createReport(db);
  await createDisclosure(db);
}

/**
 * Versions of designs, the newest in force, of an organization and of a workspace that sells; and the pictures that
 * they refer to by hash.
 */
async function createBrand(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "brand_logo", {
    columns: `sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      media_type text not null check (media_type in ('image/png', 'image/jpeg')),
      width int not null check (width between 1 and 4000),
      height int not null check (height between 1 and 4000),
      bytes bytea not null check (octet_length(bytes) between 1 and 524288),
      constraint bytes_of_hash check (encode(sha256(bytes), 'hex') = sha256),
      ${BY}`,
    key: "sha256",
    access: "frozen",
  });

  await tenantTable(db, "brand", {
    columns: `organization_id uuid not null,
      version int not null check (version > 0),
      accent text not null check (accent ~ '^#[0-9A-F]{6}$'),
      name_en text not null check (char_length(name_en) <= 200),
      name_zh text not null check (char_length(name_zh) <= 200),
      logo_sha256 text,
      ${BY},
      constraint named_in_both check ((name_en = '') = (name_zh = '')),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, logo_sha256) references brand_logo (tenant_id, sha256)`,
    key: "organization_id, version",
    access: "frozen",
  });

  await tenantTable(db, "tenant_brand", {
    columns: `version int not null check (version > 0),
      accent text not null check (accent ~ '^#[0-9A-F]{6}$'),
      name_en text not null check (char_length(name_en) <= 200),
      name_zh text not null check (char_length(name_zh) <= 200),
      logo_sha256 text,
      ${BY},
      constraint named_in_both check ((name_en = '') = (name_zh = '')),
      foreign key (tenant_id, logo_sha256) references brand_logo (tenant_id, sha256)`,
    key: "version",
    access: "frozen",
  });
}

/** An organization's answers for the report of a year, and the checked requirements of each report. */
async function createChecklist(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "disclosure_statement", {
    columns: `organization_id uuid not null,
      inventory_id uuid not null,
      version int not null check (version > 0),
      statements jsonb not null check (jsonb_typeof(statements) = 'object' and length(statements::text) <= 1000000),
      ${BY},
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
      ${BY},
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
}

async function createReport(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "report_series", {
    columns: `year int not null, last_serial int not null check (last_serial > 0)`,
    key: "year",
    access: "editable",
  });

  await tenantTable(db, "report", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      run_id uuid not null,
      year int not null,
      serial int not null,
      number text not null,
      ${LOCALES},
      facts jsonb not null,
      model_hash text not null check (model_hash ~ '^[0-9a-f]{64}$'),
      issued_at timestamptz not null,
      -- The last day on which it holds, in UTC; none where it holds until it is replaced or withdrawn.
      valid_until date,
      checklist_id uuid not null,
      created_by text not null,
      unique (tenant_id, year, serial),
      unique (tenant_id, number),
      -- Of the same run; one checklist serves one report.
      constraint report_of_checklist unique (tenant_id, checklist_id),
      foreign key (tenant_id, run_id) references calculation_run (tenant_id, id),
      constraint checklist_of_run
        foreign key (tenant_id, checklist_id, run_id) references report_checklist (tenant_id, id, run_id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index report_of_organization on report (tenant_id, organization_id, issued_at desc)`.execute(db);
  await admitSystem(db, "report", "select");
}

/**
 * Data that a company keeps confidential: sources marked as such, and the lines left out of each report's public copy.
 */
async function createDisclosure(db: Kysely<unknown>): Promise<void> {
  // No foreign key to the source: the mark remains as a past decision, even if a source without records is removed.
  await tenantTable(db, "source_confidentiality", {
    columns: `organization_id uuid not null,
      source_id uuid not null,
      version int not null check (version > 0),
      is_confidential boolean not null,
      ${BY},
      foreign key (tenant_id, organization_id) references organization (tenant_id, id)`,
    key: "source_id, version",
    access: "frozen",
  });

  // The secret makes the salts and is never public. The document is the copy that the report embeds.
  await tenantTable(db, "report_disclosure", {
    columns: `report_id uuid not null,
      level text not null check (level in ('names', 'inputs')),
      withholding jsonb not null check (jsonb_typeof(withholding) = 'object' and withholding <> '{}'::jsonb),
      secret bytea not null check (octet_length(secret) = 32),
      lines_root text not null check (lines_root ~ '^[0-9a-f]{64}$'),
      document text not null,
      foreign key (tenant_id, report_id) references report (tenant_id, id)`,
    key: "report_id",
    access: "frozen",
  });
}
