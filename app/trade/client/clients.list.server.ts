import type { Messages } from "#app/i18n/index.ts";
import { defineList, gathered, type ListDoors, type ListScope } from "#app/kit/list/list.server.ts";
import { money } from "#app/money/money.ts";
import { printAmount } from "#app/money/money-text.ts";
import { CLIENT_KINDS } from "./client-kind.ts";
import { type ListedClient, listAllClients } from "./client-list.server.ts";
import { CLIENT_STAGES } from "./client-stage.ts";

/**
 * All clients of the workspace: companies that engaged it, its own organizations, buyers and prospects. Companies are
 * read through the doors of their own tenants, so all rows are collected first.
 */
export const clients = defineList({
  path: "clients",
  right: "workspace.view",
  words: ({ clientBoard: t }) => ({
    title: t.title,
    about: t.about,
    empty: { title: t.emptyTitle, reason: t.emptyReason },
  }),
  ...gathered({
    gather: (doors: ListDoors, scope: ListScope) => listAllClients(doors, scope, scope.now),
    row: toRow,
    kinds: {
      id: "uuid",
      name: "text",
      name_en: "text",
      name_zh: "text",
      kind: "text",
      kind_rank: "whole",
      stage: "text",
      stage_rank: "whole",
      next: "day?",
    },
  }),
  key: ["id"],
  order: { by: ["next", "name"], direction: "asc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.clientBoard.search, columns: ["name_en", "name_zh"] },
    {
      kind: "choice",
      name: "kind",
      label: (t) => t.clientBoard.columns.kind,
      column: "kind",
      choices: CLIENT_KINDS,
      word: (t, kind) => t.clientBoard.kind[kind as keyof Messages["clientBoard"]["kind"]],
    },
    {
      kind: "choice",
      name: "stage",
      label: (t) => t.clientBoard.columns.stage,
      column: "stage",
      choices: CLIENT_STAGES,
      word: (t, stage) => t.clientBoard.stage[stage as keyof Messages["clientBoard"]["stage"]],
    },
  ],
  columns: [
    {
      key: "client",
      kind: "text",
      only: "page",
      head: (t) => t.clientBoard.columns.client,
      sort: ["name"],
      value: ({ name }) => name.en || name.zh,
    },
    { key: "en", kind: "text", only: "file", head: (t) => t.clientBoard.csv.nameEn, value: ({ name }) => name.en },
    { key: "zh", kind: "text", only: "file", head: (t) => t.clientBoard.csv.nameZh, value: ({ name }) => name.zh },
    {
      key: "kind",
      kind: "text",
      head: (t) => t.clientBoard.columns.kind,
      sort: ["kind_rank", "name"],
      isHiddenOnPhone: true,
      value: ({ kind }, { t }) => t.clientBoard.kind[kind],
    },
    {
      key: "country",
      kind: "text",
      only: "file",
      head: (t) => t.clientBoard.csv.country,
      value: ({ country }) => country,
    },
    {
      key: "stage",
      kind: "text",
      head: (t) => t.clientBoard.columns.stage,
      sort: ["stage_rank", "name"],
      value: ({ board }, { t }) => (board ? t.clientBoard.stage[board.stage] : null),
    },
    {
      key: "start",
      kind: "day",
      only: "file",
      head: (t) => t.clientBoard.csv.start,
      value: ({ board }) => board?.period?.start ?? null,
    },
    {
      key: "end",
      kind: "day",
      only: "file",
      head: (t) => t.clientBoard.csv.end,
      value: ({ board }) => board?.period?.end ?? null,
    },
    {
      key: "report",
      kind: "text",
      only: "file",
      head: (t) => t.clientBoard.csv.report,
      value: ({ board }) => board?.reportNumber ?? null,
    },
    {
      key: "waits",
      kind: "text",
      only: "page",
      head: (t) => t.clientBoard.columns.waits,
      isHiddenOnPhone: true,
      value: ({ board }) => board && String(board.tasks.count + board.requests.count + board.toReview),
    },
    {
      key: "review",
      kind: "number",
      only: "file",
      head: (t) => t.clientBoard.csv.toReview,
      value: ({ board }) => board?.toReview ?? null,
    },
    {
      key: "tasks",
      kind: "number",
      only: "file",
      head: (t) => t.clientBoard.csv.tasks,
      value: ({ board }) => board?.tasks.count ?? null,
    },
    {
      key: "task_due",
      kind: "day",
      only: "file",
      head: (t) => t.clientBoard.csv.taskDue,
      value: ({ board }) => board?.tasks.dueOn ?? null,
    },
    {
      key: "task_owner",
      kind: "text",
      only: "file",
      head: (t) => t.clientBoard.csv.taskOwner,
      value: ({ board }) => board?.tasks.owner ?? null,
    },
    {
      key: "requests",
      kind: "number",
      only: "file",
      head: (t) => t.clientBoard.csv.requests,
      value: ({ board }) => board?.requests.count ?? null,
    },
    {
      key: "request_ends",
      kind: "day",
      only: "file",
      head: (t) => t.clientBoard.csv.requestExpires,
      value: ({ board }) => board?.requests.expiresOn ?? null,
    },
    {
      key: "recipient",
      kind: "text",
      only: "file",
      head: (t) => t.clientBoard.csv.recipient,
      value: ({ board }) => board?.requests.recipient ?? null,
    },
    {
      key: "order",
      kind: "text",
      head: (t) => t.clientBoard.columns.order,
      isHiddenOnPhone: true,
      value: ({ trade }) => trade.order?.number ?? null,
    },
    {
      key: "order_state",
      kind: "text",
      only: "file",
      head: (t) => t.clientBoard.csv.orderState,
      value: ({ trade }, { t }) => (trade.order ? t.order.states[trade.order.state] : null),
    },
    {
      key: "quote",
      kind: "text",
      only: "file",
      head: (t) => t.clientBoard.csv.quote,
      value: ({ trade }) => trade.quote?.number ?? null,
    },
    {
      key: "quote_until",
      kind: "day",
      only: "file",
      head: (t) => t.clientBoard.csv.quoteUntil,
      value: ({ trade }) => trade.quote?.validUntil ?? null,
    },
    {
      key: "balance",
      kind: "text",
      head: (t) => t.clientBoard.columns.balance,
      isHiddenOnPhone: true,
      value: ({ balances }) =>
        balances.map(({ currency, minor }) => `${currency} ${printAmount(money(minor, currency))}`).join("; "),
    },
    {
      key: "engaged_until",
      kind: "day",
      only: "file",
      head: (t) => t.clientBoard.csv.engagedUntil,
      value: ({ board }) => board?.engagedUntil ?? null,
    },
    {
      key: "next",
      kind: "day",
      head: (t) => t.clientBoard.columns.next,
      sort: ["next", "name"],
      value: ({ next }) => next,
    },
  ],
});

/** Clients without data here come after all stages. */
function toRow({ id, name, kind, board, next }: ListedClient) {
  return {
    id,
    name: (name.en || name.zh).toLowerCase(),
    name_en: name.en,
    name_zh: name.zh,
    kind,
    kind_rank: CLIENT_KINDS.indexOf(kind),
    stage: board?.stage ?? "",
    stage_rank: board ? CLIENT_STAGES.indexOf(board.stage) : CLIENT_STAGES.length,
    next,
  };
}
