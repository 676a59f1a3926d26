import { type Kysely, sql } from "kysely";
import { BY, currency } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

/** Time is worked for a client, and optionally for one of its orders. */
const WORK = `client_id uuid not null,
      order_id uuid,
      note text not null default '' check (char_length(note) <= 1000),
      is_billable boolean not null,`;
const WORK_KEYS = `foreign key (tenant_id, client_id) references client (tenant_id, id),
      foreign key (tenant_id, order_id, client_id) references trade_order (tenant_id, id, client_id)`;

/** Time that the seller's people work for clients. A correction is a further entry. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "time_entry", {
    columns: `id uuid not null default gen_random_uuid(),
      ${WORK}
      day date not null,
      minutes int not null check (minutes between 0 and 1440),
      replaces uuid,
      ${BY},
      constraint struck_out_only_by_correction check (minutes > 0 or replaces is not null),
      constraint corrected_once unique (tenant_id, replaces),
      foreign key (tenant_id, replaces) references time_entry (tenant_id, id),
      ${WORK_KEYS}`,
    key: "id",
    access: "frozen",
  });
  await sql`create index time_entry_by_day on time_entry (tenant_id, day)`.execute(db);
  await sql`create index time_entry_of_client on time_entry (tenant_id, client_id, day)`.execute(db);
  await sql`create index time_entry_of_order on time_entry (tenant_id, order_id)`.execute(db);
  await createTimer(db);
  await createRate(db);
}

/** What an hour is sold for and costs, from a day on. Without an amount, no rate is set. */
async function createRate(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "time_rate", {
    columns: `version int not null check (version > 0),
      ${currency()},
      valid_from date not null,
      sale_minor bigint check (sale_minor between 0 and 999999999999999),
      cost_minor bigint check (cost_minor between 0 and 999999999999999),
      ${BY}`,
    key: "version",
    access: "frozen",
  });
}

/** A timer runs from its start until its end, whatever happens to the page in between. */
async function createTimer(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "time_timer", {
    columns: `id uuid not null default gen_random_uuid(),
      ${WORK}
      started_at timestamptz not null,
      ${BY},
      ${WORK_KEYS}`,
    key: "id",
    access: "frozen",
  });
  await sql`create index time_timer_of_person on time_timer (tenant_id, created_by, started_at)`.execute(db);
  await tenantTable(db, "time_timer_end", {
    // Without an entry, the timer was discarded.
    columns: `timer_id uuid not null,
      entry_id uuid,
      ${BY},
      constraint timer_entered_once unique (tenant_id, entry_id),
      foreign key (tenant_id, timer_id) references time_timer (tenant_id, id),
      foreign key (tenant_id, entry_id) references time_entry (tenant_id, id)`,
    key: "timer_id",
    access: "frozen",
  });
}
