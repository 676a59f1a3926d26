import { sql } from "kysely";
import type { Actor } from "#app/access/actor.server.ts";
import type { TenantTx } from "#db/doors.ts";

/** A record of a month in kilowatt-hours, without its review. */
export async function addRecord(
  tx: TenantTx,
  actor: Actor,
  { sourceId, month, quantity }: { sourceId: string; month: string; quantity: string },
) {
  const [start, end] = [`${month}-01`, `${month}-28`];
  await sql`insert into activity_record (tenant_id, record_id, version, organization_id, emission_source_id, period_start,
      period_end, quantity, unit, entered_quantity, entered_unit, data_quality, created_by)
    values (${actor.tenantId}, gen_random_uuid(), 1, ${actor.organizationId}, ${sourceId}, ${start}, ${end},
      ${quantity}::numeric, 'kWh', ${quantity}, 'kWh', 'measured', ${actor.userId})`.execute(tx);
}
