import { localName } from "#app/i18n/index.ts";
import { defineList, type ListScope, type RowOf } from "#app/kit/list/list.server.ts";
import type { Choice } from "#app/kit/list/list-shape.ts";
import { clientColumns } from "#app/trade/client/client-columns.ts";
import type { TenantTx } from "#db/doors.ts";
import { asHours } from "./hours.ts";
import { selectTimeEntries, toTimeEntry } from "./time-entry.server.ts";

/** Time entries, including corrected ones. */
export const time = defineList({
  path: "time",
  right: "trade.sell",
  words: ({ time: t }) => ({ title: t.title, about: t.about, empty: { title: t.emptyTitle, reason: t.emptyReason } }),
  rows: selectTimeEntries,
  read: readEntry,
  choices: readChoices,
  key: ["id"],
  kinds: {
    id: "uuid",
    client_id: "uuid",
    client_en: "text",
    order_id: "uuid?",
    day: "day",
    created_at: "instant",
    minutes: "whole",
  },
  order: { by: ["day", "created_at"], direction: "desc" },
  filters: [
    {
      kind: "reference",
      name: "client",
      label: (t) => t.time.client,
      column: "client_id",
      everything: (t) => t.time.everyClient,
    },
    {
      kind: "reference",
      name: "order",
      label: (t) => t.time.order,
      column: "order_id",
      everything: (t) => t.time.everyOrder,
    },
    { kind: "month", name: "month", label: (t) => t.time.month, column: "day" },
    {
      kind: "choice",
      name: "billing",
      label: (t) => t.time.billing,
      column: "billing",
      choices: ["unbilled", "billed"],
      word: (t, state) => t.time.billingState[state as keyof typeof t.time.billingState],
    },
  ],
  columns: [
    {
      key: "name",
      kind: "text",
      only: "page",
      head: (t) => t.time.client,
      sort: ["client_en"],
      value: ({ client }, { locale }) => localName(client.name, locale),
      below: ({ order, personName, note, isCorrected }, { t }) =>
        [order?.number, personName, note, isCorrected && t.time.corrected].filter(Boolean).join(" · "),
    },
    ...clientColumns(),
    { key: "order", kind: "text", only: "file", head: (t) => t.time.order, value: ({ order }) => order?.number ?? "" },
    { key: "day", kind: "day", head: (t) => t.time.day, sort: ["day", "created_at"], value: ({ day }) => day },
    { key: "person", kind: "text", only: "file", head: (t) => t.time.person, value: ({ personName }) => personName },
    {
      key: "hours",
      kind: "number",
      only: "page",
      head: (t) => t.time.hours,
      sort: ["minutes"],
      value: ({ minutes }) => asHours(minutes),
    },
    { key: "minutes", kind: "number", only: "file", head: (t) => t.time.minutes, value: ({ minutes }) => minutes },
    {
      key: "billable",
      kind: "flag",
      head: (t) => t.time.billable,
      isHiddenOnPhone: true,
      value: ({ isBillable }) => isBillable,
    },
    {
      key: "billing",
      kind: "state",
      head: (t) => t.time.billing,
      value: ({ billing }, { t }) => (billing ? t.time.billingState[billing] : "–"),
      tone: ({ billing }) => (billing === "unbilled" ? "accent" : billing === "billed" ? "good" : "neutral"),
      link: ({ invoice }) => invoice && `invoices/${invoice.id}`,
      below: ({ invoice }) => invoice?.number ?? "",
    },
    {
      key: "invoice",
      kind: "text",
      only: "file",
      head: (t) => t.time.invoice,
      value: ({ invoice }) => invoice?.number ?? "",
    },
    { key: "note", kind: "text", only: "file", head: (t) => t.time.note, value: ({ note }) => note },
    {
      key: "corrected",
      kind: "flag",
      only: "file",
      head: (t) => t.time.corrected,
      value: ({ isCorrected }) => isCorrected,
    },
  ],
});

/** Only clients and orders with entries. */
async function readChoices(tx: TenantTx): Promise<Record<"client" | "order", Choice[]>> {
  const clients = await tx
    .selectFrom("current_client as c")
    .select(["c.client_id", "c.legal_name_en", "c.legal_name_zh"])
    .where(({ exists, selectFrom }) =>
      exists(selectFrom("time_entry as t").select("t.id").whereRef("t.client_id", "=", "c.client_id")),
    )
    .orderBy("c.legal_name_en")
    .execute();
  const orders = await tx
    .selectFrom("trade_order as o")
    .innerJoin("quote as q", "q.id", "o.quote_id")
    .select(["o.id", "q.number"])
    .where(({ exists, selectFrom }) =>
      exists(selectFrom("time_entry as t").select("t.id").whereRef("t.order_id", "=", "o.id")),
    )
    .orderBy("q.number", "desc")
    .execute();
  return {
    client: clients.map((row) => ({ value: row.client_id, label: { en: row.legal_name_en, zh: row.legal_name_zh } })),
    order: orders.map(({ id, number }) => ({ value: id, label: { en: number, zh: number } })),
  };
}

function readEntry(row: RowOf<typeof selectTimeEntries>, { userId }: ListScope) {
  const entry = toTimeEntry(row, userId);
  return { ...entry, clientId: entry.client.id, clientName: entry.client.name };
}
