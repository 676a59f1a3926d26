import { Link } from "@remix-run/react";
import { formatShortDay } from "#app/day/format-day.ts";
import { Chip } from "#app/kit/chip.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Table } from "#app/kit/table.tsx";
import { PLAN_ORDER } from "./plan-order-state.ts";
import type { PlanOrderRowView } from "./plan-order-view.ts";

interface PlanOrderTableProps<Row extends PlanOrderRowView> {
  orders: Row[];
  /** Where one is shown; null for no link. */
  addressOf: (order: Row) => string | null;
  /** Who ordered it, for the operator. */
  buyerOf?: (order: Row) => string;
}

/** Orders of plans, newest first: what, how much, and where each stands. */
export function PlanOrderTable<Row extends PlanOrderRowView>({ orders, addressOf, buyerOf }: PlanOrderTableProps<Row>) {
  const { plan, planOrder: t } = useMessages();
  const locale = useLocale();
  const link = (order: Row, words: string) => {
    const address = addressOf(order);
    return address ? (
      <Link to={address} className="text-link touch:-my-3 touch:inline-block touch:py-3">
        {words}
      </Link>
    ) : (
      words
    );
  };
  return (
    <Table
      caption={t.title}
      rows={orders}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "plan",
          head: buyerOf ? t.buyerHead : t.plan,
          isRowHead: true,
          cell: (order) => link(order, buyerOf ? buyerOf(order) : plan.name[order.plan]),
        },
        ...(buyerOf
          ? [{ key: "what", head: t.plan, isHiddenOnPhone: true, cell: (order: Row) => plan.name[order.plan] }]
          : []),
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
