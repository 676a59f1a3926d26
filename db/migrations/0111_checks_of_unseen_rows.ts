import { type Kysely, sql } from "kysely";

/**
 * The checks of ledger and invoices compared with `<>`, which is null where the row that states the sum can't be seen, and
 * so passed. What can't be seen is refused now, as the check of quotes always did.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create or replace function check_ledger_balance() returns trigger language plpgsql as $$
    declare
      of_id uuid;
      stated record;
      entered record;
    begin
      if tg_table_name = 'ledger_transaction' then of_id := new.id; else of_id := new.transaction_id; end if;
      select t.entry_count as n, t.total_minor as total into stated
        from ledger_transaction t where t.tenant_id = new.tenant_id and t.id = of_id;
      select count(*) as n, coalesce(sum(e.debit_minor), 0) as debit, coalesce(sum(e.credit_minor), 0) as credit into entered
        from ledger_entry e where e.tenant_id = new.tenant_id and e.transaction_id = of_id;
      if entered.n is distinct from stated.n or entered.debit is distinct from stated.total
        or entered.credit is distinct from stated.total then
        raise exception 'ledger_out_of_balance' using errcode = 'TT005';
      end if;
      return null;
    end $$`.execute(db);
  await sql`create or replace function check_invoice_sum() returns trigger language plpgsql as $$
    declare
      of_id uuid;
      stated record;
      entered record;
    begin
      if tg_table_name = 'invoice' then of_id := new.id; else of_id := new.invoice_id; end if;
      select i.line_count as n, i.net_minor as net, i.tax_minor as tax into stated
        from invoice i where i.tenant_id = new.tenant_id and i.id = of_id;
      select count(*) as n, coalesce(sum(l.net_minor), 0) as net, coalesce(sum(l.tax_minor), 0) as tax into entered
        from invoice_line l where l.tenant_id = new.tenant_id and l.invoice_id = of_id;
      if entered.n is distinct from stated.n or entered.net is distinct from stated.net
        or entered.tax is distinct from stated.tax then
        raise exception 'invoice_sum' using errcode = 'TT005';
      end if;
      return null;
    end $$`.execute(db);
}
