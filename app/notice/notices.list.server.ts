import { defineList, gathered, type ListDoors, type ListScope } from "#app/kit/list/list.server.ts";
import { listNotices, type Notice } from "./notice.server.ts";
import { NOTICE_KINDS, NOTICE_TOPICS, type NoticeTopic } from "./notice-kind.ts";
import { noticeScope, noticeText } from "./notice-text.ts";

const STATES = ["unread", "read"] as const;

/** What a person was notified of in all workspaces. */
export const notices = defineList({
  path: "notifications",
  right: "account.own",
  words: ({ notice: t }) => ({
    title: t.title,
    about: t.about,
    empty: { title: t.none, reason: t.noneReason },
  }),
  ...gathered({
    gather: ({ withSystem }: ListDoors, { userId }: ListScope) => withSystem((tx) => listNotices(tx, userId)),
    row: toRow,
    kinds: { id: "uuid", made: "text", topic: "text", state: "text" },
  }),
  key: ["id"],
  order: { by: ["made"], direction: "desc" },
  filters: [
    {
      kind: "choice",
      name: "topic",
      label: (t) => t.notice.topic,
      column: "topic",
      choices: NOTICE_TOPICS,
      word: (t, topic) => t.notice.topics[topic as NoticeTopic],
    },
    {
      kind: "choice",
      name: "state",
      label: (t) => t.notice.state,
      column: "state",
      choices: STATES,
      word: (t, state) => t.notice.states[state as (typeof STATES)[number]],
    },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "event",
      kind: "text",
      head: (t) => t.notice.event,
      value: (one, { locale }) => noticeText(one, locale),
      below: (one, { locale }) => noticeScope(one, locale),
    },
    {
      key: "place",
      kind: "text",
      only: "file",
      head: (t) => t.notice.place,
      value: (one, { locale }) => noticeScope(one, locale),
    },
    {
      key: "topic",
      kind: "text",
      head: (t) => t.notice.topic,
      isHiddenOnPhone: true,
      value: ({ kind }, { t }) => t.notice.topics[NOTICE_KINDS[kind].topic],
    },
    { key: "time", kind: "instant", head: (t) => t.notice.time, value: ({ createdAt }) => createdAt },
    {
      key: "state",
      kind: "state",
      head: (t) => t.notice.state,
      value: (one, { t }) => t.notice.states[stateOf(one)],
      tone: (one) => (stateOf(one) === "unread" ? "accent" : "neutral"),
    },
  ],
});

function stateOf({ readAt }: Notice) {
  return readAt === null ? "unread" : "read";
}

function toRow(one: Notice) {
  return {
    id: one.id,
    made: one.createdAt.toISOString(),
    topic: NOTICE_KINDS[one.kind].topic,
    state: stateOf(one),
  };
}
