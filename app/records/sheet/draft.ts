import { type ActivityEntry, EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { type PendingChange, pendingChanges, type Unanswered } from "./pending.ts";
import { type IsSame, isSameEntry, type ServerRow, type Sheet } from "./sheet.ts";

/** An unsaved row in the browser. Each row has its own key, so that two tabs don't overwrite each other. */
export interface RowDraft {
  /** The version that was changed, or 0 for a new row. */
  version: number;
  /** The server's content at that time. */
  base: ActivityEntry | null;
  /** The typed content, or null if the row was deleted. */
  cells: ActivityEntry | null;
  /** Content sent without a response. The server may already have it. */
  sent: readonly ActivityEntry[];
  reason: string;
}

/** All unsaved rows as drafts, by row id. */
export function draftsOf(sheet: Sheet, unanswered: Unanswered = new Map()): Map<string, RowDraft> {
  const toRow = (change: PendingChange): [string, RowDraft] => {
    const sent = unanswered.get(change.recordId) ?? [];
    return [change.recordId, { ...toDraft(change, sheet.server), sent }];
  };
  return new Map(pendingChanges(sheet).map(toRow));
}

function toDraft(change: PendingChange, server: ReadonlyMap<string, ServerRow>): Omit<RowDraft, "sent"> {
  const known = server.get(change.recordId);
  return {
    version: known?.version ?? 0,
    base: known?.entry ?? null,
    cells: change.kind === "delete" ? null : change.entry,
    reason: change.kind === "delete" ? change.reason : "",
  };
}

/** Restores drafts into freshly loaded rows. If a row changed since, the server reports it as stale. */
export function restoreDrafts(
  sheet: Sheet,
  drafts: ReadonlyMap<string, RowDraft>,
  isSame: IsSame = isSameEntry,
): Sheet {
  const rows = [...sheet.rows];
  const server = new Map(sheet.server);
  const reasons = new Map(sheet.reasons);
  const place = new Map(rows.map((row, index) => [row.id, index]));
  const removed = new Set<string>();
  for (const [id, draft] of drafts) {
    const known = server.get(id);
    // It was saved: the response was lost, or the page was left before it arrived.
    if (draft.cells && known?.entry && isSame(draft.cells, known.entry)) continue;
    if (known && known.version === draft.version && draft.cells === null) {
      removed.add(id);
      reasons.set(id, draft.reason);
      continue;
    }
    // Another user saved a newer version. A deletion here is dropped, and typed content is kept as a conflict.
    if (draft.cells === null) continue;
    const index = place.get(id);
    if (index === undefined) {
      rows.push({ id, cells: draft.cells });
    } else {
      rows[index] = { id, cells: draft.cells };
    }
    if (draft.version === 0) server.delete(id);
    else if (known?.version !== draft.version) server.set(id, { version: draft.version, entry: draft.base });
  }
  return { rows: rows.filter((row) => !removed.has(row.id)), server, reasons };
}

/** The stored form of a draft: only cells with content, so that a pasted year fits the browser's storage. */
export function printDraft({ version, base, cells, sent, reason }: RowDraft, at: number): string {
  const texts = { base: base && pack(base), cells: cells && pack(cells) };
  return JSON.stringify({ version, ...texts, ...(sent.length > 0 && { sent: sent.map(pack) }), reason, at });
}

function pack(entry: ActivityEntry): Partial<ActivityEntry> {
  return Object.fromEntries(Object.entries(entry).filter(([, text]) => text !== ""));
}

/** Reads a draft and its time from browser storage. Null if the content is invalid. */
export function parseDraft(text: string): { draft: RowDraft; at: number } | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return null;
    const { version, base, cells, sent = [], reason, at } = value as Record<string, unknown>;
    if (typeof version !== "number" || !Number.isInteger(version) || version < 0 || typeof reason !== "string")
      return null;
    if (typeof at !== "number" || !isPacked(base) || !isPacked(cells)) return null;
    if (!Array.isArray(sent) || !sent.every((one) => one !== null && isPacked(one))) return null;
    const texts = { base: base && unpack(base), cells: cells && unpack(cells), sent: sent.map(unpack) };
    return { draft: { version, ...texts, reason }, at };
  } catch {
    return null;
  }
}

function unpack(packed: Partial<ActivityEntry>): ActivityEntry {
  return { ...EMPTY_ENTRY, ...packed };
}

function isPacked(value: unknown): value is Partial<ActivityEntry> | null {
  if (value === null) return true;
  if (typeof value !== "object" || Array.isArray(value)) return false;
  return Object.entries(value).every(([field, text]) => Object.hasOwn(EMPTY_ENTRY, field) && typeof text === "string");
}
