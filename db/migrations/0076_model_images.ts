import { type Kysely, sql } from "kysely";

/** Pictures of scanned bills leave only with a consent that names them. Earlier consents don't. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table model_consent
    add column sends_images boolean not null default false,
    add constraint images_are_allowed check (is_allowed or not sends_images)`.execute(db);
  await sql`alter table model_request drop constraint model_request_kind_check`.execute(db);
  await sql`alter table model_request
    add constraint model_request_kind_check check (kind in ('match', 'text', 'bill'))`.execute(db);
  await sql`create or replace function need_model_consent() returns trigger language plpgsql as $$
    begin
      if not exists (select from model_consent c where c.tenant_id = new.tenant_id
          and c.version = new.consent_version and c.is_allowed and (new.kind <> 'bill' or c.sends_images)
          and not exists (select from model_consent l where l.tenant_id = c.tenant_id and l.version > c.version)) then
        raise exception 'no consent to the model' using errcode = 'check_violation', constraint = 'model_consented';
      end if;
      return new;
    end $$`.execute(db);
}
