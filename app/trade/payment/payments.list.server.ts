import { sql } from "kysely";
import { localName, type Messages } from "#app/i18n/index.ts";
import { defineList, type RowOf } from "#app/kit/list/list.server.ts";
import { money } from "#app/money/money.ts";
import { clientColumns } from "#app/trade/client/client-columns.ts";
import type { TenantTx } from "#db/doors.ts";
import { feeOf } from "./payment-detail.server.ts";

const WAYS = ["offline", "stripe"] as const;
const PAYMENT_STATES = ["booked", "reversed"] as const;
type PaymentState = (typeof PAYMENT_STATES)[number];

/** Payments of invoices by transfer and provider, and recorded differences. */
export const payments = defineList({
  path: "payments",
  right: "workspace.view",
  startRight: "trade.bill",
  words: ({ payment: t }) => ({ title: t.all, about: t.about, empty: { title: t.none, reason: t.noneReason } }),
  rows: (tx) => selectPayments(tx),
  read: readRow,
  key: ["id"],
  kinds: { id: "uuid", created_at: "instant", received_on: "day", currency: "text", amount_minor: "whole" },
  order: { by: ["created_at"], direction: "desc" },
  filters: [
    {
      kind: "text",
      name: "q",
      label: (t) => t.common.search,
      columns: ["number", "client_en", "client_zh", "reference"],
    },
    {
      kind: "choice",
      name: "way",
      label: (t) => t.payment.way,
      column: "provider",
      choices: WAYS,
      word: (t, way) => t.payment.ways[way as keyof Messages["payment"]["ways"]],
    },
    {
      kind: "choice",
      name: "state",
      label: (t) => t.payment.stateHead,
      column: "state",
      choices: PAYMENT_STATES,
      word: (t, state) => t.payment.booking[state as keyof Messages["payment"]["booking"]],
    },
    { kind: "from", name: "from", label: (t) => t.receipt.receivedFrom, column: "received_on" },
    { kind: "to", name: "to", label: (t) => t.receipt.receivedTo, column: "received_on" },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "day",
      kind: "day",
      head: (t) => t.receipt.receivedOn,
      sort: ["received_on"],
      value: ({ receivedOn }) => receivedOn,
      link: ({ id }) => `payments/${id}`,
    },
    {
      key: "invoice",
      kind: "text",
      head: (t) => t.receipt.invoice,
      value: ({ number }) => number,
      link: ({ invoiceId }) => `invoices/${invoiceId}`,
      below: ({ clientName }, { locale }) => localName(clientName, locale),
    },
    ...clientColumns(),
    {
      key: "way",
      kind: "text",
      head: (t) => t.payment.way,
      isHiddenOnPhone: true,
      value: ({ provider, kind }, { t }) => (kind === "received" ? t.payment.ways[provider] : t.payment.missing[kind]),
      below: ({ reference }) => reference,
    },
    {
      key: "reference",
      kind: "text",
      only: "file",
      head: (t) => t.receipt.bankReference,
      value: ({ reference }) => reference,
    },
    { key: "currency", kind: "text", only: "file", head: (t) => t.list.heads.currency, value: (row) => row.currency },
    {
      key: "amount",
      kind: "money",
      head: (t) => t.payment.amount,
      sort: ["currency", "amount_minor"],
      value: ({ amountMinor, currency }) => money(amountMinor, currency),
    },
    {
      key: "fee_currency",
      kind: "text",
      only: "file",
      head: (t) => t.payment.feeCurrency,
      value: ({ fee }) => fee?.currency ?? null,
    },
    {
      key: "fee",
      kind: "money",
      only: "file",
      head: (t) => t.payment.fee,
      value: ({ fee }) => fee && money(fee.minor, fee.currency),
    },
    {
      key: "state",
      kind: "state",
      head: (t) => t.payment.stateHead,
      value: ({ state }, { t }) => t.payment.booking[state],
      tone: ({ state }) => (state === "booked" ? "good" : "neutral"),
    },
  ],
  start: { to: "receipts/new", label: (t) => t.receipt.add },
});

function selectPayments(tx: TenantTx) {
  return tx
    .selectFrom("payment as p")
    .innerJoin("invoice as i", "i.id", "p.invoice_id")
    .leftJoin("payment_reversal as r", "r.payment_id", "p.id")
    .leftJoin("payment_fee as f", "f.payment_id", "p.id")
    .leftJoin("receipt as b", "b.id", "p.receipt_id")
    .select(["p.id", "p.invoice_id", "i.number", "i.client_id", "p.provider", "p.currency", "p.amount_minor"])
    .select(["p.fee_minor", "p.received_on", "p.kind", "p.created_at"])
    .select(["f.fee_minor as provider_fee", "f.currency as fee_currency"])
    .select([
      sql<string>`coalesce(b.bank_reference, p.provider_ref)`.as("reference"),
      sql<string>`i.client ->> 'legalNameEn'`.as("client_en"),
      sql<string>`i.client ->> 'legalNameZh'`.as("client_zh"),
      sql<PaymentState>`case when r.payment_id is null then 'booked' else 'reversed' end`.as("state"),
    ]);
}

function readRow(row: RowOf<typeof selectPayments>) {
  return {
    id: row.id,
    invoiceId: row.invoice_id,
    number: row.number,
    clientId: row.client_id,
    clientName: { en: row.client_en, zh: row.client_zh },
    provider: row.provider,
    kind: row.kind,
    reference: row.reference,
    receivedOn: row.received_on,
    currency: row.currency,
    amountMinor: BigInt(row.amount_minor),
    fee: feeOf(row),
    state: row.state,
  };
}
