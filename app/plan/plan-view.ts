import type { PlanOfferView, PlanOrderRowView } from "./plan-order-view.ts";

type PlanKey = "trial" | "company" | "consultancy";
type LimitKind = "organizations" | "seats" | "records" | "reports";
type Source = "trial" | "order" | "subscription" | "operator";

/** In the order in which pages show them. */
export const LIMIT_ORDER = ["organizations", "seats", "records", "reports"] as const satisfies LimitKind[];

export interface UsageView {
  kind: LimitKind;
  used: number;
  /** Null: as many as one likes. */
  limit: number | null;
}

export interface PlanPageView {
  base: string;
  /** `operator` sells the plans; `open` where nobody does. */
  kind: "running" | "grace" | "lapsed" | "open" | "operator";
  held: { plan: PlanKey; endsAt: string; graceUntil: string; daysLeft: number; source: Source } | null;
  usage: UsageView[];
  plans: { plan: PlanKey; limits: Record<LimitKind, number | null> }[];
  /** What is on sale; empty where nothing is. */
  offers: PlanOfferView[];
  orders: PlanOrderRowView[];
  /** What stands in the way of another order. */
  underWay: "order" | "subscription" | null;
  mayOrder: boolean;
  granted: { number: number; plan: PlanKey; startsAt: string; endsAt: string; source: Source; reason: string }[];
}

export const STATE_TONES = { running: "good", grace: "warning", lapsed: "bad" } as const;

/** Who holds which plan, as the operator sees it. */
export interface PlanOrdersView {
  base: string;
  /** Id of the tenant that the page before, and the next one, goes on after; empty for the first page, null for none. */
  previous: string | null;
  next: string | null;
  isDone: boolean;
  orders: (PlanOrderRowView & { tenantName: string })[];
  holders: {
    tenantId: string;
    name: string;
    kind: "running" | "grace" | "lapsed" | "open";
    held: { plan: PlanKey; endsAt: string; limits: Record<LimitKind, number | null> } | null;
    usage: Record<LimitKind, number>;
  }[];
  errors: Record<string, string>;
  typed: Record<string, string>;
}
