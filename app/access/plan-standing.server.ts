import { type RawBuilder, type Selectable, sql } from "kysely";
import { utcDay } from "#app/day/day.ts";
import { AppError } from "#app/encoding/errors.ts";
import type { PlanNotice } from "#app/kit/plan-notice.ts";
import type { SystemTx, TenantTx } from "#db/doors.ts";
import type { Database } from "#db/schema.ts";
import { daysAfter, daysUntil, GRACE_DAYS, type Limits, NOTICE_DAYS, type PlanKey } from "./plan.ts";

/** A grant to a tenant: a plan with its limits of that day and its period. */
export interface Entitlement {
  number: number;
  plan: PlanKey;
  limits: Limits;
  startsAt: Date;
  endsAt: Date;
  source: "trial" | "order" | "subscription" | "operator";
  sourceId: string;
  reason: string;
  createdAt: Date;
}

/**
 * The plan status of a tenant at a moment: `open` where no plans are sold or for the operator, `running`, `grace` in
 * the seven days after the end with full access, then `lapsed` with the last grant.
 */
export type PlanStanding = { kind: "open"; isOperator: boolean } | HeldStanding;

/** The status of a tenant to which plans are sold. */
export type HeldStanding =
  | { kind: "running" | "grace"; entitlement: Entitlement }
  | { kind: "lapsed"; entitlement: Entitlement | null };

/** The plan status of one tenant, with one small query. */
export async function readPlanStanding(
  tx: TenantTx | SystemTx,
  tenantId: string,
  now: Date = new Date(),
): Promise<PlanStanding> {
  const { rows } = await sql<{ operator: string | null } & Selectable<Database["entitlement"]>>`
    select plan_operator() as operator, held.* from (select 1) as one
    left join lateral ${heldBy(sql`${tenantId}::uuid`, now)} as held on true`.execute(tx);
  const row = rows[0]!;
  if (row.operator === null || row.operator === tenantId) return { kind: "open", isOperator: row.operator !== null };
  return standingOf(row, now);
}

/** The grant of a tenant that applies at a moment: one row or none. */
export function heldBy(tenantId: RawBuilder<unknown>, now: Date): RawBuilder<unknown> {
  const moment = sql`${now.toISOString()}::timestamptz`;
  return sql`(select * from entitlement e
    where plan_operator() is not null and e.tenant_id = ${tenantId} and e.starts_at <= ${moment}
    order by (${moment} < e.ends_at) desc, (${moment} < e.ends_at + interval '7 days') desc, e.number desc
    limit 1)`;
}

/** The status of a tenant by the grant that applies. The columns are null if there is none. */
export function standingOf(row: Selectable<Database["entitlement"]>, now: Date): HeldStanding {
  const entitlement = row.number === null ? null : toEntitlement(row);
  if (!entitlement || now >= daysAfter(entitlement.endsAt, GRACE_DAYS)) return { kind: "lapsed", entitlement };
  return { kind: now < entitlement.endsAt ? "running" : "grace", entitlement };
}

/**
 * The only rule of an ended plan: nothing can be changed. Guards of pages, the API and links check it for each changing
 * request, jobs and sweeps before they write.
 *
 * @param asking a guest (a recipient of a request, a verifier, an invited person) learns nothing about the plan and its
 * end.
 * @throws AppError `payment_required`
 */
export async function refuseLapsed(
  tx: TenantTx | SystemTx,
  tenantId: string,
  { now = new Date(), asking = "member" }: { now?: Date; asking?: "member" | "guest" } = {},
): Promise<void> {
  const standing = await readPlanStanding(tx, tenantId, now);
  if (standing.kind !== "lapsed") return;
  if (asking === "guest") throw guestRefusal();
  const endedOn = standing.entitlement && utcDay(standing.entitlement.endsAt);
  throw new AppError("payment_required", { details: { reason: "plan_lapsed", tenantId, ...(endedOn && { endedOn }) } });
}

/** The message about a full or lapsed plan for people from outside, with the person to contact. */
export function guestRefusal(cause?: unknown): AppError {
  return new AppError("payment_required", { cause, details: { reason: "plan_of_host" } });
}

export function planNotice(standing: PlanStanding, now: Date = new Date()): PlanNotice | null {
  if (standing.kind === "open") return null;
  if (standing.kind === "lapsed") {
    const { entitlement } = standing;
    return {
      kind: "lapsed",
      plan: entitlement?.plan ?? null,
      at: entitlement?.endsAt.toISOString() ?? null,
      days: 0,
      isSubscription: false,
    };
  }
  const { plan, endsAt, source } = standing.entitlement;
  const until = standing.kind === "grace" ? daysAfter(endsAt, GRACE_DAYS) : endsAt;
  const days = daysUntil(until, now);
  const notice = { plan, at: until.toISOString(), days, isSubscription: source === "subscription" };
  if (standing.kind === "grace") return { kind: "grace", ...notice };
  return days <= NOTICE_DAYS ? { kind: "ends", ...notice } : null;
}

export function toEntitlement(row: Selectable<Database["entitlement"]>): Entitlement {
  const { organizations, seats, records, reports } = row;
  return {
    number: row.number,
    plan: row.plan,
    limits: { organizations, seats, records, reports },
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    source: row.source,
    sourceId: row.source_id,
    reason: row.reason,
    createdAt: row.created_at,
  };
}
