import { money } from "#app/money/money.ts";
import { formatMoney } from "#app/money/money-text.ts";
import type { PlanOrder } from "./plan-order-list.server.ts";
import type { PlanOfferView, PlanOrderRowView } from "./plan-order-view.ts";
import type { PlanPrice } from "./plan-price.server.ts";

export function toPlanOrderRow(order: PlanOrder): PlanOrderRowView {
  const { invoice, currency } = order;
  return {
    id: order.id,
    plan: order.plan,
    way: order.way,
    state: order.state,
    clientName: order.clientName,
    total: formatMoney(money(order.totalMinor, currency)),
    placedOn: order.placedAt.toISOString(),
    dueOn: invoice?.dueOn ?? null,
    invoice: invoice && { id: invoice.id, number: invoice.number },
  };
}

/** The prices on sale for forms and tables. */
export function toOffers(prices: readonly PlanPrice[]): PlanOfferView[] {
  return prices.map(({ plan, currency, amountMinor }) => ({
    value: `${plan}:${currency}`,
    plan,
    currency,
    amount: formatMoney(money(amountMinor, currency)),
  }));
}
