import { sql } from "kysely";
import { evenClosed } from "#app/access/closed-tenant.server.ts";
import { JOB } from "#app/jobs/job-state.ts";
import { endPlanSubscriptions } from "#app/plan/plan-subscription.server.ts";
import type { PaymentGateway } from "#app/trade/payment/gateway/gateway.ts";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { Doors, SystemTx, TenantTx } from "#db/doors.ts";

/** Error code of a job that was stopped because its workspace closed. */
export const TENANT_CLOSED = "tenant_closed";

/** Jobs that continue in a closed workspace: export and clean-up. */
const STILL_DONE = ["export-tenant", "sweep-import"];

interface DueClosing {
  tenantId: string;
  attempt: number;
  userId: string;
}

/**
 * Completes the closing of workspaces. The closing itself happens in the database, which by its clock no longer finds memberships,
 * keys and links. This function stops renewals of subscriptions, ends sessions of people who belong to no other workspace, stops
 * waiting jobs, and releases other workspaces' reports that its orders blocked.
 *
 * @returns the workspaces that were closed now
 */
export async function closeDueTenants(doors: Doors, gateway: PaymentGateway): Promise<string[]> {
  const closed: string[] = [];
  for (const due of await doors.withSystem(listDueClosings)) {
    // The next sweep asks an unavailable provider again. The workspace is closed anyway.
    if (!(await endPlanSubscriptions(doors, gateway, due, new Date()))) continue;
    const people = await doors.withSystem((tx) => listSolePeople(tx, due.tenantId));
    if (people.length > 0) await doors.accounts.deleteFrom("session").where("user_id", "in", people).execute();
    if (await doors.withTenant(due, (tx) => closeTenant(tx, due))) closed.push(due.tenantId);
  }
  return closed;
}

async function listDueClosings(tx: SystemTx): Promise<DueClosing[]> {
  const rows = await tx
    .selectFrom("tenant_deletion_confirmation as c")
    .leftJoin("tenant_deletion_end as e", (join) =>
      join.onRef("e.tenant_id", "=", "c.tenant_id").onRef("e.attempt", "=", "c.attempt"),
    )
    .leftJoin("tenant_closing as done", (join) =>
      join.onRef("done.tenant_id", "=", "c.tenant_id").onRef("done.attempt", "=", "c.attempt"),
    )
    .select(["c.tenant_id", "c.attempt", "c.created_by"])
    .where(sql<boolean>`c.closes_at <= now()`)
    .where("e.attempt", "is", null)
    .where("done.attempt", "is", null)
    .execute();
  return rows.map((row) => ({ tenantId: row.tenant_id, attempt: row.attempt, userId: row.created_by }));
}

/** People who belong only to this workspace, and to no other as member or verifier. */
export function listSolePeople(tx: SystemTx, tenantId: string): Promise<string[]> {
  return evenClosed(tx, async () => {
    const rows = await tx
      .selectFrom("membership as m")
      .select("m.user_id")
      .distinct()
      .where("m.tenant_id", "=", tenantId)
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom("membership as o")
              .select("o.id")
              .whereRef("o.user_id", "=", "m.user_id")
              .whereRef("o.tenant_id", "<>", "m.tenant_id"),
          ),
        ),
      )
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom("assurance_acceptance as a")
              .select("a.user_id")
              .whereRef("a.user_id", "=", "m.user_id")
              .whereRef("a.tenant_id", "<>", "m.tenant_id"),
          ),
        ),
      )
      .execute();
    return rows.map(({ user_id: id }) => id);
  });
}

async function closeTenant(tx: TenantTx, { tenantId, attempt, userId }: DueClosing): Promise<boolean> {
  const author: ChangeAuthor = { tenantId, userId, source: "job" };
  const stated = await tx
    .insertInto("tenant_closing")
    .values({ tenant_id: tenantId, attempt })
    .onConflict((conflict) => conflict.doNothing())
    .returning("attempt")
    .executeTakeFirst();
  if (!stated) return false;
  const jobs = await tx
    .updateTable("job")
    .set({ state: "failed", failure: TENANT_CLOSED, updated_at: new Date() })
    .where("state", "in", JOB.acts.fail.from)
    .where("kind", "not in", STILL_DONE)
    .returning("id")
    .execute();
  await sql`insert into order_hold_end (tenant_id, order_id, seller_id, cause, created_by)
    select h.tenant_id, h.order_id, h.seller_id, 'cancelled', ${userId} from order_hold h where h.seller_id = ${tenantId}
    on conflict do nothing`.execute(tx);
  await recordChange(tx, author, {
    action: "tenant_deletion.closed",
    subject: "tenant_deletion",
    subjectId: tenantId,
    after: { jobs: jobs.length },
  });
  return true;
}
