import { type Kysely, sql } from "kysely";
import { BY, needed, text } from "./columns.ts";
import { admitSystem, hideClosed, tenantTable } from "./tenant-table.ts";

const MONTH = "month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$')";
const OF_ITEM = "foreign key (tenant_id, request_id, emission_source_id) references data_request_item";

/**
 * Figures requested from someone without an account. The request, the links sent, the steps and the answers are facts.
 * The recipient's unsubmitted entries and attached files are working state.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await makeRequest(db);
  await makeWay(db);
  await makeAnswers(db);
  await makeProduct(db);
}

async function makeRequest(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "data_request", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      -- Null for the emission factor of a product.
      inventory_id uuid,
      months jsonb not null check (jsonb_typeof(months) = 'array'),
      recipient_name text not null check (char_length(recipient_name) between 1 and 100),
      recipient_email text not null check (recipient_email = lower(recipient_email) and char_length(recipient_email) <= 254),
      locale text not null check (locale ~ '^[a-z]{2}(-[A-Za-z]{2,4})?$'),
      message text not null check (char_length(message) <= 2000),
      ${BY},
      check ((inventory_id is null) = (months = '[]'::jsonb)),
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, inventory_id) references inventory (tenant_id, id)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index data_request_of_organization on data_request (tenant_id, organization_id, created_at)`.execute(
    db,
  );
  // An author has this name.
  await sql`create index data_request_as_author on data_request (tenant_id, ('request:' || id::text))`.execute(db);
  // The system finds the request of a link, but can't read its content.
  await sql`grant select (id, tenant_id, organization_id) on data_request to app_system`.execute(db);
  await sql`create policy of_system on data_request for select to app_system using (true)`.execute(db);
  await tenantTable(db, "data_request_item", {
    columns: `request_id uuid not null,
      emission_source_id uuid not null,
      position int not null check (position >= 0),
      unit text not null,
      is_evidence_required boolean not null,
      unique (tenant_id, request_id, position),
      foreign key (tenant_id, request_id) references data_request (tenant_id, id),
      foreign key (tenant_id, emission_source_id) references emission_source (tenant_id, id)`,
    key: "request_id, emission_source_id",
    access: "frozen",
  });
}

async function makeWay(db: Kysely<unknown>): Promise<void> {
  // The newest link of a request opens it; the database stores only its hash.
  await tenantTable(db, "data_request_link", {
    columns: `request_id uuid not null,
      number int not null check (number > 0),
      token_hash bytea not null,
      expires_at timestamptz not null,
      ${BY},
      foreign key (tenant_id, request_id) references data_request (tenant_id, id)`,
    key: "request_id, number",
    access: "frozen",
  });
  await sql`create index data_request_link_by_token on data_request_link (token_hash)`.execute(db);
  await admitSystem(db, "data_request_link", "select");
  await hideClosed(db, "data_request_link");
  await tenantTable(db, "data_request_step", {
    columns: `request_id uuid not null,
      number int not null check (number > 0),
      kind text not null check (kind in
        ('sent', 'reminded', 'opened', 'handed_in', 'asked_again', 'accepted', 'revoked')),
      comment text not null check (char_length(comment) <= 2000),
      remarks jsonb not null check (jsonb_typeof(remarks) = 'array'),
      ${BY},
      foreign key (tenant_id, request_id) references data_request (tenant_id, id)`,
    key: "request_id, number",
    access: "frozen",
  });
  // Claimed before its mail is sent: two workers can't both write on the same day.
  await tenantTable(db, "data_request_reminder", {
    columns: `request_id uuid not null,
      day date not null,
      created_at timestamptz not null default clock_timestamp(),
      foreign key (tenant_id, request_id) references data_request (tenant_id, id)`,
    key: "request_id, day",
    access: "frozen",
  });
}

async function makeAnswers(db: Kysely<unknown>): Promise<void> {
  const answer = `request_id uuid not null,
      emission_source_id uuid not null,
      ${MONTH},
      kind text not null check (kind in ('quantity', 'no_activity', 'not_available')),
      quantity text not null check (char_length(quantity) <= 200),
      unit text not null check (char_length(unit) <= 200),
      data_quality text not null check (char_length(data_quality) <= 40),
      note text not null check (char_length(note) <= 1000)`;
  await tenantTable(db, "data_request_draft", {
    columns: `${answer},
      updated_at timestamptz not null default clock_timestamp(),
      ${OF_ITEM} (tenant_id, request_id, emission_source_id)`,
    key: "request_id, emission_source_id, month",
    access: "editable",
  });
  // The submitted answers, with the version of the resulting record; "cannot provide" results in no record.
  await tenantTable(db, "data_request_answer", {
    columns: `${answer},
      version int not null check (version > 0),
      record_id uuid,
      record_version int,
      step_number int not null,
      created_at timestamptz not null default clock_timestamp(),
      check ((record_id is null) = (record_version is null)),
      check (kind = 'not_available' or record_id is not null),
      ${OF_ITEM} (tenant_id, request_id, emission_source_id),
      foreign key (tenant_id, request_id, step_number) references data_request_step (tenant_id, request_id, number)`,
    key: "request_id, emission_source_id, month, version",
    access: "frozen",
  });
  // Files of one source, and of one month or all requested months; removed files still count towards the limit.
  await tenantTable(db, "data_request_file", {
    columns: `id uuid not null default gen_random_uuid(),
      request_id uuid not null,
      emission_source_id uuid not null,
      month text check (month ~ '^[0-9]{4}-[0-9]{2}$'),
      file_id uuid not null,
      name text not null check (char_length(name) between 1 and 200),
      byte_size bigint not null,
      created_at timestamptz not null default clock_timestamp(),
      removed_at timestamptz,
      ${OF_ITEM} (tenant_id, request_id, emission_source_id),
      foreign key (tenant_id, file_id) references evidence_file (tenant_id, id)`,
    key: "id",
    access: "editable",
  });
  await sql`create index data_request_file_of_request on data_request_file (tenant_id, request_id)`.execute(db);
}

/** The emission factor of a product, asked from its supplier: what is asked, and each answer with its document. */
async function makeProduct(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "data_request_product", {
    columns: `request_id uuid not null,
      ${needed("name", 200)},
      unit text not null,
      foreign key (tenant_id, request_id) references data_request (tenant_id, id)`,
    key: "request_id",
    access: "frozen",
  });
  await tenantTable(db, "data_request_product_answer", {
    columns: `request_id uuid not null,
      version int not null check (version > 0),
      ${needed("company", 200)},
      co2e_kg text not null check (co2e_kg ~ '^[0-9]+([.][0-9]+)?$' and co2e_kg ~ '[1-9]'),
      gwp text not null check (gwp in ('AR4', 'AR5', 'AR6', 'unknown')),
      boundary text not null check (boundary in ('cradle_to_gate', 'gate_to_gate', 'cradle_to_grave', 'other')),
      year int not null check (year between 1990 and 2099),
      ${needed("document", 300)},
      ${text("note", 1000)},
      file_id uuid not null,
      step_number int not null,
      created_at timestamptz not null default clock_timestamp(),
      foreign key (tenant_id, request_id) references data_request_product (tenant_id, request_id),
      foreign key (tenant_id, request_id, step_number) references data_request_step (tenant_id, request_id, number),
      foreign key (tenant_id, file_id) references evidence_file (tenant_id, id)`,
    key: "request_id, version",
    access: "frozen",
  });
}
