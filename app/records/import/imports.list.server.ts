import { sql } from "kysely";
import type { Messages } from "#app/i18n/index.ts";
import { defineList, type ListScope, type RowOf } from "#app/kit/list/list.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { selectImports, toImport } from "./import-list.server.ts";

const IMPORT_STATES = ["counted", "part", "undone"] as const;
type ImportState = (typeof IMPORT_STATES)[number];

/** Imported files with author, time, result and status. */
export const imports = defineList({
  path: "activities/import",
  right: "organization.view",
  words: ({ activityImport: t }) => ({ title: t.earlier, empty: { title: t.earlier, reason: t.noneYet } }),
  rows: selectRows,
  read: readRow,
  key: ["id"],
  kinds: {
    id: "uuid",
    file_name: "text",
    created_at: "instant",
    added_count: "whole",
    changed_count: "whole",
    skipped_count: "whole",
  },
  keeps: ["inventory"],
  order: { by: ["created_at"], direction: "desc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.common.search, columns: ["file_name", "author_name"] },
    {
      kind: "choice",
      name: "state",
      label: (t) => t.activityImport.state,
      column: "state",
      choices: IMPORT_STATES,
      word: (t, state) => t.activityImport.importState[state as keyof Messages["activityImport"]["importState"]],
    },
    { kind: "from", name: "from", label: (t) => t.activityImport.from, column: "created_at" },
    { kind: "to", name: "to", label: (t) => t.activityImport.to, column: "created_at" },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "file",
      kind: "text",
      head: (t) => t.activityImport.file,
      sort: ["file_name"],
      value: ({ fileName }) => fileName,
      link: ({ id }) => `activities/imports/${id}`,
      below: ({ sha256 }, { t }) => `${t.activityImport.sha} ${sha256.slice(0, 8)}…${sha256.slice(-8)}`,
    },
    { key: "sha256", kind: "text", only: "file", head: (t) => t.activityImport.sha, value: ({ sha256 }) => sha256 },
    {
      key: "at",
      kind: "instant",
      head: (t) => t.activityImport.at,
      sort: ["created_at"],
      value: ({ createdAt }) => createdAt,
    },
    {
      key: "by",
      kind: "text",
      head: (t) => t.activityImport.by,
      isHiddenOnPhone: true,
      value: ({ authorName }, { t }) => authorName || t.activityImport.formerMember,
    },
    {
      key: "added",
      kind: "number",
      head: (t) => t.activityImport.added,
      sort: ["added_count"],
      value: ({ added }) => added,
    },
    {
      key: "changed",
      kind: "number",
      head: (t) => t.activityImport.changed,
      sort: ["changed_count"],
      isHiddenOnPhone: true,
      value: ({ changed }) => changed,
    },
    {
      key: "skipped",
      kind: "number",
      head: (t) => t.activityImport.skipped,
      sort: ["skipped_count"],
      isHiddenOnPhone: true,
      value: ({ skipped }) => skipped,
    },
    {
      key: "state",
      kind: "state",
      head: (t) => t.activityImport.state,
      value: ({ state, undone }, { t }) =>
        state === "part" ? t.activityImport.undonePart(String(undone)) : t.activityImport.importState[state],
      tone: ({ state }) => (({ counted: "good", part: "warning", undone: "neutral" }) as const)[state],
    },
  ],
});

function selectRows(tx: TenantTx, { organizationId }: ListScope) {
  return selectImports(tx, organizationId).select(
    sql<ImportState>`case when coalesce(undo.undone, 0) = 0 then 'counted'
      when undo.undone >= activity_import.row_count then 'undone' else 'part' end`.as("state"),
  );
}

function readRow(row: RowOf<typeof selectRows>) {
  return { ...toImport(row), state: row.state };
}
