import { LIMIT_KINDS, type LimitKind, PLAN_KEYS, type PlanKey } from "#app/access/plan.ts";
import { requireOperator } from "#app/access/plan-operator.server.ts";
import { utcDay } from "#app/day/day.ts";
import { defineList, gathered, type ListDoors, type ListScope } from "#app/kit/list/list.server.ts";
import type { Column } from "#app/kit/list/list-shape.ts";
import { countUsage, listPlanHolders, type PlanHolder } from "./plan-holder.server.ts";
import { STATE_TONES } from "./plan-view.ts";

/** Workspaces counted in one transaction. */
const AT_A_TIME = 50;

/** All workspaces with their plans and usage. Only available in the operator's workspace. */
export const planHolders = defineList({
  path: "plan-holders",
  right: "workspace.manage",
  words: ({ plan: { holders: t } }) => ({
    title: t.title,
    about: t.about,
    empty: { title: t.empty, reason: t.emptyReason },
  }),
  check: ({ withTenant }: ListDoors, scope: ListScope) =>
    withTenant(scope, (tx) => requireOperator(tx, scope.tenantId)),
  ...gathered({
    gather: ({ withSystem }: ListDoors, { now }: ListScope) => withSystem((tx) => listPlanHolders(tx, now)),
    row: toRow,
    kinds: { id: "uuid", name: "text", sort_name: "text", plan: "text", state: "text", ends_on: "day?" },
  }),
  complete: async ({ withSystem }, holders) => {
    const counted: PlanHolder[] = [];
    for (let at = 0; at < holders.length; at += AT_A_TIME)
      counted.push(...(await withSystem((tx) => countUsage(tx, holders.slice(at, at + AT_A_TIME)))));
    return counted;
  },
  key: ["id"],
  keeps: ["tenant"],
  order: { by: ["sort_name"], direction: "asc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["name"] },
    {
      kind: "choice",
      name: "plan",
      label: (t) => t.plan.standing.plan,
      column: "plan",
      choices: PLAN_KEYS,
      word: (t, plan) => t.plan.name[plan as PlanKey],
    },
    {
      kind: "choice",
      name: "state",
      label: (t) => t.plan.standing.state,
      column: "state",
      choices: Object.keys(STATE_TONES),
      word: (t, state) => t.plan.standing.states[state as keyof typeof STATE_TONES],
    },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ tenantId }) => tenantId },
    {
      key: "name",
      kind: "text",
      head: (t) => t.plan.holders.tenant,
      sort: ["sort_name"],
      value: ({ name }) => name,
    },
    {
      key: "plan",
      kind: "text",
      head: (t) => t.plan.standing.plan,
      value: ({ standing: { entitlement } }, { t: { plan: t } }) =>
        entitlement ? t.name[entitlement.plan] : t.standing.none,
    },
    {
      key: "state",
      kind: "state",
      head: (t) => t.plan.standing.state,
      value: ({ standing }, { t }) => t.plan.standing.states[standing.kind],
      tone: ({ standing }) => STATE_TONES[standing.kind],
    },
    {
      key: "until",
      kind: "day",
      head: (t) => t.plan.standing.until,
      sort: ["ends_on"],
      isHiddenOnPhone: true,
      value: ({ standing }) => endOf(standing),
    },
    ...LIMIT_KINDS.flatMap(columnsOf),
  ],
  start: { to: "plan-prices", label: (t) => t.planOrder.prices.title },
});

function endOf({ entitlement }: PlanHolder["standing"]): string | null {
  return entitlement && utcDay(entitlement.endsAt);
}

function limitOf({ standing: { entitlement } }: PlanHolder, kind: LimitKind): number | null {
  return entitlement?.limits[kind] ?? null;
}

/** Usage of a kind. The page shows it with its limit; the file has separate columns. */
function columnsOf(kind: LimitKind): Column<ReturnType<typeof toRow> & { at: number }, PlanHolder>[] {
  return [
    {
      key: kind,
      kind: "number",
      only: "page",
      head: (t) => t.plan.kind[kind],
      isHiddenOnPhone: true,
      value: (holder) => {
        const [used, limit] = [holder.usage?.[kind] ?? 0, limitOf(holder, kind)];
        return limit === null ? used : `${used} / ${limit}`;
      },
      below: (holder, { t }) => {
        const limit = limitOf(holder, kind);
        return limit !== null && (holder.usage?.[kind] ?? 0) > limit ? t.plan.holders.over : "";
      },
    },
    {
      key: `${kind}_used`,
      kind: "number",
      only: "file",
      head: (t) => t.plan.kind[kind],
      value: ({ usage }) => usage?.[kind] ?? null,
    },
    {
      key: `${kind}_limit`,
      kind: "number",
      only: "file",
      head: (t) => t.plan.holders.limitOf(t.plan.kind[kind]),
      value: (holder) => limitOf(holder, kind),
    },
  ];
}

function toRow({ tenantId, name, standing }: PlanHolder) {
  return {
    id: tenantId,
    name,
    sort_name: name.toLowerCase(),
    plan: standing.entitlement?.plan ?? "",
    state: standing.kind as string,
    ends_on: endOf(standing),
  };
}
