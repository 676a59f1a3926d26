import { type Selectable, sql } from "kysely";
import { type HeldStanding, heldBy, standingOf } from "#app/access/plan-standing.server.ts";
import { inTenant, type SystemTx } from "#db/doors.ts";
import type { Database } from "#db/schema.ts";
import { readUsage, type Usage } from "./plan-usage.server.ts";

/** A tenant, as the operator sees it. */
export interface PlanHolder {
  tenantId: string;
  name: string;
  standing: HeldStanding;
  /** Null until it is counted. */
  usage: Usage | null;
}

type HolderRow = { holder_id: string; holder_name: string } & Selectable<Database["entitlement"]>;

/** All tenants except the operator's, sorted by name. */
export async function listPlanHolders(tx: SystemTx, now: Date): Promise<PlanHolder[]> {
  const { rows } = await sql<HolderRow>`
    select t.id as holder_id, t.name as holder_name, held.* from tenant t
    left join lateral ${heldBy(sql`t.id`, now)} as held on true
    where t.id is distinct from plan_operator() and t.id <> all ((select closed_tenants())::uuid[])
    order by t.name, t.id`.execute(tx);
  return rows.map((row) => ({
    tenantId: row.holder_id,
    name: row.holder_name,
    standing: standingOf(row, now),
    usage: null,
  }));
}

/** Counted as each tenant, since the system role can't read records. */
export async function countUsage(tx: SystemTx, holders: readonly PlanHolder[]): Promise<PlanHolder[]> {
  const counted: PlanHolder[] = [];
  for (const holder of holders) {
    const { tenantId } = holder;
    const usage = await inTenant(tx, { tenantId, userId: "operator" }, (inside) => readUsage(inside, tenantId));
    counted.push({ ...holder, usage });
  }
  return counted;
}
