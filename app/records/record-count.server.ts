import { type RawBuilder, sql } from "kysely";
import type { Period } from "#app/carbon/document/inventory-document.ts";

/**
 * SQL for the number of records that overlap a period by source, days, quality and state, from the maintained counts.
 */
export function countedRecords(organizationId: string, period: Period): RawBuilder<unknown> {
  return sql`(
    select emission_source_id, period_start, period_end, data_quality, state, is_entry, sum(records)::int as records,
      max(newest_at) as newest_at
    from activity_count
    where organization_id = ${organizationId} and period_start <= ${period.end}::date
      and period_end >= ${period.start}::date
    group by 1, 2, 3, 4, 5, 6 having sum(records) > 0)`;
}
