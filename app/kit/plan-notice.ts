/** What the head of each page of a tenant says of its plan: when it ends soon, has ended, or has lapsed. */
export interface PlanNotice {
  kind: "ends" | "grace" | "lapsed";
  plan: "trial" | "company" | "consultancy" | null;
  /** The last moment of the plan, of its grace, or when it ended; ISO 8601. */
  at: string | null;
  days: number;
  /** Whether it renews by itself; false once that was ended. */
  isSubscription: boolean;
}
