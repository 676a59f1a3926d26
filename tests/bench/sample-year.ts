import { sql } from "kysely";

/** Credentials of a sample company. */
export interface SampleYear {
  email: string;
  password: string;
  backupCodes: string[];
  organizationId: string;
}

/**
 * Creates the sample company at the place that the environment's settings name, and fills its year up to `count`
 * records, spread over sources and months.
 */
export async function makeSampleYear(count: number): Promise<SampleYear> {
  const { doors } = await import("#app/database/doors.server.ts");
  const { env } = await import("#app/environment/env.server.ts");
  const { prepareDatabase } = await import("#app/database/prepare.server.ts");
  const { makeSampleAccount } = await import("#app/cli/sample-account.server.ts");
  const { makeSampleOrganization } = await import("#app/cli/sample-work.server.ts");
  await prepareDatabase(env(), () => {});
  const account = await makeSampleAccount(() => {});
  const actor = await makeSampleOrganization(account, () => {});
  const { withTenant, close } = await doors();
  await withTenant(actor, async (tx) => {
    const known = await tx
      .selectFrom("current_activity_record")
      .select((eb) => eb.fn.countAll<string>().as("count"))
      .where("organization_id", "=", actor.organizationId)
      .executeTakeFirstOrThrow();
    const missing = count - Number(known.count);
    if (missing <= 0) return;
    await sql`with source as (
        select id, unit, row_number() over (order by created_at, id) - 1 as place, count(*) over () as number
        from emission_source where organization_id = ${actor.organizationId})
      insert into activity_record (tenant_id, organization_id, record_id, version, emission_source_id, period_start,
        period_end, quantity, unit, entered_quantity, entered_unit, data_quality, evidence_reference, created_by)
      select ${actor.tenantId}, ${actor.organizationId}, gen_random_uuid(), 1, source.id,
        make_date(2025, 1 + (n / source.number % 12)::int, 1),
        (make_date(2025, 1 + (n / source.number % 12)::int, 1) + interval '1 month - 1 day')::date,
        100 + n % 9973 + 0.25, source.unit, (100 + n % 9973) || '.25', source.unit, 'measured', 'SAMPLE-' || n,
        ${actor.userId}
      from generate_series(1, ${missing}::int) as n join source on source.place = n % source.number`.execute(tx);
  });
  await close();
  const { email, password, backupCodes } = account;
  return { email, password, backupCodes, organizationId: actor.organizationId };
}
