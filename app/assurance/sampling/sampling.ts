export const RISKS = ["estimated", "spend_based", "no_evidence", "single_record", "corrected"] as const;
export type Risk = (typeof RISKS)[number];

export type Sampling =
  | { method: "random"; seed: string; count: number }
  | { method: "by_size"; seed: string; coveragePercent: string; count: number }
  | { method: "by_risk"; risks: readonly Risk[] };

/** Scope 0 is all scopes. CO2e is of the lines without their signs. */
export interface Coverage {
  scope: number;
  lines: number;
  drawn: number;
  co2eKg: string;
  drawnCo2eKg: string;
}
