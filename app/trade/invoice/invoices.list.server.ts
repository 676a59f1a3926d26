import { sql } from "kysely";
import { localName, type Messages } from "#app/i18n/index.ts";
import { defineList, type ListScope, type RowOf } from "#app/kit/list/list.server.ts";
import { money } from "#app/money/money.ts";
import { hasFapiao } from "#app/trade/fapiao/fapiao.server.ts";
import { fapiaoOf } from "#app/trade/fapiao/fapiao.ts";
import { INVOICE } from "#app/trade/invoice/invoice-state.ts";
import { SELLER_ZONE } from "#app/trade/seller/seller-detail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { clientColumns } from "../client/client-columns.ts";
import { selectInvoices, toInvoiceRow } from "./invoice-list.server.ts";

export const invoices = defineList({
  path: "invoices",
  right: "workspace.view",
  startRight: "trade.bill",
  words: ({ invoice: t }) => ({
    title: t.title,
    about: t.about,
    empty: { title: t.emptyTitle, reason: t.emptyReason },
  }),
  gather: ({ withTenant }, scope): Promise<boolean> => withTenant(scope, hasFapiao),
  rows: selectRows,
  read: readRow,
  key: ["id"],
  kinds: {
    id: "uuid",
    fiscal_year: "whole",
    serial: "whole",
    issued_on: "day",
    due_on: "day",
    currency: "text",
    total_minor: "whole",
  },
  order: { by: ["fiscal_year", "serial"], direction: "desc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["number", "client_en", "client_zh"] },
    {
      kind: "choice",
      name: "state",
      label: (t) => t.invoice.stateHead,
      column: "state",
      choices: INVOICE.all,
      word: (t, state) => t.invoice.state[state as keyof Messages["invoice"]["state"]],
    },
    { kind: "from", name: "from", label: (t) => t.invoice.issuedFrom, column: "issued_on" },
    { kind: "to", name: "to", label: (t) => t.invoice.issuedTo, column: "issued_on" },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "number",
      kind: "text",
      head: (t) => t.invoice.number,
      sort: ["fiscal_year", "serial"],
      value: ({ number }) => number,
      link: ({ id }) => `invoices/${id}`,
      below: ({ clientName }, { locale }) => localName(clientName, locale),
    },
    {
      key: "kind",
      kind: "text",
      only: "file",
      head: (t) => t.invoice.kindHead,
      value: ({ kind }, { t }) => t.invoice.kind[kind],
    },
    ...clientColumns(),
    {
      key: "issued",
      kind: "day",
      head: (t) => t.invoice.issuedOn,
      sort: ["issued_on"],
      isHiddenOnPhone: true,
      value: ({ issuedOn }) => issuedOn,
    },
    {
      key: "due",
      kind: "day",
      head: (t) => t.invoice.dueOn,
      sort: ["due_on"],
      isHiddenOnPhone: true,
      value: ({ dueOn }) => dueOn,
    },
    {
      key: "state",
      kind: "state",
      head: (t) => t.invoice.stateHead,
      value: ({ state }, { t }) => t.invoice.state[state],
      tone: ({ state, isLate }) => (isLate ? "bad" : INVOICE.tones[state]),
      below: ({ isLate }, { t }) => (isLate ? t.invoice.overdue : ""),
    },
    { key: "currency", kind: "text", only: "file", head: (t) => t.list.heads.currency, value: (row) => row.currency },
    {
      key: "total",
      kind: "money",
      head: (t) => t.invoice.total,
      sort: ["currency", "total_minor"],
      isHiddenOnPhone: true,
      value: ({ totalMinor, currency }) => money(totalMinor, currency),
    },
    {
      key: "paid",
      kind: "money",
      only: "file",
      head: (t) => t.invoice.paidHead,
      value: ({ paidMinor, currency }) => money(paidMinor, currency),
    },
    {
      key: "outstanding",
      kind: "money",
      head: (t) => t.invoice.outstanding,
      value: ({ outstandingMinor, currency }) => money(outstandingMinor, currency),
    },
    {
      key: "fapiao",
      kind: "text",
      only: "file",
      isShown: (facts) => facts === true,
      head: (t) => t.fapiao.number,
      value: ({ fapiao }) => fapiao,
    },
    {
      key: "fapiao_on",
      kind: "day",
      only: "file",
      isShown: (facts) => facts === true,
      head: (t) => t.fapiao.issuedOn,
      value: ({ fapiaoOn }) => fapiaoOn,
    },
    { key: "order", kind: "text", only: "file", head: (t) => t.list.heads.orderId, value: (row) => row.orderId },
  ],
  start: { to: "invoices/new", label: (t) => t.invoice.newTitle, isPrimary: true },
});

function selectRows(tx: TenantTx, { now }: ListScope) {
  return selectInvoices(tx)
    .leftJoin("current_fapiao as f", "f.invoice_id", "i.id")
    .select([
      "f.kind as fapiao_kind",
      "f.code as fapiao_code",
      "f.number as recorded_number",
      "f.issued_on as fapiao_on",
    ])
    .select([
      sql<string>`i.client ->> 'legalNameEn'`.as("client_en"),
      sql<string>`i.client ->> 'legalNameZh'`.as("client_zh"),
      sql<boolean>`s.state in ('open', 'partly_paid')
      and i.due_on < (${now.toISOString()}::timestamptz at time zone ${SELLER_ZONE})::date`.as("is_late"),
    ]);
}

function readRow(row: RowOf<typeof selectRows>) {
  const invoice = toInvoiceRow(row);
  const { owedMinor, paidMinor, refundedMinor, state } = invoice.standing;
  const left = owedMinor - paidMinor + refundedMinor;
  return {
    ...invoice,
    state,
    clientName: { en: invoice.client.legalNameEn, zh: invoice.client.legalNameZh },
    paidMinor: paidMinor - refundedMinor,
    outstandingMinor: left > 0n ? left : 0n,
    isLate: row.is_late,
    fapiao: fapiaoOf(row),
    fapiaoOn: row.fapiao_on,
  };
}
