import { type Kysely, sql } from "kysely";
import { BY } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

/** The Chinese tax invoice of an invoice. Versions: a correction follows the entry that it corrects. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "invoice_fapiao", {
    columns: `invoice_id uuid not null,
      version int not null check (version > 0),
      after int,
      -- "none" withdraws an entry that was made by mistake.
      kind text not null check (kind in ('digital_special', 'digital_ordinary', 'electronic_special',
        'electronic_ordinary', 'paper_special', 'paper_ordinary', 'none')),
      -- Older kinds have a code of the batch and a number within it.
      code text not null check (code ~ '^([0-9]{10}|[0-9]{12})?$'),
      number text not null check (number ~ '^([0-9]{8}|[0-9]{20})?$'),
      issued_on date,
      ${BY},
      constraint fapiao_form check (case
        when kind = 'none' then version > 1 and code = '' and number = '' and issued_on is null
        when kind like 'digital%' then code = '' and length(number) = 20 and issued_on is not null
        else code <> '' and length(number) = 8 and issued_on is not null end),
      constraint fapiao_follows check (after is not distinct from nullif(version - 1, 0)),
      foreign key (tenant_id, invoice_id) references invoice (tenant_id, id),
      foreign key (tenant_id, invoice_id, after) references invoice_fapiao (tenant_id, invoice_id, version)`,
    key: "invoice_id, version",
    access: "frozen",
    isBook: true,
  });
  await sql`create view current_fapiao with (security_invoker = true) as
    select distinct on (tenant_id, invoice_id) * from invoice_fapiao
    order by tenant_id, invoice_id, version desc`.execute(db);
  await sql`grant select on current_fapiao to app_tenant`.execute(db);
}
