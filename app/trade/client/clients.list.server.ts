import type { Messages } from "#app/i18n/index.ts";
import { defineList, gathered, type ListDoors, type ListScope } from "#app/kit/list/list.server.ts";
import { type BoardClient, listBoardClients } from "./client-board.server.ts";
import { CLIENT_STAGES, STAGE_TONES } from "./client-stage.ts";

/**
 * All clients of the workspace with their progress and next actions. Companies are read through the doors of their own
 * tenants, so all rows are collected first.
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
    gather: (doors: ListDoors, scope: ListScope) => listBoardClients(doors, scope, scope.now),
    row: toRow,
    kinds: {
      id: "uuid",
      name: "text",
      name_en: "text",
      name_zh: "text",
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
      key: "stage",
      kind: "state",
      head: (t) => t.clientBoard.columns.stage,
      sort: ["stage_rank", "name"],
      value: ({ stage }, { t }) => t.clientBoard.stage[stage],
      tone: ({ stage }) => STAGE_TONES[stage],
    },
    {
      key: "start",
      kind: "day",
      only: "file",
      head: (t) => t.clientBoard.csv.start,
      value: ({ period }) => period?.start ?? null,
    },
    {
      key: "end",
      kind: "day",
      only: "file",
      head: (t) => t.clientBoard.csv.end,
      value: ({ period }) => period?.end ?? null,
    },
    {
      key: "report",
      kind: "text",
      only: "file",
      head: (t) => t.clientBoard.csv.report,
      value: ({ reportNumber }) => reportNumber,
    },
    {
      key: "waits",
      kind: "text",
      only: "page",
      head: (t) => t.clientBoard.columns.waits,
      isHiddenOnPhone: true,
      value: ({ tasks, requests, toReview }) => String(tasks.count + requests.count + toReview),
    },
    {
      key: "review",
      kind: "number",
      only: "file",
      head: (t) => t.clientBoard.csv.toReview,
      value: ({ toReview }) => toReview,
    },
    {
      key: "tasks",
      kind: "number",
      only: "file",
      head: (t) => t.clientBoard.csv.tasks,
      value: ({ tasks }) => tasks.count,
    },
    {
      key: "task_due",
      kind: "day",
      only: "file",
      head: (t) => t.clientBoard.csv.taskDue,
      value: ({ tasks }) => tasks.dueOn,
    },
    {
      key: "task_owner",
      kind: "text",
      only: "file",
      head: (t) => t.clientBoard.csv.taskOwner,
      value: ({ tasks }) => tasks.owner,
    },
    {
      key: "requests",
      kind: "number",
      only: "file",
      head: (t) => t.clientBoard.csv.requests,
      value: ({ requests }) => requests.count,
    },
    {
      key: "request_ends",
      kind: "day",
      only: "file",
      head: (t) => t.clientBoard.csv.requestExpires,
      value: ({ requests }) => requests.expiresOn,
    },
    {
      key: "recipient",
      kind: "text",
      only: "file",
      head: (t) => t.clientBoard.csv.recipient,
      value: ({ requests }) => requests.recipient,
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
      key: "engaged_until",
      kind: "day",
      only: "file",
      head: (t) => t.clientBoard.csv.engagedUntil,
      value: ({ engagedUntil }) => engagedUntil,
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

function toRow({ organizationId, name, stage, next }: BoardClient) {
  return {
    id: organizationId,
    name: (name.en || name.zh).toLowerCase(),
    name_en: name.en,
    name_zh: name.zh,
    stage,
    stage_rank: CLIENT_STAGES.indexOf(stage),
    next,
  };
}
