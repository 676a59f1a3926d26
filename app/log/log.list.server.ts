import { sql } from "kysely";
import { defineList, type RowOf } from "#app/kit/list/list.server.ts";
import { decodeLogEntry, OPEN_ENTRIES } from "#app/proof/log-entry.ts";
import type { TenantTx } from "#db/doors.ts";

const TYPES = ["commitment", ...OPEN_ENTRIES] as const;
type EntryType = (typeof TYPES)[number];

/** The public log, newest first. Entries after the latest checkpoint are not listed, because they are not signed yet. */
export const logEntries = defineList({
  path: "log",
  right: "public.use",
  words: ({ log: t }) => ({
    title: t.entries,
    about: t.lead,
    empty: { title: t.empty, reason: t.emptyReason },
  }),
  rows: selectRows,
  read: readRow,
  key: ["index"],
  kinds: { index: "whole" },
  order: { by: ["index"], direction: "desc" },
  filters: [
    {
      kind: "choice",
      name: "kind",
      label: (t) => t.log.kind,
      column: "type",
      choices: TYPES,
      word: (t, type) => t.log.type[type as EntryType],
    },
    { kind: "text", name: "hash", label: (t) => t.log.hash, columns: ["hash"] },
  ],
  columns: [
    { key: "entry", kind: "number", head: (t) => t.log.entry, sort: ["index"], value: ({ index }) => index + 1 },
    { key: "index", kind: "number", only: "file", head: (t) => t.log.leafIndex, value: ({ index }) => index },
    { key: "kind", kind: "text", head: (t) => t.log.kind, value: ({ type }, { t }) => t.log.type[type] },
    { key: "time", kind: "instant", head: (t) => t.log.time, isHiddenOnPhone: true, value: ({ at }) => at },
    { key: "hash", kind: "text", head: (t) => t.log.hash, value: ({ hash }) => hash },
  ],
  start: { to: "verify", label: (t) => t.common.nav.verify },
});

function selectRows(tx: TenantTx) {
  // A subquery per shown row: a join could read all statements for one page.
  const openKind = sql`(select s.kind from statement s
    where s.log_index = l.index and s.kind in (${sql.join(OPEN_ENTRIES.map((kind) => sql.lit(kind)))}) offset 0)`;
  return tx
    .selectFrom("log_leaf as l")
    .select(["l.index", "l.entry", sql<string>`encode(l.leaf_hash, 'hex')`.as("hash")])
    .select(sql<EntryType>`coalesce(${openKind}, 'commitment')`.as("type"))
    .where("l.index", "<", sql<number>`(select coalesce(max(c.size), 0) from log_checkpoint c)`);
}

function readRow({ index, entry, hash, type }: RowOf<typeof selectRows>) {
  const read = decodeLogEntry(entry);
  // A commitment has no time.
  return { index: Number(index), type, at: read.type === "commitment" ? null : new Date(read.ts), hash };
}
