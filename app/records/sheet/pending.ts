import type { ActivityEntry, EntryFault } from "#app/carbon/entry/activity-entry.ts";
import { type IsSame, isBlank, isSameEntry, type Sheet } from "./sheet.ts";

/** A change in the format of the server. */
export type PendingChange =
  | { kind: "add"; recordId: string; entry: ActivityEntry }
  | { kind: "correct" | "restore"; recordId: string; version: number; entry: ActivityEntry }
  | { kind: "delete"; recordId: string; version: number; reason: string };

/** The newest version of a record that another user changed. The entry is null if it was deleted. */
export interface Conflict {
  version: number;
  entry: ActivityEntry | null;
  authorName: string;
  /** ISO 8601 time. */
  changedAt: string;
}

/** The server's response to a batch. Positions refer to the batch. */
export type BatchAnswer =
  | { ok: true; records: { recordId: string; version: number }[] }
  | { ok: false; faults: { index: number; faults: EntryFault[] }[]; stale: (Conflict & { index: number })[] };

/** The difference between typed and saved content in row order, deletions last. */
export function pendingChanges(sheet: Sheet): PendingChange[] {
  const changes: PendingChange[] = [];
  for (const { id, cells } of sheet.rows) {
    const known = sheet.server.get(id);
    if (!known) {
      if (!isBlank(cells)) changes.push({ kind: "add", recordId: id, entry: cells });
    } else if (known.entry === null) {
      changes.push({ kind: "restore", recordId: id, version: known.version, entry: cells });
    } else if (!isSameEntry(cells, known.entry)) {
      changes.push({ kind: "correct", recordId: id, version: known.version, entry: cells });
    }
  }
  return [...changes, ...pendingDeletions(sheet)];
}

/** A row is only removed with a reason. Without reasons, the search for removed rows can be skipped. */
function pendingDeletions({ rows, server, reasons }: Sheet): PendingChange[] {
  const removed = [...reasons].filter(([id]) => server.get(id)?.entry);
  if (removed.length === 0) return [];
  const present = new Set(rows.map(({ id }) => id));
  return removed
    .filter(([id]) => !present.has(id))
    .map(([id, reason]) => ({ kind: "delete", recordId: id, version: server.get(id)!.version, reason }));
}

/** The sheet after the server saved a batch. Later edits stay pending. */
export function applySaved(
  sheet: Sheet,
  sent: readonly PendingChange[],
  versions: readonly { version: number }[],
): Sheet {
  const server = new Map(sheet.server);
  sent.forEach((change, index) => {
    const { version } = versions[index]!;
    server.set(change.recordId, { version, entry: change.kind === "delete" ? null : change.entry });
  });
  return { ...sheet, server };
}

/** Content sent for each record since the server's last response. The server may have any of it. */
export type Unanswered = ReadonlyMap<string, readonly ActivityEntry[]>;

/** Adds a batch that is being sent. */
export function withSent(unanswered: Unanswered, batch: readonly PendingChange[]): Unanswered {
  const next = new Map(unanswered);
  for (const change of batch) {
    if (change.kind !== "delete") next.set(change.recordId, [...(next.get(change.recordId) ?? []), change.entry]);
  }
  return next;
}

/** Removes an answered batch. */
export function withoutAnswered(unanswered: Unanswered, batch: readonly PendingChange[]): Unanswered {
  const answered = new Set(batch.map(({ recordId }) => recordId));
  return new Map([...unanswered].filter(([id]) => !answered.has(id)));
}

/**
 * Stale changes can be our own batch whose response was lost. These count as saved. If the server has an earlier batch
 * of ours, editing continues from it. Others are conflicts for the user.
 */
export function sortStale(
  sent: readonly PendingChange[],
  stale: readonly (Conflict & { index: number })[],
  { isSame = isSameEntry, unanswered = new Map() }: { isSame?: IsSame; unanswered?: Unanswered } = {},
) {
  const ours: { change: PendingChange; version: number }[] = [];
  const earlier: { id: string; conflict: Conflict }[] = [];
  const conflicts: { id: string; conflict: Conflict }[] = [];
  for (const { index, ...conflict } of stale) {
    const change = sent[index]!;
    const { recordId: id } = change;
    const isHeld = (wanted: ActivityEntry | null) =>
      wanted === null || conflict.entry === null ? wanted === conflict.entry : isSame(wanted, conflict.entry);
    if (isHeld(change.kind === "delete" ? null : change.entry)) ours.push({ change, version: conflict.version });
    else (unanswered.get(id)?.some(isHeld) ? earlier : conflicts).push({ id, conflict });
  }
  return { ours, earlier, conflicts };
}

/** Keeps the user's cells as a change to the newest version. */
export function keepMine(sheet: Sheet, id: string, { version, entry }: Conflict): Sheet {
  return { ...sheet, server: new Map(sheet.server).set(id, { version, entry }) };
}

/** Accepts the other user's cells or deletion. */
export function takeTheirs(sheet: Sheet, id: string, { version, entry }: Conflict): Sheet {
  const server = new Map(sheet.server).set(id, { version, entry });
  const isShown = sheet.rows.some((row) => row.id === id);
  if (entry === null) return { ...sheet, server, rows: sheet.rows.filter((row) => row.id !== id) };
  const reasons = new Map(sheet.reasons);
  reasons.delete(id);
  const rows = isShown
    ? sheet.rows.map((row) => (row.id === id ? { id, cells: entry } : row))
    : [...sheet.rows, { id, cells: entry }];
  return { ...sheet, server, rows, reasons };
}

/** The server's limit per batch: changes, and characters of up to three bytes. */
const BATCH = { changes: 500, letters: 600_000 };

/** The first changes that fit into one batch, at least one. */
export function takeBatch(changes: readonly PendingChange[]): PendingChange[] {
  let letters = 0;
  const end = changes.slice(0, BATCH.changes).findIndex((change, index) => {
    letters += JSON.stringify(change).length;
    return index > 0 && letters > BATCH.letters;
  });
  return changes.slice(0, end < 0 ? BATCH.changes : end);
}
