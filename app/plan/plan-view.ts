import type { LimitKind, Limits, PlanKey } from "#app/access/plan.ts";
import type { Entitlement, PlanStanding } from "#app/access/plan-standing.server.ts";
import type { Sent } from "#app/encoding/sent.ts";
import type { PlanOfferView, PlanOrderRowView } from "./plan-order-view.ts";
import type { PlanOverview } from "./plan-overview.server.ts";

export type UsageView = PlanOverview["usage"][number];

export interface PlanPageView extends PlanOverview {
  base: string;
  /** What is on sale; empty where nothing is. */
  offers: PlanOfferView[];
  orders: PlanOrderRowView[];
  /** What stands in the way of another order. */
  underWay: "order" | "subscription" | null;
  mayOrder: boolean;
  granted: Sent<Pick<Entitlement, "number" | "plan" | "startsAt" | "endsAt" | "source" | "reason">>[];
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
    kind: PlanStanding["kind"];
    held: { plan: PlanKey; endsAt: string; limits: Limits } | null;
    usage: Record<LimitKind, number>;
  }[];
  errors: Record<string, string>;
  typed: Record<string, string>;
}
