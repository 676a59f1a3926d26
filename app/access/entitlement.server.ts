import { sql } from "kysely";
import { type ChangeAuthor, recordChange } from "#app/trail/audit-trail.server.ts";
import type { Doors, TenantTx } from "#db/doors.ts";
import { daysAfter, PLANS, TRIAL_DAYS } from "./plan.ts";
import { type Entitlement, readPlanStanding, toEntitlement } from "./plan-standing.server.ts";

/** Starts the free trial of a tenant without any grant, once per tenant. Does nothing where no plans are sold. */
export async function beginTrial(tx: TenantTx, author: ChangeAuthor, now: Date = new Date()): Promise<void> {
  const standing = await readPlanStanding(tx, author.tenantId, now);
  if (standing.kind !== "lapsed" || standing.entitlement) return;
  const row = {
    plan: "trial" as const,
    ...PLANS.trial.limits,
    starts_at: now.toISOString(),
    ends_at: daysAfter(now, TRIAL_DAYS).toISOString(),
    source: "trial" as const,
  };
  const begun = await tx
    .insertInto("entitlement")
    .values({ tenant_id: author.tenantId, number: 1, ...row, source_id: "", reason: "", created_by: author.userId })
    .onConflict((conflict) => conflict.doNothing())
    .returning("number")
    .executeTakeFirst();
  if (!begun) return;
  await recordChange(tx, author, {
    action: "plan.granted",
    subject: "entitlement",
    subjectId: author.tenantId,
    after: { plan: row.plan, ...PLANS.trial.limits, startsAt: row.starts_at, endsAt: row.ends_at, source: row.source },
  });
}

/** All grants of the tenant in context, newest first. */
export async function listEntitlements(tx: TenantTx): Promise<Entitlement[]> {
  const rows = await tx.selectFrom("entitlement").selectAll().orderBy("number", "desc").execute();
  return rows.map(toEntitlement);
}

/**
 * Starts the trials of tenants that existed before plans were sold, so that no one is locked out. Runs at each start,
 * with a single query if all trials have begun.
 */
export async function beginTrials({ withSystem, withTenant }: Pick<Doors, "withSystem" | "withTenant">): Promise<void> {
  const tenantIds = await withSystem(async (tx) => {
    const rows = await tx
      .selectFrom("tenant")
      .select("id")
      .where(sql<boolean>`plan_operator() is not null and id <> plan_operator()`)
      .where(sql<boolean>`id <> all ((select closed_tenants())::uuid[])`)
      .where((where) =>
        where.not(
          where.exists(
            where.selectFrom("entitlement").select("number").whereRef("entitlement.tenant_id", "=", "tenant.id"),
          ),
        ),
      )
      .execute();
    return rows.map(({ id }) => id);
  });
  for (const tenantId of tenantIds) {
    const author = { tenantId, userId: "system", source: "job" as const };
    await withTenant(author, (tx) => beginTrial(tx, author));
  }
}
