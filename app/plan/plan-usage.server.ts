import { sql } from "kysely";
import type { LimitKind } from "#app/access/plan.ts";
import type { TenantTx } from "#db/doors.ts";

export type Usage = Record<LimitKind, number>;

/** The usage of a tenant, counted as the database counts it when rows are added. */
export async function readUsage(tx: TenantTx, tenantId: string): Promise<Usage> {
  const { rows } = await sql<Usage>`select
    plan_usage('organizations', ${tenantId}::uuid) as organizations, plan_usage('seats', ${tenantId}::uuid) as seats,
    plan_usage('records', ${tenantId}::uuid) as records, plan_usage('reports', ${tenantId}::uuid) as reports`.execute(
    tx,
  );
  return rows[0]!;
}
