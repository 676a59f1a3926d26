export const RISK_KINDS = ["inherent", "control", "detection"] as const;
export const LEVELS = ["limited", "reasonable"] as const;
export const TOTAL_BASES = ["location", "market"] as const;
/** The most risks and visits of a plan. */
export const MOST_RISKS = 20;
export const MOST_VISITS = 20;

export interface PlanRisk {
  kind: (typeof RISK_KINDS)[number];
  risk: string;
  response: string;
}

export interface PlanVisit {
  day: string;
  place: string;
  purpose: string;
}
