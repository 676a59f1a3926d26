import { daysAfter, type Limits, PLANS, type PlanKey } from "#app/access/plan.ts";
import { type Entitlement, readPlanStanding } from "#app/access/plan-standing.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { type ChangeAuthor, lockTrail, recordChange } from "#app/trail/audit-trail.server.ts";
import { inTenant, type SystemTx } from "#db/doors.ts";

export interface PlanGrant {
  tenantId: string;
  plan: PlanKey;
  days: number;
  reason: string;
}

/**
 * Grants or extends a plan manually. If the same plan is active, the new days follow its end. Recorded in the audit
 * trail of the recipient.
 *
 * @param operator the person who grants, in the operator's tenant
 * @throws AppError `not_found` for an unknown tenant, and outside the operator's tenant
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
  const { number, startsAt } = await nextEntitlement(tx, author, plan, now);
  await addEntitlement(tx, author, {
    number,
    plan,
    startsAt,
    endsAt: daysAfter(startsAt, days),
    source: "operator",
    sourceId: "",
    reason,
    createdBy: operator.userId,
  });
}

/** Determines the next grant, under a lock of the recipient. If the same plan is active, the grant follows its end. */
export async function nextEntitlement(
  tx: SystemTx,
  author: ChangeAuthor,
  plan: PlanKey,
  now: Date,
): Promise<{ number: number; startsAt: Date }> {
  const { tenantId } = author;
  await inTenant(tx, author, (inside) => lockTrail(inside, tenantId));
  const standing = await readPlanStanding(tx, tenantId, now);
  const follows = standing.kind === "running" && standing.entitlement.plan === plan;
  const { last, until } = await tx
    .selectFrom("entitlement")
    .select((select) => [
      select.fn.max("number").as("last"),
      // A year paid in advance follows the current one.
      select.fn.max("ends_at").filterWhere("plan", "=", plan).as("until"),
    ])
    .where("tenant_id", "=", tenantId)
    .executeTakeFirstOrThrow();
  return { number: (last ?? 0) + 1, startsAt: follows && until ? until : now };
}

/** Stores a grant with today's limits and records it in the recipient's audit trail. */
export async function addEntitlement(
  tx: SystemTx,
  author: ChangeAuthor,
  made: Pick<Entitlement, "number" | "plan" | "startsAt" | "endsAt" | "source" | "sourceId" | "reason"> & {
    createdBy: string;
  },
): Promise<void> {
  const { number, plan, source, sourceId, reason, createdBy } = made;
  const limits: Limits = PLANS[plan].limits;
  const span = { startsAt: made.startsAt.toISOString(), endsAt: made.endsAt.toISOString() };
  await tx
    .insertInto("entitlement")
    .values({
      tenant_id: author.tenantId,
      number,
      plan,
      ...limits,
      starts_at: span.startsAt,
      ends_at: span.endsAt,
      source,
      source_id: sourceId,
      reason,
      created_by: createdBy,
    })
    .execute();
  await inTenant(tx, author, (inside) =>
    recordChange(inside, author, {
      action: "plan.granted",
      subject: "entitlement",
      subjectId: author.tenantId,
      after: { plan, ...limits, ...span, source, ...(reason ? { reason } : {}) },
    }),
  );
}
