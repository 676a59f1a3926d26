import { SOLD_PLANS, type SoldPlan } from "#app/access/plan.ts";
import { requireOperator } from "#app/access/plan-operator.server.ts";
import { utcDay } from "#app/day/day.ts";
import { defineList, gathered, type ListDoors, type ListScope } from "#app/kit/list/list.server.ts";
import { money } from "#app/money/money.ts";
import { clientColumns } from "#app/trade/client/client-columns.ts";
import { listPlanOrders, type PlanOrder } from "./plan-order-list.server.ts";
import { PLAN_ORDER, type PlanOrderState } from "./plan-order-state.ts";

interface NamedOrder extends PlanOrder {
  tenantName: string;
}

/** All plan orders, newest first. Only available in the operator's workspace. Order states are computed. */
export const planOrders = defineList({
  path: "plan-orders",
  right: "workspace.manage",
  words: ({ planOrder: t }) => ({
    title: t.listTitle,
    about: t.listAbout,
    empty: { title: t.listEmpty, reason: t.listEmptyReason },
  }),
  check: ({ withTenant }: ListDoors, scope: ListScope) =>
    withTenant(scope, (tx) => requireOperator(tx, scope.tenantId)),
  ...gathered({
    gather: gatherOrders,
    row: toRow,
    kinds: {
      id: "uuid",
      placed: "text",
      day: "day",
      buyer: "text",
      names: "text",
      plan: "text",
      state: "text",
      due: "day?",
      currency: "text",
      total: "whole",
    },
  }),
  key: ["id"],
  order: { by: ["placed"], direction: "desc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["names"] },
    {
      kind: "choice",
      name: "state",
      label: (t) => t.planOrder.state,
      column: "state",
      choices: PLAN_ORDER.all,
      word: (t, state) => t.planOrder.states[state as PlanOrderState],
    },
    {
      kind: "choice",
      name: "plan",
      label: (t) => t.planOrder.plan,
      column: "plan",
      choices: SOLD_PLANS,
      word: (t, plan) => t.plan.name[plan as SoldPlan],
    },
    { kind: "from", name: "from", label: (t) => t.planOrder.placedFrom, column: "day" },
    { kind: "to", name: "to", label: (t) => t.planOrder.placedTo, column: "day" },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "buyer",
      kind: "text",
      head: (t) => t.planOrder.buyerHead,
      sort: ["buyer"],
      value: ({ tenantName }) => tenantName,
      link: ({ invoice }) => invoice && `invoices/${invoice.id}`,
    },
    {
      key: "buyer_id",
      kind: "text",
      only: "file",
      head: (t) => t.planOrder.buyerId,
      value: ({ buyerTenantId }) => buyerTenantId,
    },
    ...clientColumns(),
    {
      key: "plan",
      kind: "text",
      head: (t) => t.planOrder.plan,
      isHiddenOnPhone: true,
      value: ({ plan }, { t }) => t.plan.name[plan],
    },
    {
      key: "placed",
      kind: "instant",
      head: (t) => t.planOrder.placedOn,
      sort: ["placed"],
      isHiddenOnPhone: true,
      value: ({ placedAt }) => placedAt,
    },
    {
      key: "way",
      kind: "text",
      head: (t) => t.planOrder.wayHead,
      isHiddenOnPhone: true,
      value: ({ way }, { t }) => t.planOrder.wayShort[way],
    },
    { key: "currency", kind: "text", only: "file", head: (t) => t.list.heads.currency, value: (row) => row.currency },
    {
      key: "net",
      kind: "money",
      only: "file",
      head: (t) => t.planOrder.net,
      value: ({ netMinor, currency }) => money(netMinor, currency),
    },
    {
      key: "total",
      kind: "money",
      head: (t) => t.planOrder.total,
      sort: ["currency", "total"],
      value: ({ totalMinor, currency }) => money(totalMinor, currency),
    },
    {
      key: "due",
      kind: "day",
      head: (t) => t.planOrder.dueOn,
      sort: ["due"],
      isHiddenOnPhone: true,
      value: ({ invoice }) => invoice?.dueOn ?? null,
    },
    {
      key: "invoice",
      kind: "text",
      only: "file",
      head: (t) => t.planOrder.invoice,
      value: ({ invoice }) => invoice?.number ?? null,
    },
    {
      key: "state",
      kind: "state",
      head: (t) => t.planOrder.state,
      value: ({ state }, { t }) => t.planOrder.states[state],
      tone: ({ state }) => PLAN_ORDER.tones[state],
    },
  ],
  start: { to: "plan-prices", label: (t) => t.planOrder.prices.title },
});

async function gatherOrders({ withTenant, withSystem }: ListDoors, scope: ListScope): Promise<NamedOrder[]> {
  const orders = await withTenant(scope, (tx) => listPlanOrders(tx, {}, scope.now));
  if (orders.length === 0) return [];
  const ids = [...new Set(orders.map(({ buyerTenantId }) => buyerTenantId))];
  const tenants = await withSystem((tx) =>
    tx.selectFrom("tenant").select(["id", "name"]).where("id", "in", ids).execute(),
  );
  const names = new Map(tenants.map(({ id, name }) => [id, name]));
  return orders.map((order) => ({ ...order, tenantName: names.get(order.buyerTenantId) ?? "" }));
}

function toRow({ clientName, tenantName, ...order }: NamedOrder) {
  return {
    id: order.id,
    placed: order.placedAt.toISOString(),
    day: utcDay(order.placedAt),
    buyer: tenantName.toLowerCase(),
    names: [tenantName, clientName.en, clientName.zh, order.invoice?.number].filter(Boolean).join(" "),
    plan: order.plan as string,
    state: order.state as string,
    due: order.invoice?.dueOn ?? null,
    currency: order.currency,
    total: Number(order.totalMinor),
  };
}
