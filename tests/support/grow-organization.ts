import { type Kysely, sql } from "kysely";

/**
 * Adds a number of records of one source over the months of 2025, and a tenth as many evidence files, bypassing guards
 * and foreign keys: only for query plans.
 */
export async function growOrganization(
  db: Kysely<unknown>,
  ids: { tenantId: string; organizationId: string; sourceId: string },
  count: number,
): Promise<void> {
  const { tenantId, organizationId, sourceId } = ids;
  await db.connection().execute(async (one) => {
    await sql`set session_replication_role = replica`.execute(one);
    await sql`insert into activity_record (tenant_id, organization_id, record_id, version, emission_source_id, period_start,
        period_end, quantity, unit, entered_quantity, entered_unit, data_quality, evidence_reference, created_by)
      select ${tenantId}, ${organizationId}, gen_random_uuid(), 1, ${sourceId}, make_date(2025, 1 + n % 12, 1),
        (make_date(2025, 1 + n % 12, 1) + interval '1 month - 1 day')::date, n, 'kWh', n, 'kWh', 'measured', 'SAMPLE', 'sample'
      from generate_series(1, ${count}::int) n`.execute(one);
    // As the trigger would, which is off here.
    await sql`insert into activity_count (tenant_id, organization_id, emission_source_id, period_start, period_end,
        data_quality, state, is_entry, records, newest_at)
      select tenant_id, organization_id, emission_source_id, period_start, period_end, data_quality, 'draft', false, count(*),
        max(created_at)
      from activity_record where tenant_id = ${tenantId} and evidence_reference = 'SAMPLE' and created_by = 'sample'
      group by tenant_id, organization_id, emission_source_id, period_start, period_end, data_quality`.execute(one);
    await sql`insert into evidence_file (tenant_id, organization_id, id, sha256, generation, byte_size, kind, name, scan,
        created_by)
      select ${tenantId}, ${organizationId}, gen_random_uuid(), encode(sha256(n::text::bytea), 'hex'), 1, 1, 'pdf',
        n || '.pdf', 'clean', 'sample'
      from generate_series(1, ${count}::int / 10) n`.execute(one);
    await sql`set session_replication_role = origin`.execute(one);
  });
  await sql`vacuum analyze activity_record, evidence_file`.execute(db);
}
