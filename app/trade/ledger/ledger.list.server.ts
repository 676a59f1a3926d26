import { defineList } from "#app/kit/list/list.server.ts";
import { selectLedger, toLedgerRow } from "./ledger.server.ts";
import { LEDGER_ACCOUNTS } from "./ledger-filter.ts";

export const ledger = defineList({
  path: "ledger",
  right: "workspace.view",
  words: ({ ledger: t }) => ({
    title: t.title,
    about: t.about,
    empty: { title: t.emptyTitle, reason: t.emptyReason },
  }),
  rows: selectLedger,
  read: toLedgerRow,
  key: ["id", "position"],
  kinds: {
    id: "uuid",
    position: "whole",
    back: "whole",
    occurred_on: "day",
    created_at: "instant",
    account: "text",
  },
  order: { by: ["occurred_on", "created_at", "id", "back"], direction: "desc" },
  filters: [
    { kind: "from", name: "from", label: (t) => t.ledger.from, column: "occurred_on" },
    { kind: "to", name: "to", label: (t) => t.ledger.to, column: "occurred_on" },
    {
      kind: "choice",
      name: "account",
      label: (t) => t.ledger.account,
      column: "account",
      choices: LEDGER_ACCOUNTS,
      word: (t, account) => t.ledger.accounts[account as keyof typeof t.ledger.accounts],
    },
  ],
  columns: [
    {
      key: "transaction",
      kind: "text",
      only: "file",
      head: (t) => t.ledger.transactionId,
      value: (row) => row.transactionId,
    },
    { key: "position", kind: "number", only: "file", head: (t) => t.ledger.position, value: (row) => row.position },
    {
      key: "day",
      kind: "day",
      head: (t) => t.ledger.day,
      sort: ["occurred_on", "created_at", "id", "back"],
      value: ({ occurredOn }) => occurredOn,
    },
    {
      key: "kind",
      kind: "text",
      head: (t) => t.ledger.kindHead,
      isHiddenOnPhone: true,
      value: ({ kind }, { t }) => t.ledger.kinds[kind] ?? kind,
    },
    {
      key: "account",
      kind: "text",
      head: (t) => t.ledger.account,
      value: ({ account }, { t }) => t.ledger.accounts[account],
    },
    { key: "currency", kind: "text", only: "file", head: (t) => t.ledger.currency, value: (row) => row.debit.currency },
    { key: "debit", kind: "money", zero: "blank", head: (t) => t.ledger.debit, value: ({ debit }) => debit },
    { key: "credit", kind: "money", zero: "blank", head: (t) => t.ledger.credit, value: ({ credit }) => credit },
    { key: "source", kind: "text", only: "file", head: (t) => t.ledger.source, value: (row) => row.source.kind },
    { key: "source_id", kind: "text", only: "file", head: (t) => t.ledger.sourceId, value: (row) => row.source.id },
    { key: "author", kind: "text", only: "file", head: (t) => t.list.heads.author, value: (row) => row.authorName },
    { key: "posted", kind: "instant", only: "file", head: (t) => t.ledger.postedAt, value: (row) => row.postedAt },
  ],
});
