import type { ActivityEntry, EntryFault } from "#app/carbon/activity-entry.ts";
import { type RowDraft, restoreDrafts } from "./draft.ts";
import type { GridRecord } from "./grid-data.ts";
import {
  applySaved,
  type BatchAnswer,
  type Conflict,
  keepMine,
  type PendingChange,
  pendingChanges,
  sortStale,
  takeTheirs,
} from "./pending.ts";
import { type Edit, type IsSame, makeSheet, type Sheet } from "./sheet.ts";
import { doEdit, EMPTY_STACK, redo, type UndoStack, undo } from "./undo-stack.ts";

/** Everything a person's work on a sheet is made of. */
export interface SheetState {
  sheet: Sheet;
  stack: UndoStack;
  conflicts: ReadonlyMap<string, Conflict>;
  /** Faults that only the server found, with the cells they were found in. */
  refused: ReadonlyMap<string, { cells: ActivityEntry; faults: EntryFault[] }>;
  /** Rows that came back from the browser's storage. */
  restoredCount: number;
}

export type SheetAction =
  | { kind: "edit"; edit: Edit }
  | { kind: "undo" | "redo" }
  | { kind: "restore"; drafts: ReadonlyMap<string, RowDraft>; isSame: IsSame }
  | { kind: "reload"; records: readonly GridRecord[]; drafts: ReadonlyMap<string, RowDraft> }
  | { kind: "answered"; sent: readonly PendingChange[]; answer: BatchAnswer; isSame: IsSame }
  | { kind: "resolve"; id: string; choice: "mine" | "theirs" };

export function initialState(records: readonly GridRecord[]): SheetState {
  return { sheet: makeSheet(records), stack: EMPTY_STACK, conflicts: new Map(), refused: new Map(), restoredCount: 0 };
}

/** The one way in which a sheet changes. */
export function reduceSheet(state: SheetState, action: SheetAction): SheetState {
  switch (action.kind) {
    case "edit":
      return action.edit.length === 0 ? state : { ...state, ...doEdit(state, action.edit) };
    case "undo":
      return { ...state, ...undo(state) };
    case "redo":
      return { ...state, ...redo(state) };
    case "restore":
      return restored(state, action);
    case "reload":
      return { ...state, sheet: restoreDrafts(makeSheet(action.records), action.drafts) };
    case "answered":
      return answered(state, action);
    case "resolve":
      return resolve(state, action.id, action.choice);
  }
}

function restored(state: SheetState, { drafts, isSame }: Extract<SheetAction, { kind: "restore" }>): SheetState {
  const sheet = restoreDrafts(state.sheet, drafts, isSame);
  const more = pendingChanges(sheet).length - pendingChanges(state.sheet).length;
  return { ...state, sheet, restoredCount: state.restoredCount + Math.max(0, more) };
}

function answered(state: SheetState, { sent, answer, isSame }: Extract<SheetAction, { kind: "answered" }>): SheetState {
  if (answer.ok) return { ...state, sheet: applySaved(state.sheet, sent, answer.records) };
  const { ours, conflicts } = sortStale(sent, answer.stale, isSame);
  const refused = new Map(state.refused);
  for (const { index, faults } of answer.faults) {
    const change = sent[index]!;
    if (change.kind !== "delete") refused.set(change.recordId, { cells: change.entry, faults });
  }
  const saved = ours.map(({ change }) => change);
  let sheet = applySaved(state.sheet, saved, ours);
  const open = new Map(state.conflicts);
  for (const { id, conflict } of conflicts) {
    // A row that one deleted while somebody else changed it comes back as they left it, to be looked at again.
    if (sheet.rows.some((row) => row.id === id)) open.set(id, conflict);
    else sheet = takeTheirs(sheet, id, conflict);
  }
  return { ...state, sheet, refused, conflicts: open };
}

function resolve(state: SheetState, id: string, choice: "mine" | "theirs"): SheetState {
  const conflict = state.conflicts.get(id);
  if (!conflict) return state;
  const conflicts = new Map(state.conflicts);
  conflicts.delete(id);
  const settle = choice === "mine" ? keepMine : takeTheirs;
  return { ...state, conflicts, sheet: settle(state.sheet, id, conflict) };
}
