import type { Entitlement } from "#app/access/plan-standing.server.ts";
import type { Sent } from "#app/encoding/sent.ts";
import type { PlanOfferView, PlanOrderRowView } from "./plan-order-view.ts";
import type { PlanOverview } from "./plan-overview.server.ts";

export type UsageView = PlanOverview["usage"][number];

export interface PlanPageView extends PlanOverview {
  base: string;
  /** Empty if nothing is on sale. */
  offers: PlanOfferView[];
  orders: PlanOrderRowView[];
  /** What blocks another order. */
  underWay: "order" | "subscription" | null;
  mayOrder: boolean;
  granted: Sent<Pick<Entitlement, "number" | "plan" | "startsAt" | "endsAt" | "source" | "reason">>[];
}

export const STATE_TONES = { running: "good", grace: "warning", lapsed: "bad" } as const;
