import { formatShortDay } from "#app/day/format-day.ts";
import type { Messages } from "#app/i18n/index.ts";
import { localName } from "#app/i18n/index.ts";
import { defineList, type RowOf } from "#app/kit/list/list.server.ts";
import { money } from "#app/money/money.ts";
import { ORDER, waitsOn } from "#app/order/order-state.ts";
import { DRAFT_STATES, type DraftState } from "#app/trade/draft/draft-comment.ts";
import { SELLER_ZONE } from "#app/trade/seller/seller-detail.server.ts";
import { clientColumns } from "../client/client-columns.ts";
import { selectOrders, toOrderRow } from "./order-list.server.ts";

export const orders = defineList({
  path: "orders",
  right: "workspace.view",
  words: ({ order: { title, about, empty } }) => ({ title, about, empty }),
  rows: selectOrders,
  read: readRow,
  zone: SELLER_ZONE,
  key: ["id"],
  kinds: {
    id: "uuid",
    number: "text",
    legal_name_en: "text",
    legal_name_zh: "text",
    state: "text",
    draft_state: "text?",
    created_at: "instant",
    currency: "text",
    total_minor: "whole",
  },
  order: { by: ["created_at"], direction: "desc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["number", "legal_name_en", "legal_name_zh"] },
    {
      kind: "choice",
      name: "state",
      label: (t) => t.order.stage,
      column: "state",
      choices: ORDER.all,
      word: (t, state) => t.order.states[state as keyof Messages["order"]["states"]],
    },
    {
      kind: "choice",
      name: "draft",
      label: (t) => t.order.draftHead,
      column: "draft_state",
      choices: DRAFT_STATES,
      word: (t, state) => t.draft.states[state as DraftState],
    },
    { kind: "from", name: "from", label: (t) => t.order.file.acceptedFrom, column: "created_at" },
    { kind: "to", name: "to", label: (t) => t.order.file.acceptedTo, column: "created_at" },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "number",
      kind: "text",
      head: (t) => t.order.number,
      sort: ["number"],
      value: ({ number }) => number,
      link: ({ id }) => `orders/${id}`,
      below: ({ clientName }, { locale }) => localName(clientName, locale),
    },
    ...clientColumns(),
    {
      key: "state",
      kind: "state",
      head: (t) => t.order.stage,
      value: ({ state }, { t }) => t.order.states[state],
      tone: ({ state }) => ORDER.tones[state],
      below: ({ since }, { locale }) => formatShortDay(since, locale),
    },
    {
      key: "draft",
      kind: "text",
      head: (t) => t.order.draftHead,
      isHiddenOnPhone: true,
      value: ({ draft }, { t }) => draft && t.draft.states[draft],
    },
    { key: "since", kind: "instant", only: "file", head: (t) => t.order.since, value: ({ since }) => since },
    {
      key: "waits_on",
      kind: "text",
      head: (t) => t.order.waiting,
      value: ({ waits }, { t }) => (waits.on === "nobody" ? null : t.order.on[waits.on]),
      below: ({ waits }, { t }) => t.order.waits[waits.for],
    },
    {
      key: "waits_for",
      kind: "text",
      only: "file",
      head: (t) => t.order.file.waitsFor,
      value: ({ waits }, { t }) => t.order.waits[waits.for],
    },
    { key: "currency", kind: "text", only: "file", head: (t) => t.list.heads.currency, value: (row) => row.currency },
    {
      key: "total",
      kind: "money",
      head: (t) => t.order.total,
      sort: ["currency", "total_minor"],
      value: ({ totalMinor, currency }) => money(totalMinor, currency),
    },
    {
      key: "deposit",
      kind: "money",
      only: "file",
      head: (t) => t.order.file.deposit,
      value: ({ depositMinor, currency }) => money(depositMinor, currency),
    },
    {
      key: "paid",
      kind: "money",
      head: (t) => t.order.paid,
      isHiddenOnPhone: true,
      value: ({ paidMinor, currency }) => money(paidMinor, currency),
    },
    {
      key: "owed",
      kind: "money",
      head: (t) => t.order.owed,
      isHiddenOnPhone: true,
      value: ({ owedMinor, currency }) => money(owedMinor, currency),
    },
    {
      key: "accepted_at",
      kind: "instant",
      only: "file",
      head: (t) => t.order.file.acceptedAt,
      value: (row) => row.acceptedAt,
    },
    { key: "gates", kind: "flag", only: "file", head: (t) => t.order.file.gatesIssue, value: (row) => row.gatesIssue },
    {
      key: "inventory",
      kind: "text",
      only: "file",
      head: (t) => t.list.heads.inventoryId,
      value: (row) => row.inventoryId,
    },
  ],
  start: { to: "quotes", label: (t) => t.order.empty.action },
});

function readRow(row: RowOf<typeof selectOrders>) {
  const order = toOrderRow(row);
  return { ...order, waits: waitsOn(order.facts), state: order.facts.state };
}
