/** What the head of each page says of the plan: when it ends soon, has ended, or has lapsed. */
export interface PlanNoticeView {
  kind: "ends" | "grace" | "lapsed";
  plan: "trial" | "company" | "consultancy" | null;
  /** When the plan, or its grace, ends or ended; ISO 8601. */
  at: string | null;
  days: number;
  /** Whether it renews by itself; false once that was ended. */
  isSubscription: boolean;
}
