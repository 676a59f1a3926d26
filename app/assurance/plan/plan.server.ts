import type { Selectable } from "kysely";
import { AppError } from "#app/encoding/errors.ts";
import { recordChange } from "#app/trail/audit-trail.server.ts";
import { inTrailOf, type TenantTx, type VerifierTx } from "#db/doors.ts";
import type { VerificationTables } from "#db/verification-schema.ts";
import type { VerifierActor } from "../access.server.ts";
import type { PlanRisk, PlanVisit } from "./plan.ts";

/** A saved plan. A new one replaces it and keeps it. */
export interface Plan {
  number: number;
  level: "limited" | "reasonable";
  objectives: string;
  criteria: string;
  scope: string;
  /** Of the total of `totalBasis`, exact. */
  materialityPercent: string;
  totalBasis: "location" | "market";
  by: string;
  at: Date;
}

/** The newest plan with its rows. */
export interface WholePlan extends Plan {
  /** Empty for the company until the verifier's statement. */
  risks: PlanRisk[];
  visits: PlanVisit[];
}

export type NewPlan = Omit<WholePlan, "number" | "by" | "at">;

type Reader = TenantTx | VerifierTx;

/** Newest first. */
export async function listPlans(tx: Reader, engagementId: string): Promise<Plan[]> {
  const rows = await tx
    .selectFrom("verification_plan as p")
    .leftJoin("author as u", "u.id", "p.created_by")
    .selectAll("p")
    .select("u.name")
    .where("p.engagement_id", "=", engagementId)
    .orderBy("p.number", "desc")
    .execute();
  return rows.map((row) => toPlan(row, row.name ?? ""));
}

/** The newest plan, or the one with a number. */
export async function findPlan(tx: Reader, engagementId: string, number?: number): Promise<WholePlan | null> {
  const plans = await listPlans(tx, engagementId);
  const plan = number === undefined ? plans[0] : plans.find((one) => one.number === number);
  if (!plan) return null;
  const visits = await tx
    .selectFrom("verification_visit")
    .select(["day", "place", "purpose"])
    .where("engagement_id", "=", engagementId)
    .where("plan_number", "=", plan.number)
    .orderBy("position")
    .execute();
  const risks = await tx
    .selectFrom("verification_risk")
    .select(["kind", "risk", "response"])
    .where("engagement_id", "=", engagementId)
    .where("plan_number", "=", plan.number)
    .orderBy("position")
    .execute();
  return { ...plan, visits, risks };
}

/** @throws AppError `conflict` if another plan was saved after `basedOn` */
export async function savePlan(
  tx: VerifierTx,
  who: VerifierActor,
  { basedOn, plan }: { basedOn: number; plan: NewPlan },
): Promise<void> {
  const last = (await listPlans(tx, who.engagementId))[0];
  if ((last?.number ?? 0) !== basedOn) throw new AppError("conflict", { details: { reason: "plan_changed" } });
  const number = basedOn + 1;
  const key = { tenant_id: who.tenantId, engagement_id: who.engagementId };
  await tx
    .insertInto("verification_plan")
    .values({
      ...key,
      number,
      level: plan.level,
      objectives: plan.objectives,
      criteria: plan.criteria,
      scope: plan.scope,
      materiality_percent: plan.materialityPercent,
      total_basis: plan.totalBasis,
      created_by: who.userId,
    })
    .execute();
  const place = (at: number) => ({ ...key, plan_number: number, position: at + 1 });
  const visits = plan.visits.map((visit, at) => ({ ...place(at), ...visit }));
  if (visits.length > 0) await tx.insertInto("verification_visit").values(visits).execute();
  const risks = plan.risks.map((risk, at) => ({ ...place(at), ...risk }));
  if (risks.length > 0) await tx.insertInto("verification_risk").values(risks).execute();
  const facts = ({
    level,
    materialityPercent,
    totalBasis,
  }: Pick<Plan, "level" | "materialityPercent" | "totalBasis">) => ({
    level,
    materialityPercent,
    totalBasis,
  });
  // Without the risks, which the company may not see yet.
  await inTrailOf(tx, (trail) =>
    recordChange(trail, who, {
      action: "verification_plan.saved",
      subject: "verification_plan",
      subjectId: who.engagementId,
      before: last && { number: String(last.number), ...facts(last) },
      after: { number: String(number), ...facts(plan) },
    }),
  );
}

function toPlan(row: Selectable<VerificationTables["verification_plan"]>, by: string): Plan {
  return {
    number: row.number,
    level: row.level,
    objectives: row.objectives,
    criteria: row.criteria,
    scope: row.scope,
    materialityPercent: row.materiality_percent,
    totalBasis: row.total_basis,
    by,
    at: row.created_at,
  };
}
