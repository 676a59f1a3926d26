import { type Kysely, sql } from "kysely";
import { BY } from "./columns.ts";
import { hideClosed, tenantTable } from "./tenant-table.ts";

/**
 * Links to the page of a client. The newest row counts: it has the hash of the token, or ends the access without a new
 * link.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "client_portal_link", {
    columns: `client_id uuid not null,
      number int not null check (number > 0),
      token_hash bytea check (length(token_hash) = 32),
      email text check (char_length(email) between 3 and 254),
      expires_at timestamptz,
      ${BY},
      constraint client_portal_link_ended check (num_nulls(token_hash, email, expires_at) in (0, 3)),
      foreign key (tenant_id, client_id) references client (tenant_id, id)`,
    key: "client_id, number",
    access: "frozen",
  });
  await sql`create unique index client_portal_link_by_token on client_portal_link (token_hash)`.execute(db);
  await sql`grant select on client_portal_link to app_system`.execute(db);
  await sql`create policy of_system on client_portal_link for select to app_system using (true)`.execute(db);
  await hideClosed(db, "client_portal_link");
  await sql`alter table client_mail
    drop constraint client_mail_kind_check,
    add constraint client_mail_kind_check check (kind in ('quote.sent', 'quote.link_renewed', 'invoice.issued',
      'invoice.reminder', 'credit_note.issued', 'payment.recorded', 'order.draft_given', 'order.released',
      'order.copy_added', 'client.portal_sent'))`.execute(db);
}
