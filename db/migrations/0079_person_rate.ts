import { type Kysely, sql } from "kysely";
import { BY } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

/** Whose hours a rate is for, and the hours that an order may take. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Null is for everyone without a rate of their own.
  await sql`alter table time_rate add column user_id text check (user_id <> '')`.execute(db);
  await sql`create index time_rate_of_person on time_rate (tenant_id, user_id, valid_from, version)`.execute(db);
  await tenantTable(db, "order_budget", {
    // Null withdraws the budget. Then the hours in the quote count.
    columns: `order_id uuid not null,
      version int not null check (version > 0),
      hours numeric check (hours > 0 and hours < 1000000),
      ${BY},
      foreign key (tenant_id, order_id) references trade_order (tenant_id, id)`,
    key: "order_id, version",
    access: "frozen",
  });
}
