import { type Kysely, sql } from "kysely";
import { BY, neededTrimmed, sha256 } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

/**
 * Files that a seller or a client uploaded as the signed or stamped contract of an order. Who signed is stated by the
 * person who uploaded it. A withdrawn copy stays listed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "contract_copy", {
    columns: `id uuid not null,
      order_id uuid not null,
      -- Both sides together, so that an order has no more than this.
      number int not null check (number between 1 and 20),
      side text not null check (side in ('seller', 'client')),
      signers text not null check (signers in ('seller', 'client', 'both')),
      ${sha256("sha256")},
      byte_size bigint not null check (byte_size > 0),
      kind text not null check (kind in ('pdf', 'png', 'jpeg')),
      name text not null check (char_length(name) between 1 and 200),
      scan text not null check (scan in ('clean', 'not_scanned')),
      ${BY},
      constraint contract_copy_number unique (tenant_id, order_id, number),
      constraint contract_copy_side check ((side = 'client') = (created_by like 'client:%')),
      foreign key (tenant_id, order_id) references trade_order (tenant_id, id)`,
    key: "id",
    access: "frozen",
    isBook: true,
  });
  await tenantTable(db, "contract_copy_withdrawal", {
    columns: `copy_id uuid not null,
      ${neededTrimmed("reason", 1000)},
      ${BY},
      foreign key (tenant_id, copy_id) references contract_copy (tenant_id, id)`,
    key: "copy_id",
    access: "frozen",
    isBook: true,
  });
  await sql`alter table client_mail
    drop constraint client_mail_kind_check,
    add constraint client_mail_kind_check check (kind in ('quote.sent', 'quote.link_renewed', 'invoice.issued',
      'invoice.reminder', 'credit_note.issued', 'payment.recorded', 'order.draft_given', 'order.released',
      'order.copy_added'))`.execute(db);
}
