import { Link } from "@remix-run/react";
import { formatShortDay } from "#app/day/format-day.ts";
import { Chip } from "#app/kit/chip.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Table } from "#app/kit/table.tsx";
import { PLAN_ORDER } from "./plan-order-state.ts";
import type { PlanOrderRowView } from "./plan-order-view.ts";

/** The orders of a workspace, newest first. @param base the URL of its plan */
export function PlanOrderTable({ orders, base }: { orders: PlanOrderRowView[]; base: string }) {
  const { plan, planOrder: t } = useMessages();
  const locale = useLocale();
  return (
    <Table
      caption={t.title}
      rows={orders}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "plan",
          head: t.plan,
          isRowHead: true,
          cell: (order) => (
            <Link to={`${base}/orders/${order.id}`} className="text-link touch:-my-3 touch:inline-block touch:py-3">
              {plan.name[order.plan]}
            </Link>
          ),
        },
        {
          key: "placed",
          head: t.placedOn,
          isHiddenOnPhone: true,
          cell: (order) => <span className="whitespace-nowrap">{formatShortDay(order.placedOn, locale)}</span>,
        },
        { key: "way", head: t.wayHead, isHiddenOnPhone: true, cell: (order) => t.wayShort[order.way] },
        { key: "total", head: t.total, isNumeric: true, cell: (order) => order.total },
        {
          key: "due",
          head: t.dueOn,
          isHiddenOnPhone: true,
          cell: (order) => (
            <span className="whitespace-nowrap">{order.dueOn && formatShortDay(order.dueOn, locale)}</span>
          ),
        },
        {
          key: "state",
          head: t.state,
          cell: (order) => <Chip tone={PLAN_ORDER.tones[order.state]}>{t.states[order.state]}</Chip>,
        },
      ]}
    />
  );
}
