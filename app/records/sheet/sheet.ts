import { type ActivityEntry, type ActivityField, EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";

/** A row on the screen. Its id is that of the record. The browser creates the id of a new row. */
export interface SheetRow {
  readonly id: string;
  readonly cells: ActivityEntry;
}

/** The server's known content of a record. The entry is null if it was deleted. */
export interface ServerRow {
  readonly version: number;
  readonly entry: ActivityEntry | null;
}

/** The rows as typed and the records as saved. Their difference is what needs saving, so rows have no other marks. */
export interface Sheet {
  readonly rows: readonly SheetRow[];
  readonly server: ReadonlyMap<string, ServerRow>;
  readonly reasons: ReadonlyMap<string, string>;
}

/** One undo step. */
export type Edit = readonly Change[];

export type Change =
  | { kind: "cells"; id: string; before: Partial<ActivityEntry>; after: Partial<ActivityEntry> }
  | { kind: "add"; row: SheetRow; at: number }
  | { kind: "remove"; row: SheetRow; at: number; reason: string };

export function makeSheet(records: readonly { id: string; version: number; entry: ActivityEntry }[]): Sheet {
  return {
    rows: records.map(({ id, entry }) => ({ id, cells: entry })),
    server: new Map(records.map(({ id, version, entry }) => [id, { version, entry }])),
    reasons: new Map(),
  };
}

/** Applies an edit. Changes are applied in order, and missing rows are skipped. */
export function applyEdit(sheet: Sheet, edit: Edit): Sheet {
  let { rows } = sheet;
  const reasons = new Map(sheet.reasons);
  for (const run of runsOf(edit)) {
    if (run.kind === "cells") rows = writeRows(rows, run.changes);
    else if (run.kind === "add") {
      rows = insertRows(rows, run.changes);
      for (const { row } of run.changes) reasons.delete(row.id);
    } else {
      const gone = new Map(run.changes.map(({ row, reason }) => [row.id, reason]));
      rows = rows.filter(({ id }) => {
        const reason = gone.get(id);
        if (reason !== undefined) reasons.set(id, reason);
        return reason === undefined;
      });
    }
  }
  return { ...sheet, rows, reasons };
}

type ChangeOf<K extends Change["kind"]> = Extract<Change, { kind: K }>;
type Run = { [K in Change["kind"]]: { kind: K; changes: ChangeOf<K>[] } }[Change["kind"]];

/**
 * Adjacent changes of one kind are applied together, so that a thousand rows cost one pass. Added rows of a run are in
 * ascending order.
 */
function runsOf(edit: Edit): Run[] {
  const runs: Run[] = [];
  for (const change of edit) {
    const run = runs.at(-1);
    const last = run?.changes.at(-1);
    const isAfter = change.kind !== "add" || last?.kind !== "add" || change.at > last.at;
    if (run?.kind === change.kind && isAfter) (run.changes as Change[]).push(change);
    else runs.push({ kind: change.kind, changes: [change] } as Run);
  }
  return runs;
}

function writeRows(before: readonly SheetRow[], changes: readonly ChangeOf<"cells">[]): SheetRow[] {
  const rows = [...before];
  const index = new Map<string, number>();
  const wanted = new Set(changes.map(({ id }) => id));
  for (let at = 0; at < rows.length && index.size < wanted.size; at += 1) {
    if (wanted.has(rows[at]!.id)) index.set(rows[at]!.id, at);
  }
  for (const { id, after } of changes) {
    const at = index.get(id);
    if (at !== undefined) rows[at] = { id, cells: { ...rows[at]!.cells, ...after } };
  }
  return rows;
}

function insertRows(before: readonly SheetRow[], changes: readonly ChangeOf<"add">[]): SheetRow[] {
  const rows: SheetRow[] = [];
  let next = 0;
  for (const { row, at } of changes) {
    while (rows.length < at && next < before.length) rows.push(before[next++]!);
    rows.push(row);
  }
  while (next < before.length) rows.push(before[next++]!);
  return rows;
}

/** The inverse of an edit. */
export function invertEdit(edit: Edit): Edit {
  return edit.toReversed().map((change): Change => {
    if (change.kind === "cells") return { ...change, before: change.after, after: change.before };
    if (change.kind === "add") return { kind: "remove", row: change.row, at: change.at, reason: "undone" };
    return { kind: "add", row: change.row, at: change.at };
  });
}

/** Texts to write, by position among the shown rows. */
export interface CellWrite {
  row: number;
  field: ActivityField;
  text: string;
}

/**
 * Creates the edit that writes cells. Adds rows after the last one as needed, including skipped ones.
 *
 * @param shown the shown rows in order
 * @param makeId creates ids of new rows
 */
export function editCells(sheet: Sheet, shown: readonly SheetRow[], writes: CellWrite[], makeId: () => string): Edit {
  const byRow = new Map<number, Partial<ActivityEntry>>();
  for (const { row, field, text } of writes) byRow.set(row, { ...byRow.get(row), [field]: text });
  const edit: Change[] = [];
  const last = Math.max(-1, ...byRow.keys());
  for (const [index, after] of byRow) {
    const row = shown[index];
    if (!row) continue;
    const changed = Object.entries(after).filter(([field, text]) => row.cells[field as ActivityField] !== text);
    if (changed.length === 0) continue;
    const before = Object.fromEntries(changed.map(([field]) => [field, row.cells[field as ActivityField]]));
    edit.push({ kind: "cells", id: row.id, before, after: Object.fromEntries(changed) });
  }
  for (let index = shown.length; index <= last; index += 1) {
    const at = sheet.rows.length + index - shown.length;
    edit.push({ kind: "add", row: { id: makeId(), cells: { ...EMPTY_ENTRY, ...byRow.get(index) } }, at });
  }
  const isOnlyEmptyRows = edit.every((change) => change.kind === "add" && isBlank(change.row.cells));
  return isOnlyEmptyRows ? [] : edit;
}

/** Creates the edit that inserts empty rows before the row shown at `index`, or at the end. */
export function editInsertion(
  sheet: Sheet,
  shown: readonly SheetRow[],
  { index, count, makeId }: { index: number; count: number; makeId: () => string },
): Edit {
  const before = shown[index];
  const at = before ? sheet.rows.indexOf(before) : sheet.rows.length;
  return Array.from({ length: count }, (_, place) => ({
    kind: "add",
    row: { id: makeId(), cells: EMPTY_ENTRY },
    at: at + place,
  }));
}

export function editRemoval(sheet: Sheet, ids: ReadonlySet<string>, reason: string): Edit {
  return sheet.rows
    .map((row, at) => ({ kind: "remove", row, at, reason }) as const)
    .filter(({ row }) => ids.has(row.id))
    .toReversed();
}

export function isBlank(cells: ActivityEntry): boolean {
  return Object.values(cells).every((text) => text.trim() === "");
}

/** Whether two entries are equivalent. The server normalizes some texts. */
export type IsSame = (mine: ActivityEntry, theirs: ActivityEntry) => boolean;

export function isSameEntry(a: ActivityEntry, b: ActivityEntry): boolean {
  return a === b || Object.keys(EMPTY_ENTRY).every((field) => a[field as ActivityField] === b[field as ActivityField]);
}

export type RowState = "saved" | "new" | "changed";

export function stateOf(row: SheetRow, server: ServerRow | undefined): RowState {
  if (!server?.entry) return "new";
  return isSameEntry(row.cells, server.entry) ? "saved" : "changed";
}
