import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Actor } from "#app/access/actor.server.ts";
import { saveActivities } from "#app/records/activity.server.ts";
import type { Doors, TenantTx } from "#db/doors.ts";

/** One record of the sample company: hotel nights of a month. */
export async function saveHotelNights(
  doors: Doors,
  actor: Actor,
  year: { start: string; end: string },
  quantity: string,
): Promise<void> {
  const entry = {
    facility: "Plant A",
    source: "Hotel nights",
    period: "2025-06",
    quantity,
    unit: "room_night",
    dataQuality: "",
    evidence: "",
    note: "",
  };
  const changes = [{ kind: "add" as const, recordId: randomUUID(), entry }];
  const saved = await doors.withTenant(actor, (tx) => saveActivities(tx, actor, year, changes));
  if (!saved.ok) throw new Error(JSON.stringify(saved));
}

/** Adds records of the sample company with one statement, spread over its sources and the months of 2025. */
export async function fillRecords(tx: TenantTx, actor: Actor, count: number): Promise<void> {
  await sql`with source as (
      select id, unit, row_number() over (order by created_at, id) - 1 as place, count(*) over () as number
      from emission_source where organization_id = ${actor.organizationId})
    insert into activity_record (tenant_id, record_id, version, organization_id, emission_source_id, period_start,
      period_end, quantity, unit, entered_quantity, entered_unit, data_quality, created_by)
    select ${actor.tenantId}, gen_random_uuid(), 1, ${actor.organizationId}, source.id, m.start,
      (m.start + interval '1 month' - interval '1 day')::date, 1 + n % 997 + 0.25, source.unit,
      (1 + n % 997)::text || '.25', source.unit, 'measured', ${actor.userId}
    from generate_series(1, ${count}::int) n join source on source.place = n % source.number,
      lateral (select ('2025-01-01'::date + (n / source.number % 12) * interval '1 month')::date as start) m`.execute(
    tx,
  );
}
