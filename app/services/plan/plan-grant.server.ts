import { sql } from "kysely";
import { AppError } from "#app/errors.ts";
import { inTenant, type SystemTx } from "#db/doors.ts";
import { lockTrail, recordChange } from "../audit-trail.server.ts";
import { daysAfter, type Limits, PLANS, type PlanKey } from "./plan.ts";
import { type PlanStanding, readPlanStanding } from "./plan-standing.server.ts";
import { readUsage, type Usage } from "./plan-usage.server.ts";

/** A tenant as the operator sees it. */
export interface PlanHolder {
  tenantId: string;
  name: string;
  standing: PlanStanding;
  usage: Usage;
}

/** Tenants but the operator's own, by name, a page of them; `found` counts all. */
export async function listPlanHolders(
  tx: SystemTx,
  page: { offset: number; limit: number },
  now: Date,
): Promise<{ found: number; holders: PlanHolder[] }> {
  const others = tx.selectFrom("tenant").where(sql<boolean>`id is distinct from plan_operator()`);
  const { found } = await others.select((select) => select.fn.countAll<number>().as("found")).executeTakeFirstOrThrow();
  const tenants = await others
    .select(["id", "name"])
    .orderBy("name")
    .orderBy("id")
    .offset(page.offset)
    .limit(page.limit)
    .execute();
  const holders: PlanHolder[] = [];
  for (const { id: tenantId, name } of tenants) {
    const standing = await readPlanStanding(tx, tenantId, now);
    // What a tenant holds is counted as that tenant: the system itself reads no records.
    const usage = await inTenant(tx, { tenantId, userId: "operator" }, (inside) => readUsage(inside, tenantId));
    holders.push({ tenantId, name, standing, usage });
  }
  return { found: Number(found), holders };
}

export interface PlanGrant {
  tenantId: string;
  plan: PlanKey;
  days: number;
  reason: string;
}

/**
 * Grants a plan by hand, or extends the one that runs: where the same plan runs, the new days follow its end. Recorded in
 * the trail of whoever gets it.
 *
 * @param operator who grants, in the operator's own tenant
 * @throws AppError `not_found` for a tenant that there is none of, and from any other tenant than the operator's
 */
export async function grantPlan(
  tx: SystemTx,
  operator: { tenantId: string; userId: string },
  { tenantId, plan, days, reason }: PlanGrant,
  now: Date,
): Promise<void> {
  const own = await readPlanStanding(tx, operator.tenantId, now);
  if (own.kind !== "open" || !own.isOperator || tenantId === operator.tenantId) throw new AppError("not_found");
  const known = await tx.selectFrom("tenant").select("id").where("id", "=", tenantId).executeTakeFirst();
  if (!known) throw new AppError("not_found");
  const author = { tenantId, userId: `operator:${operator.userId}`, source: "page" as const };
  await inTenant(tx, author, (inside) => lockTrail(inside, tenantId));
  const standing = await readPlanStanding(tx, tenantId, now);
  const follows = standing.kind === "running" && standing.entitlement.plan === plan;
  const startsAt = follows ? standing.entitlement.endsAt : now;
  const limits: Limits = PLANS[plan].limits;
  const { last } = await tx
    .selectFrom("entitlement")
    .select((select) => select.fn.max("number").as("last"))
    .where("tenant_id", "=", tenantId)
    .executeTakeFirstOrThrow();
  const span = { startsAt: startsAt.toISOString(), endsAt: daysAfter(startsAt, days).toISOString() };
  await tx
    .insertInto("entitlement")
    .values({
      ...{ tenant_id: tenantId, number: (last ?? 0) + 1, plan, ...limits },
      ...{ starts_at: span.startsAt, ends_at: span.endsAt },
      ...{ source: "operator", source_id: "", reason, created_by: operator.userId },
    })
    .execute();
  await inTenant(tx, author, (inside) =>
    recordChange(inside, author, {
      action: "plan.granted",
      subject: "entitlement",
      subjectId: tenantId,
      after: { plan, ...limits, ...span, source: "operator", reason },
    }),
  );
}
