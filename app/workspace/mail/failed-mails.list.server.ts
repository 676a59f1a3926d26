import type { Messages } from "#app/i18n/index.ts";
import { defineList, type RowOf } from "#app/kit/list/list.server.ts";
import { MAIL_FAILURES } from "#app/mail/mail-failure.ts";
import { selectFailedMails } from "./failed-mail.server.ts";

type Row = RowOf<typeof selectFailedMails>;

/** E-mails of a workspace that could not be sent. */
export const failedMails = defineList({
  path: "mail",
  right: "workspace.manage",
  words: ({ failedMail: t }) => ({ title: t.title, about: t.about, empty: { title: t.none, reason: t.noneReason } }),
  rows: (tx) => selectFailedMails(tx),
  read: (row: Row) => ({
    id: row.mail_id,
    kind: row.kind,
    recipient: row.recipient,
    reason: row.reason,
    failedAt: row.created_at,
    expiresAt: row.expires_at,
  }),
  key: ["mail_id"],
  kinds: { mail_id: "uuid", created_at: "instant", recipient: "text", reason: "text" },
  order: { by: ["created_at"], direction: "desc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["recipient"] },
    {
      kind: "choice",
      name: "reason",
      label: (t) => t.failedMail.reason,
      column: "reason",
      choices: MAIL_FAILURES,
      word: (t, reason) => t.failedMail.reasons[reason as (typeof MAIL_FAILURES)[number]],
    },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "recipient",
      kind: "text",
      head: (t) => t.failedMail.recipient,
      sort: ["recipient"],
      value: ({ recipient }) => recipient,
      below: ({ kind }, { t }) => wordOf(t, kind),
    },
    { key: "kind", kind: "text", only: "file", head: (t) => t.failedMail.kind, value: ({ kind }) => kind },
    {
      key: "reason",
      kind: "text",
      head: (t) => t.failedMail.reason,
      value: ({ reason }, { t }) => t.failedMail.reasons[reason],
    },
    { key: "failed", kind: "instant", head: (t) => t.failedMail.failedAt, value: ({ failedAt }) => failedAt },
    {
      key: "until",
      kind: "instant",
      only: "file",
      head: (t) => t.failedMail.until,
      value: ({ expiresAt }) => expiresAt,
    },
  ],
});

function wordOf(t: Messages, kind: string): string {
  return (t.failedMail.kinds as Record<string, string>)[kind] ?? kind;
}
