import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { ChipTone } from "#app/kit/chip.tsx";
import { defineList, type ListScope } from "#app/kit/list/list.server.ts";
import { chooseSources } from "#app/places/source-choices.server.ts";
import { type FileRow, STANDING, selectFiles, toFile } from "#app/records/evidence-file.server.ts";
import { formatBytes } from "#app/records/files/format-bytes.ts";
import type { TenantTx } from "#db/doors.ts";

const STATE_TONES = { attached: "good", unattached: "warning", erased: "neutral" } as const satisfies Record<
  string,
  ChipTone
>;
type FileState = keyof typeof STATE_TONES;

interface ListedRow extends FileRow {
  sort_name: string;
  state: FileState;
}

/** All files of an organization, newest first. Erased files are listed with name, size and hash. */
export const evidence = defineList({
  path: "evidence",
  right: "organization.view",
  words: ({ evidence: t }) => ({
    title: t.title,
    about: t.about,
    empty: { title: t.emptyTitle, reason: t.emptyReason },
  }),
  rows: selectRows,
  read: (row: ListedRow) => ({ ...toFile(row), state: row.state }),
  where: {
    source: (id) => isAttachedTo(sql`s.source_id = ${id}::uuid`),
    month: (month) => {
      const first = sql`${`${month}-01`}::date`;
      return isAttachedTo(sql`s.period_start < ${first} + interval '1 month' and s.period_end >= ${first}`);
    },
  },
  choices: async (tx: TenantTx, { organizationId }: ListScope) => ({
    source: await chooseSources(tx, organizationId),
  }),
  key: ["id"],
  kinds: { id: "uuid", created_at: "instant", sort_name: "text", byte_size: "whole" },
  order: { by: ["created_at"], direction: "desc" },
  filters: [
    { kind: "text", name: "q", label: (t) => t.evidence.search, columns: ["name", "sha256"] },
    {
      kind: "choice",
      name: "state",
      label: (t) => t.evidence.state,
      column: "state",
      choices: Object.keys(STATE_TONES),
      word: (t, state) => t.evidence.states[state as FileState],
    },
    {
      kind: "reference",
      name: "source",
      label: (t) => t.evidence.source,
      column: null,
      everything: (t) => t.evidence.anySource,
    },
    { kind: "month", name: "month", label: (t) => t.evidence.month, column: null },
  ],
  columns: [
    { key: "id", kind: "text", only: "file", head: (t) => t.list.heads.id, value: ({ id }) => id },
    {
      key: "name",
      kind: "text",
      head: (t) => t.evidence.name,
      sort: ["sort_name"],
      value: ({ name }) => name,
      link: ({ id }) => `evidence/${id}`,
      below: ({ kind }, { t }) => t.evidence.kinds[kind],
    },
    { key: "kind", kind: "text", only: "file", head: (t) => t.evidence.kind, value: ({ kind }) => kind },
    {
      key: "size",
      kind: "text",
      only: "page",
      head: (t) => t.evidence.size,
      sort: ["byte_size"],
      value: ({ size }) => formatBytes(size),
    },
    { key: "bytes", kind: "number", only: "file", head: (t) => `${t.evidence.size} (B)`, value: ({ size }) => size },
    {
      key: "hash",
      kind: "text",
      head: (t) => t.evidence.hash,
      isHiddenOnPhone: true,
      value: ({ sha256 }) => sha256,
    },
    {
      key: "state",
      kind: "state",
      head: (t) => t.evidence.state,
      value: ({ state }, { t }) => t.evidence.states[state],
      tone: ({ state }) => STATE_TONES[state],
    },
    {
      key: "proves",
      kind: "number",
      head: (t) => t.evidence.proves,
      isHiddenOnPhone: true,
      value: ({ attachedCount }) => attachedCount,
    },
    {
      key: "scan",
      kind: "state",
      head: (t) => t.evidence.scan,
      isHiddenOnPhone: true,
      value: ({ scan }, { t }) => t.evidence.scanned[scan],
      tone: ({ scan }) => (scan === "clean" ? "good" : "warning"),
    },
    {
      key: "added",
      kind: "instant",
      head: (t) => t.evidence.added,
      sort: ["created_at"],
      isHiddenOnPhone: true,
      value: ({ addedAt }) => addedAt,
      below: ({ authorName }, { t }) => authorName ?? t.evidence.formerMember,
    },
    {
      key: "by",
      kind: "text",
      only: "file",
      head: (t) => t.evidence.by,
      value: ({ authorName }, { t }) => authorName ?? t.evidence.formerMember,
    },
    {
      key: "erased",
      kind: "instant",
      only: "file",
      head: (t) => t.evidence.erased,
      value: ({ erased }) => erased?.at ?? null,
    },
  ],
});

/** Whether file `r` has an attachment that meets a condition. */
function isAttachedTo(condition: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (select from ${STANDING} s where s.file_id = r.id and ${condition})`;
}

function selectRows(tx: TenantTx, { organizationId }: ListScope) {
  const files = sql<ListedRow>`(select f.*, lower(f.name) as sort_name,
      case when f.erased_at is not null then 'erased'
        when exists (select from ${STANDING} s where s.file_id = f.id) then 'attached' else 'unattached' end as state
    from (${selectFiles(organizationId)}) f)`;
  return tx.selectFrom(files.as("listed")).selectAll();
}
