import { type Kysely, sql } from "kysely";
import { BY, trimmed } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

/**
 * What both sides of an order write on its drafts, and the client's decisions. The newest decision on a draft counts.
 * The client's name is as typed by the person who has the link.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await tenantTable(db, "order_draft_comment", {
    columns: `order_id uuid not null,
      -- Both sides together, so that an order has no more than this.
      number int not null check (number between 1 and 200),
      draft int not null,
      side text not null check (side in ('seller', 'client')),
      decision text check (decision in ('approved', 'changes')),
      ${trimmed("name", 100)},
      ${trimmed("text", 2000)},
      ${BY},
      constraint order_draft_comment_side check ((side = 'client') = (created_by like 'client:%')),
      constraint order_draft_comment_name check ((side = 'client') = (name <> '')),
      constraint order_draft_comment_decision check (decision is null or side = 'client'),
      constraint order_draft_comment_text check (text <> '' or coalesce(decision = 'approved', false)),
      foreign key (tenant_id, order_id, draft) references order_draft (tenant_id, order_id, number)`,
    key: "order_id, number",
    access: "frozen",
  });
  await sql`alter table client_mail
    drop constraint client_mail_kind_check,
    add constraint client_mail_kind_check check (kind in ('quote.sent', 'quote.link_renewed', 'invoice.issued',
      'invoice.reminder', 'credit_note.issued', 'payment.recorded', 'order.draft_given', 'order.draft_answered',
      'order.released', 'order.copy_added', 'client.portal_sent'))`.execute(db);
}
