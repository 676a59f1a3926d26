import type { ActivityEntry, EntryFault } from "#app/carbon/entry/activity-entry.ts";
import { type IsSame, isBlank, isSameEntry, type Sheet } from "./sheet.ts";

/** A change as the server takes it. */
export type PendingChange =
  | { kind: "add"; recordId: string; entry: ActivityEntry }
  | { kind: "correct" | "restore"; recordId: string; version: number; entry: ActivityEntry }
  | { kind: "delete"; recordId: string; version: number; reason: string };

/** The newest state of a record that somebody else changed; a null entry was deleted. */
export interface Conflict {
  version: number;
  entry: ActivityEntry | null;
  authorName: string;
  /** An instant, as JSON carries it. */
  changedAt: string;
}

/** What the server answers to a batch, positions being those of the batch. */
export type BatchAnswer =
  | { ok: true; records: { recordId: string; version: number }[] }
  | { ok: false; faults: { index: number; faults: EntryFault[] }[]; stale: (Conflict & { index: number })[] };

/** The difference between what is typed and what is saved, in the order of the rows; deletions last. */
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

/** A row is only ever removed with a reason; most keystrokes find none and need not look who is still there. */
function pendingDeletions({ rows, server, reasons }: Sheet): PendingChange[] {
  const removed = [...reasons].filter(([id]) => server.get(id)?.entry);
  if (removed.length === 0) return [];
  const present = new Set(rows.map(({ id }) => id));
  return removed
    .filter(([id]) => !present.has(id))
    .map(([id, reason]) => ({ kind: "delete", recordId: id, version: server.get(id)!.version, reason }));
}

/** The sheet after the server took a batch: what was sent is what it holds, whatever has been typed since. */
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

/** What was sent of each record since the server last answered about it: any of it may be what it holds. */
export type Unanswered = ReadonlyMap<string, readonly ActivityEntry[]>;

/** The same with a batch that goes out. */
export function withSent(unanswered: Unanswered, batch: readonly PendingChange[]): Unanswered {
  const next = new Map(unanswered);
  for (const change of batch) {
    if (change.kind !== "delete") next.set(change.recordId, [...(next.get(change.recordId) ?? []), change.entry]);
  }
  return next;
}

/** The same without those of an answered batch. */
export function withoutAnswered(unanswered: Unanswered, batch: readonly PendingChange[]): Unanswered {
  const answered = new Set(batch.map(({ recordId }) => recordId));
  return new Map([...unanswered].filter(([id]) => !answered.has(id)));
}

/**
 * Stale changes that are only our own batch come back: its answer was lost on the way. They are taken as saved. What
 * the server holds of an earlier batch of ours is what we go on from; the others are conflicts for a person.
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

/** Keeps one's own cells: they become a change to the newest version. */
export function keepMine(sheet: Sheet, id: string, { version, entry }: Conflict): Sheet {
  return { ...sheet, server: new Map(sheet.server).set(id, { version, entry }) };
}

/** Takes the other person's cells, or their deletion. */
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

/** More than the server takes at once, in changes and in letters of up to three bytes. */
const BATCH = { changes: 500, letters: 600_000 };

/** The first changes that fit into one batch; at least one. */
export function takeBatch(changes: readonly PendingChange[]): PendingChange[] {
  let letters = 0;
  const end = changes.slice(0, BATCH.changes).findIndex((change, index) => {
    letters += JSON.stringify(change).length;
    return index > 0 && letters > BATCH.letters;
  });
  return changes.slice(0, end < 0 ? BATCH.changes : end);
}
