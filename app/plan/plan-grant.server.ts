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

/** What is granted next, under the lock of whoever gets it: where the same plan runs, it follows its end. */
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
      // A year that was paid ahead follows the one that runs.
      select.fn.max("ends_at").filterWhere("plan", "=", plan).as("until"),
    ])
    .where("tenant_id", "=", tenantId)
    .executeTakeFirstOrThrow();
  return { number: (last ?? 0) + 1, startsAt: follows && until ? until : now };
}

/** Adds what a tenant got, with the limits of today, and says so in its trail. */
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
