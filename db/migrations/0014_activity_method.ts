import { type Kysely, sql } from "kysely";

/**
 * A record whose quantity a method makes of its inputs. `method` is what counts; `quantity` and `unit` beside it are the
 * result at the digits of a list, and a run works it out again, exactly.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table activity_record add column method jsonb
    check (method is null or (jsonb_typeof(method) = 'object' and char_length(method ->> 'name') <= 60))`.execute(db);
  // A view keeps the columns it was made with.
  await sql`create or replace view current_activity_record with (security_invoker = true) as
    select r.* from activity_record r
    where not r.is_deleted and not exists (
      select 1 from activity_record n
      where n.tenant_id = r.tenant_id and n.record_id = r.record_id and n.version > r.version)`.execute(db);
}
