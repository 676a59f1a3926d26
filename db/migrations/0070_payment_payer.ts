import { type Kysely, sql } from "kysely";
import { BY } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

/** From where a payment came, as a person read it from the bank's advice. Versions: a correction follows its entry. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "payment_payer", {
    columns: `payment_id uuid not null,
      version int not null check (version > 0),
      after int,
      -- Empty withdraws an entry that was made by mistake.
      country text not null check (country ~ '^([A-Z]{2})?$'),
      ${BY},
      constraint payer_follows check (after is not distinct from nullif(version - 1, 0)),
      foreign key (tenant_id, payment_id) references payment (tenant_id, id),
      foreign key (tenant_id, payment_id, after) references payment_payer (tenant_id, payment_id, version)`,
    key: "payment_id, version",
    access: "frozen",
    isBook: true,
  });
  await sql`create view current_payment_payer with (security_invoker = true) as
    select distinct on (tenant_id, payment_id) * from payment_payer
    order by tenant_id, payment_id, version desc`.execute(db);
  await sql`grant select on current_payment_payer to app_tenant`.execute(db);
}
