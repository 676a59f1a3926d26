import { type Kysely, sql } from "kysely";
import { BY, needed, neededTrimmed } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

/** The consent of a workspace to a language model, what was sent to it, what it answered, and what people decided. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createConsent(db);
  await createRequest(db);
  await createAnswer(db);
}

async function createConsent(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "model_consent", {
    columns: `version int not null check (version > 0),
      is_allowed boolean not null,
      -- The service and the model that the consent is for.
      ${neededTrimmed("host", 300)}, ${neededTrimmed("model", 200)},
      ${BY}`,
    key: "version",
    access: "frozen",
  });
}

/** Added before anything is sent, so that what left is on record even if no answer came. */
async function createRequest(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "model_request", {
    columns: `id uuid not null default gen_random_uuid(),
      organization_id uuid not null,
      consent_version int not null,
      kind text not null check (kind in ('match', 'text')),
      -- The source or inventory that it is about, where there is one.
      subject_id uuid,
      ${needed("subject", 500)},
      ${needed("prompt", 100_000)},
      ${BY},
      foreign key (tenant_id, organization_id) references organization (tenant_id, id),
      foreign key (tenant_id, consent_version) references model_consent (tenant_id, version)`,
    key: "id",
    access: "frozen",
  });
  await sql`create index model_request_by_time on model_request (tenant_id, created_at, id)`.execute(db);
  await sql`create function need_model_consent() returns trigger language plpgsql as $$
    begin
      if not exists (select from model_consent c where c.tenant_id = new.tenant_id
          and c.version = new.consent_version and c.is_allowed
          and not exists (select from model_consent l where l.tenant_id = c.tenant_id and l.version > c.version)) then
        raise exception 'no consent to the model' using errcode = 'check_violation', constraint = 'model_consented';
      end if;
      return new;
    end $$`.execute(db);
  await sql`create trigger model_consented before insert on model_request
    for each row execute function need_model_consent()`.execute(db);
}

async function createAnswer(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "model_answer", {
    columns: `request_id uuid not null,
      state text not null check (state in ('offered', 'unusable', 'failed')),
      -- Why it can't be used. Empty for an offer.
      reason text not null check (reason ~ '^[a-z_]{0,40}$'),
      answer text not null check (char_length(answer) <= 100000),
      suggestion jsonb,
      prompt_tokens int check (prompt_tokens >= 0),
      answer_tokens int check (answer_tokens >= 0),
      created_at timestamptz not null default clock_timestamp(),
      constraint model_answer_state unique (tenant_id, request_id, state),
      constraint offer_of_something check ((state = 'offered') = (suggestion is not null)),
      constraint reason_of_no_offer check ((state = 'offered') = (reason = '')),
      foreign key (tenant_id, request_id) references model_request (tenant_id, id)`,
    key: "request_id",
    access: "frozen",
  });
  await tenantTable(db, "model_decision", {
    columns: `request_id uuid not null,
      state text not null check (state in ('confirmed', 'declined')),
      -- Only an offer can be decided.
      answer_state text not null default 'offered' check (answer_state = 'offered'),
      -- Of drafts: the texts that a person saved, such as boundary.en.
      texts text[] not null default '{}' check (state = 'confirmed' or texts = '{}'),
      ${BY},
      foreign key (tenant_id, request_id, answer_state) references model_answer (tenant_id, request_id, state)`,
    key: "request_id",
    access: "frozen",
  });
}
