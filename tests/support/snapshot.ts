import { sql } from "kysely";
import { asOwner } from "./owner.ts";

/** Columns that the time of day and the delivery of mails change, without a request. */
const DELIVERED: Record<string, string[]> = {
  notice: ["mailed_at"],
  client_mail: ["state", "mail_id", "settled_at"],
};

/**
 * A hash of each table's rows that belong to a tenant, read by the owner: a later difference is a change. Sessions are
 * left out, because use changes them.
 */
export function snapshotTenant(ownerUrl: string, organizationId: string): Promise<Record<string, string>> {
  return asOwner(ownerUrl, async (db) => {
    const { rows: tables } = await sql<{ name: string; column: string }>`
      select table_name as name, column_name as column from information_schema.columns
      join information_schema.tables using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE' and column_name = 'tenant_id'
      union select 'tenant', 'id' order by 1`.execute(db);
    const hashes: Record<string, string> = {};
    const of = sql`(select tenant_id from organization where id = ${organizationId})`;
    for (const { name, column } of tables) {
      const row = sql`to_jsonb(r) - ${DELIVERED[name] ?? []}::text[]`;
      hashes[name] = await hashRows(db, sql`select ${row} from ${sql.table(name)} r where ${sql.id(column)} = ${of}`);
    }
    const members = sql`select user_id from membership where tenant_id = ${of}`;
    hashes.user_account = await hashRows(db, sql`select * from user_account where id in (${members})`);
    hashes.credential = await hashRows(db, sql`select * from credential where user_id in (${members})`);
    hashes.two_factor = await hashRows(db, sql`select * from two_factor where user_id in (${members})`);
    const numbers = sql`select number from report where tenant_id = ${of}`;
    hashes.published_report = await hashRows(db, sql`select * from published_report where number in (${numbers})`);
    hashes.statement = await hashRows(db, sql`select * from statement where number in (${numbers})`);
    return hashes;
  });
}

async function hashRows(db: Parameters<Parameters<typeof asOwner>[1]>[0], rows: ReturnType<typeof sql>) {
  const result = await sql<{ count: number; hash: string }>`
    select count(*)::int as count, md5(coalesce(string_agg(r::text, e'\n' order by r::text), '')) as hash
    from (${rows}) r`.execute(db);
  const { count, hash } = result.rows[0]!;
  return `${count} rows ${hash}`;
}

/** Ids of a tenant that appear in no address of the tests: of its tenant, its people and its records. */
export function hiddenIdsOf(ownerUrl: string, organizationId: string): Promise<string[]> {
  return asOwner(ownerUrl, async (db) => {
    const { rows } = await sql<{ id: string }>`
      with own as (select tenant_id as id from organization where id = ${organizationId})
      select id::text from own
      union select user_id from membership where tenant_id in (select id from own)
      union select id::text from activity_record where tenant_id in (select id from own)
      union select record_id::text from activity_record where tenant_id in (select id from own)
      union select id::text from emission_source where tenant_id in (select id from own)
      union select id::text from job where tenant_id in (select id from own)
      union select id::text from evidence_file where tenant_id in (select id from own)
      union select id::text from evidence_attachment where tenant_id in (select id from own)
      union select id::text from activity_import where tenant_id in (select id from own)`.execute(db);
    return rows.map(({ id }) => id);
  });
}
