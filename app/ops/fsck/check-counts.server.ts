import { sql } from "kysely";
import type { TenantTx } from "#db/doors.ts";
import type { Inspection } from "./inspection.ts";

/** Triggers maintain the counts of records, but a restore bypasses them. Compares each count with the records. */
export async function checkCounts(tx: TenantTx, tenantId: string, inspection: Inspection): Promise<void> {
  const { rows } = await sql<{ source: string; days: string; state: string; kept: number; counted: number }>`
    select emission_source_id as source, period_start || '/' || period_end as days, state,
      sum(kept)::int as kept, sum(counted)::int as counted
    from (
      select organization_id, emission_source_id, period_start, period_end, data_quality, state, is_entry,
        records as kept, 0 as counted, newest_at as kept_at, null::timestamptz as counted_at
      from activity_count
      union all
      select r.organization_id, r.emission_source_id, r.period_start, r.period_end, r.data_quality,
        coalesce(s.state, 'draft'), r.entry is not null, 0, 1, null, r.created_at
      from current_activity_record r
      left join activity_state s on s.tenant_id = r.tenant_id and s.record_id = r.record_id and s.version = r.version
    ) one
    group by organization_id, emission_source_id, period_start, period_end, data_quality, state, is_entry
    having sum(kept) <> sum(counted) or coalesce(max(kept_at) < max(counted_at), false) order by 1, 2, 3`.execute(tx);
  for (const { source, days, state, kept, counted } of rows) {
    const fault =
      kept === counted ? "was written later than is kept" : `${kept} records are kept, and there are ${counted}`;
    inspection.fault(`activity_count ${tenantId}/${source}/${days}/${state}`, fault);
  }
}
