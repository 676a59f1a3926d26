/** The plan notice in the header of each page: the plan ends soon, has ended, or has lapsed. */
export interface PlanNotice {
  kind: "ends" | "grace" | "lapsed";
  plan: "trial" | "company" | "consultancy" | null;
  /** The end of the plan or of its grace period, or when it ended, in ISO 8601. */
  at: string | null;
  days: number;
  /** Whether it renews automatically. False once that was cancelled. */
  isSubscription: boolean;
}
