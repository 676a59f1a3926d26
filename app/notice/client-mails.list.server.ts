import { localName } from "#app/i18n/index.ts";
import { defineList, type RowOf } from "#app/kit/list/list.server.ts";
import type { ClientMailKind, ClientMailState } from "#db/notice-schema.ts";
import { selectClientMails } from "./client-mail.server.ts";
import { CLIENT_MAIL } from "./client-mail-state.ts";

type Row = RowOf<typeof selectClientMails>;

const TONES = { waiting: "neutral", queued: "neutral", sent: "good", failed: "bad", no_address: "warning" } as const;

/** Mails of a seller to its clients, with what became of them. */
export const clientMails = defineList({
  path: "client-mails",
  right: "trade.sell",
  words: ({ clientMail: t }) => ({ title: t.title, about: t.about, empty: { title: t.none, reason: t.noneReason } }),
  rows: (tx) => selectClientMails(tx),
  read: (row: Row) => ({
    id: row.id,
    client: { en: row.legal_name_en, zh: row.legal_name_zh },
    clientId: row.client_id,
    kind: row.kind as ClientMailKind,
    recipient: row.recipient,
    number: row.facts.about?.en ?? "",
    state: row.state as ClientMailState,
    createdAt: row.created_at,
    settledAt: row.settled_at,
  }),
  key: ["id"],
  kinds: { id: "uuid", created_at: "instant", recipient: "text", client_name: "text", state: "text" },
  order: { by: ["created_at"], direction: "desc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["recipient", "client_name"] },
    {
      kind: "choice",
      name: "state",
      label: (t) => t.clientMail.state,
      column: "state",
      choices: CLIENT_MAIL.all,
      word: (t, state) => t.clientMail.states[state as ClientMailState],
    },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "client",
      kind: "text",
      head: (t) => t.clientMail.client,
      sort: ["client_name"],
      value: ({ client }, { locale }) => localName(client, locale),
      link: ({ clientId }) => `clients/${clientId}`,
      below: ({ recipient }) => recipient,
    },
    {
      key: "recipient",
      kind: "text",
      only: "file",
      head: (t) => t.clientMail.recipient,
      value: (one) => one.recipient,
    },
    {
      key: "kind",
      kind: "text",
      head: (t) => t.clientMail.kind,
      value: ({ kind }, { t }) => t.clientMail.kinds[kind],
      below: ({ number }) => number,
    },
    { key: "number", kind: "text", only: "file", head: (t) => t.clientMail.number, value: ({ number }) => number },
    { key: "created", kind: "instant", head: (t) => t.clientMail.createdAt, value: ({ createdAt }) => createdAt },
    {
      key: "settled",
      kind: "instant",
      isHiddenOnPhone: true,
      head: (t) => t.clientMail.settledAt,
      value: ({ settledAt }) => settledAt,
    },
    {
      key: "state",
      kind: "state",
      head: (t) => t.clientMail.state,
      value: ({ state }, { t }) => t.clientMail.states[state],
      tone: ({ state }) => TONES[state],
    },
  ],
});
