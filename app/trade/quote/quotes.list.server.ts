import { localName, type Messages } from "#app/i18n/index.ts";
import { defineList } from "#app/kit/list/list.server.ts";
import { money } from "#app/money/money.ts";
import { QUOTE } from "#app/trade/quote/quote-state.ts";
import { SELLER_ZONE } from "#app/trade/seller/seller-detail.server.ts";
import { clientColumns } from "../client/client-columns.ts";
import { selectQuoteRows, toQuoteRow } from "./quote-list.server.ts";

export const quotes = defineList({
  path: "quotes",
  right: "workspace.view",
  startRight: "trade.sell",
  words: ({ quote: { title, about, empty } }) => ({ title, about, empty }),
  rows: (tx, { now }) => selectQuoteRows(tx, now),
  read: toQuoteRow,
  zone: SELLER_ZONE,
  key: ["id"],
  kinds: {
    id: "uuid",
    number: "text",
    legal_name_en: "text",
    legal_name_zh: "text",
    fiscal_year: "whole",
    serial: "whole",
    currency: "text?",
    total_minor: "whole?",
    valid_until: "day?",
    created_at: "instant",
    state: "text",
  },
  order: { by: ["fiscal_year", "serial"], direction: "desc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["number", "legal_name_en", "legal_name_zh"] },
    {
      kind: "choice",
      name: "state",
      label: (t) => t.quote.state,
      column: "state",
      choices: QUOTE.all,
      word: (t, state) => t.quote.states[state as keyof Messages["quote"]["states"]],
    },
    { kind: "from", name: "from", label: (t) => t.quote.startedFrom, column: "created_at" },
    { kind: "to", name: "to", label: (t) => t.quote.startedTo, column: "created_at" },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "number",
      kind: "text",
      head: (t) => t.quote.number,
      sort: ["fiscal_year", "serial"],
      value: ({ number }) => number,
      link: ({ id }) => `quotes/${id}`,
      below: ({ clientName }, { locale }) => localName(clientName, locale),
    },
    ...clientColumns(),
    { key: "currency", kind: "text", only: "file", head: (t) => t.list.heads.currency, value: (row) => row.currency },
    {
      key: "total",
      kind: "money",
      head: (t) => t.quote.total,
      sort: ["currency", "total_minor"],
      value: ({ totalMinor, currency }) => (currency && totalMinor !== null ? money(totalMinor, currency) : null),
    },
    {
      key: "until",
      kind: "day",
      head: (t) => t.quote.validUntil,
      sort: ["valid_until"],
      isHiddenOnPhone: true,
      value: ({ validUntil }) => validUntil,
    },
    {
      key: "state",
      kind: "state",
      head: (t) => t.quote.state,
      value: ({ state }, { t }) => t.quote.states[state],
      tone: ({ state }) => QUOTE.tones[state],
      below: ({ hasDraft, state }, { t }) => (hasDraft && state !== "draft" ? t.quote.hasDraft : ""),
    },
    { key: "started", kind: "instant", only: "file", head: (t) => t.quote.startedOn, value: (row) => row.createdAt },
    { key: "order", kind: "text", only: "file", head: (t) => t.list.heads.orderId, value: (row) => row.orderId },
  ],
  start: { to: "quotes/new", label: (t) => t.quote.new, isPrimary: true },
});
