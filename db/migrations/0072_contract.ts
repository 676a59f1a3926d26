import { type Kysely, sql } from "kysely";

/** The file of an accepted quote, to sign or chop, is a document too. Its subject is the order. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table trade_document
    drop constraint trade_document_kind_check,
    add constraint trade_document_kind_check check (kind in ('quote', 'contract', 'invoice', 'credit_note')),
    add constraint contract_has_one_edition check (kind <> 'contract' or edition = 'printed')`.execute(db);
}
