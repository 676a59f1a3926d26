import type { Messages } from "#app/i18n/index.ts";
import { defineList } from "#app/kit/list/list.server.ts";
import { money } from "#app/money/money.ts";
import { selectReceipts, toReceiptRow } from "./receipt-list.server.ts";
import { RECEIPT } from "./receipt-state.ts";

export const receipts = defineList({
  path: "receipts",
  right: "workspace.view",
  startRight: "trade.bill",
  words: ({ receipt: t }) => ({ title: t.title, about: t.about, empty: { title: t.none, reason: t.about } }),
  rows: selectReceipts,
  read: toReceiptRow,
  key: ["id"],
  kinds: { id: "uuid", created_at: "instant", received_on: "day", currency: "text", arrived_minor: "whole" },
  order: { by: ["created_at"], direction: "desc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["number", "payer", "bank_reference"] },
    {
      kind: "choice",
      name: "state",
      label: (t) => t.receipt.state,
      column: "state",
      choices: RECEIPT.all,
      word: (t, state) => t.receipt.states[state as keyof Messages["receipt"]["states"]],
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
      link: ({ paymentId }) => (paymentId ? `payments/${paymentId}` : null),
    },
    {
      key: "invoice",
      kind: "text",
      head: (t) => t.receipt.invoice,
      value: ({ invoiceNumber }) => invoiceNumber,
      link: ({ invoiceId }) => `invoices/${invoiceId}`,
    },
    { key: "payer", kind: "text", head: (t) => t.receipt.payer, isHiddenOnPhone: true, value: ({ payer }) => payer },
    {
      key: "reference",
      kind: "text",
      head: (t) => t.receipt.bankReference,
      isHiddenOnPhone: true,
      value: ({ bankReference }) => bankReference,
    },
    { key: "currency", kind: "text", only: "file", head: (t) => t.list.heads.currency, value: (row) => row.currency },
    {
      key: "amount",
      kind: "money",
      head: (t) => t.receipt.arrived,
      sort: ["currency", "arrived_minor"],
      value: ({ arrivedMinor, currency }) => money(arrivedMinor, currency),
    },
    {
      key: "fee",
      kind: "money",
      only: "file",
      head: (t) => t.receipt.fee,
      value: ({ bankFeeMinor, currency }) => money(bankFeeMinor, currency),
    },
    {
      key: "state",
      kind: "state",
      head: (t) => t.receipt.state,
      value: ({ state }, { t }) => t.receipt.states[state],
      tone: ({ state }) => RECEIPT.tones[state],
    },
    { key: "by", kind: "text", only: "file", head: (t) => t.receipt.by, value: ({ authorName }) => authorName },
    {
      key: "booked",
      kind: "instant",
      only: "file",
      head: (t) => t.receipt.bookedAt,
      value: ({ bookedAt }) => bookedAt,
    },
  ],
  start: { to: "receipts/new", label: (t) => t.receipt.add, isPrimary: true },
});
