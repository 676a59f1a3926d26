import {
  daysAfter,
  daysUntil,
  GRACE_DAYS,
  LIMIT_KINDS,
  type LimitKind,
  type Limits,
  PLAN_KEYS,
  PLANS,
  type PlanKey,
} from "#app/access/plan.ts";
import { type Entitlement, readPlanStanding } from "#app/access/plan-standing.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { readUsage } from "./plan-usage.server.ts";

/** A plan, as its page shows it. */
export interface PlanOverview {
  /** `operator`: the workspace that sells plans. `open`: no plans are sold. */
  kind: "running" | "grace" | "lapsed" | "open" | "operator";
  held: { plan: PlanKey; endsAt: string; graceUntil: string; daysLeft: number; source: Entitlement["source"] } | null;
  usage: { kind: LimitKind; used: number; limit: number | null }[];
  plans: { plan: PlanKey; limits: Limits }[];
}

/** All data of the plan page, counted now. */
export async function describePlan(tx: TenantTx, tenantId: string, now: Date): Promise<PlanOverview> {
  const standing = await readPlanStanding(tx, tenantId, now);
  const usage = await readUsage(tx, tenantId);
  const held = standing.kind === "open" ? null : standing.entitlement;
  const operates = standing.kind === "open" && standing.isOperator;
  return {
    kind: operates ? "operator" : standing.kind,
    held: held && {
      plan: held.plan,
      endsAt: held.endsAt.toISOString(),
      graceUntil: daysAfter(held.endsAt, GRACE_DAYS).toISOString(),
      daysLeft: daysUntil(held.endsAt, now),
      source: held.source,
    },
    usage: LIMIT_KINDS.map((kind) => ({ kind, used: usage[kind], limit: held?.limits[kind] ?? null })),
    plans: standing.kind === "open" && !operates ? [] : PLAN_KEYS.map((plan) => ({ plan, limits: PLANS[plan].limits })),
  };
}
