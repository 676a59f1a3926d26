/** What of a plan is counted, in the order in which pages show it. */
export const LIMIT_KINDS = ["organizations", "seats", "records", "reports"] as const;
export type LimitKind = (typeof LIMIT_KINDS)[number];

/** How many of each a tenant may hold; null for as many as one likes. Reports are those issued in a calendar year (UTC). */
export type Limits = Record<LimitKind, number | null>;

export const PLAN_KEYS = ["trial", "company", "consultancy"] as const;
export type PlanKey = (typeof PLAN_KEYS)[number];

/** Plans that cost something; the trial is had once, for nothing. */
export const SOLD_PLANS = ["company", "consultancy"] as const;
export type SoldPlan = (typeof SOLD_PLANS)[number];

/**
 * The plans. A change here is for what is granted from then on: an entitlement keeps the limits that it was granted with.
 * What a plan costs is data of the operator, not of this file.
 */
export const PLANS: Record<PlanKey, { limits: Limits }> = {
  trial: { limits: { organizations: 1, seats: 3, records: 1000, reports: 1 } },
  company: { limits: { organizations: 3, seats: 20, records: 100_000, reports: 24 } },
  consultancy: { limits: { organizations: 100, seats: 50, records: 1_000_000, reports: 500 } },
};

export const TRIAL_DAYS = 30;

/** Days after the end in which everything still works. Also in the database, in `entitlement_at`. */
export const GRACE_DAYS = 7;

/** From so many days before the end on, each page says that the plan ends. */
export const NOTICE_DAYS = 14;

const DAY_MS = 86_400_000;

/** @returns the moment `days` days later */
export function daysAfter(moment: Date, days: number): Date {
  return new Date(moment.getTime() + days * DAY_MS);
}

/** @returns the same moment a year later; after 29 February, 1 March */
export function yearAfter(moment: Date): Date {
  const later = new Date(moment);
  later.setUTCFullYear(later.getUTCFullYear() + 1);
  return later;
}

/** Whole days from now until a moment, counted up: what ends in an hour ends in one day. Zero for what is past. */
export function daysUntil(moment: Date, now: Date): number {
  return Math.max(0, Math.ceil((moment.getTime() - now.getTime()) / DAY_MS));
}
