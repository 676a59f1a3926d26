import { sql } from "kysely";
import type { TenantTx } from "#db/doors.ts";

/** A table whose rows are deleted when their workspace is erased. */
interface ErasedTable {
  name: string;
  /** Kept during the retention of the books. */
  isBook: boolean;
}

/** Every table with tenant rows that the role `app_eraser` can delete from, read from the catalogue. */
export async function listErasedTables(tx: TenantTx): Promise<ErasedTable[]> {
  const { rows } = await sql<ErasedTable>`
    select c.relname as name, pg_get_expr(p.polqual, p.polrelid) like '%may_erase(true)%' as "isBook"
      from pg_class c join pg_policy p on p.polrelid = c.oid and p.polname = 'by_eraser'
     where c.relnamespace = 'public'::regnamespace order by c.relname`.execute(tx);
  return rows;
}

/** Whether the current tenant is erased and the retention of its books has ended. Without a ledger it has none. */
export async function areBooksOver(tx: TenantTx): Promise<boolean> {
  const { rows } = await sql<{ over: boolean }>`
    select coalesce(books_until, created_at) <= clock_timestamp() as over from tenant_erasure`.execute(tx);
  return rows[0]?.over ?? false;
}

/** Rows of the current tenant that should not exist after its erasure. */
export async function countLeft(tx: TenantTx): Promise<{ table: string; rows: number }[]> {
  const isOver = await areBooksOver(tx);
  const left: { table: string; rows: number }[] = [];
  for (const { name, isBook } of await listErasedTables(tx)) {
    if (isBook && !isOver) continue;
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(name)} one
      where one.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid`.execute(tx);
    if (rows[0]!.count > 0) left.push({ table: name, rows: rows[0]!.count });
  }
  return left;
}
