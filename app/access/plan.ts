/** The counted items of a plan, in display order. */
export const LIMIT_KINDS = ["organizations", "seats", "records", "reports"] as const;
export type LimitKind = (typeof LIMIT_KINDS)[number];

/** How many of each a tenant may have, null for no limit. Reports count by the calendar year of issue (UTC). */
export type Limits = Record<LimitKind, number | null>;

export const PLAN_KEYS = ["trial", "company", "consultancy"] as const;
export type PlanKey = (typeof PLAN_KEYS)[number];

/** Paid plans. The trial is free and given once. */
export const SOLD_PLANS = ["company", "consultancy"] as const;
export type SoldPlan = (typeof SOLD_PLANS)[number];

/**
 * The plans. A change here applies to future grants, because an entitlement keeps the limits that it was granted with.
 * Prices are data of the operator, not of this file.
 */
export const PLANS: Record<PlanKey, { limits: Limits }> = {
  trial: { limits: { organizations: 1, seats: 3, records: 1000, reports: 1 } },
  company: { limits: { organizations: 3, seats: 20, records: 100_000, reports: 24 } },
  consultancy: { limits: { organizations: 100, seats: 50, records: 1_000_000, reports: 500 } },
};

export const TRIAL_DAYS = 30;

/** Days of full access after the end. Also in the database, in `entitlement_at`. */
export const GRACE_DAYS = 7;

/** Number of days before the end from which each page announces it. */
export const NOTICE_DAYS = 14;

const DAY_MS = 86_400_000;

export function daysAfter(moment: Date, days: number): Date {
  return new Date(moment.getTime() + days * DAY_MS);
}

/** @returns the same moment a year later, where 29 February becomes 1 March */
export function yearAfter(moment: Date): Date {
  const later = new Date(moment);
  later.setUTCFullYear(later.getUTCFullYear() + 1);
  return later;
}

/** Days from now until a moment, rounded up: what ends in an hour ends in one day. Zero for the past. */
export function daysUntil(moment: Date, now: Date): number {
  return Math.max(0, Math.ceil((moment.getTime() - now.getTime()) / DAY_MS));
}
