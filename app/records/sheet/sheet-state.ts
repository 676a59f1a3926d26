import type { ActivityEntry, EntryFault } from "#app/carbon/entry/activity-entry.ts";
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
  type Unanswered,
  withoutAnswered,
  withSent,
} from "./pending.ts";
import { type Edit, type IsSame, makeSheet, type Sheet } from "./sheet.ts";
import { doEdit, EMPTY_STACK, redo, type UndoStack, undo } from "./undo-stack.ts";

/** The complete state of a sheet. */
export interface SheetState {
  /** The records it was last loaded with. */
  loaded: readonly GridRecord[];
  sheet: Sheet;
  stack: UndoStack;
  conflicts: ReadonlyMap<string, Conflict>;
  unanswered: Unanswered;
  /** Errors found only by the server, with the cells they apply to. */
  refused: ReadonlyMap<string, { cells: ActivityEntry; faults: EntryFault[] }>;
  /** Number of rows restored from browser storage. */
  restoredCount: number;
}

export type SheetAction =
  | { kind: "edit"; edit: Edit }
  | { kind: "undo" | "redo" }
  | { kind: "restore"; drafts: ReadonlyMap<string, RowDraft>; isSame: IsSame }
  | { kind: "reload"; records: readonly GridRecord[]; drafts: ReadonlyMap<string, RowDraft> }
  | { kind: "sent"; sent: readonly PendingChange[] }
  | { kind: "answered"; sent: readonly PendingChange[]; answer: BatchAnswer; isSame: IsSame }
  | { kind: "resolve"; id: string; choice: "mine" | "theirs" };

export function initialState(records: readonly GridRecord[]): SheetState {
  const sheet = makeSheet(records);
  const none = { conflicts: new Map(), unanswered: new Map(), refused: new Map() };
  return { loaded: records, sheet, stack: EMPTY_STACK, ...none, restoredCount: 0 };
}

/** All changes of a sheet go through this function. */
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
      return { ...state, loaded: action.records, sheet: restoreDrafts(makeSheet(action.records), action.drafts) };
    case "sent":
      return { ...state, unanswered: withSent(state.unanswered, action.sent) };
    case "answered":
      return { ...answered(state, action), unanswered: withoutAnswered(state.unanswered, action.sent) };
    case "resolve":
      return resolve(state, action.id, action.choice);
  }
}

function restored(state: SheetState, { drafts, isSame }: Extract<SheetAction, { kind: "restore" }>): SheetState {
  const sheet = restoreDrafts(state.sheet, drafts, isSame);
  const more = pendingChanges(sheet).length - pendingChanges(state.sheet).length;
  const unanswered = new Map([...state.unanswered, ...[...drafts].map(([id, { sent }]) => [id, sent] as const)]);
  return { ...state, sheet, unanswered, restoredCount: state.restoredCount + Math.max(0, more) };
}

function answered(state: SheetState, { sent, answer, isSame }: Extract<SheetAction, { kind: "answered" }>): SheetState {
  if (answer.ok) return { ...state, sheet: applySaved(state.sheet, sent, answer.records) };
  const { ours, earlier, conflicts } = sortStale(sent, answer.stale, { isSame, unanswered: state.unanswered });
  const refused = new Map(state.refused);
  for (const { index, faults } of answer.faults) {
    const change = sent[index]!;
    const cells = change.kind === "delete" ? state.sheet.server.get(change.recordId)?.entry : change.entry;
    if (cells) refused.set(change.recordId, { cells, faults });
  }
  const saved = ours.map(({ change }) => change);
  let sheet = bringBack(
    applySaved(state.sheet, saved, ours),
    answer.faults.flatMap(({ index }) => (sent[index]!.kind === "delete" ? sent[index]!.recordId : [])),
  );
  for (const { id, conflict } of earlier) sheet = keepMine(sheet, id, conflict);
  const open = new Map(state.conflicts);
  for (const { id, conflict } of conflicts) {
    // A row deleted here but changed by another user is shown again for review.
    if (sheet.rows.some((row) => row.id === id)) open.set(id, conflict);
    else sheet = takeTheirs(sheet, id, conflict);
  }
  return { ...state, sheet, refused, conflicts: open };
}

/** Restores rows whose deletion was rejected. */
function bringBack(sheet: Sheet, ids: readonly string[]): Sheet {
  const back = ids.flatMap((id) => {
    const cells = sheet.server.get(id)?.entry;
    return cells && !sheet.rows.some((row) => row.id === id) ? [{ id, cells }] : [];
  });
  if (back.length === 0) return sheet;
  const reasons = new Map(sheet.reasons);
  for (const { id } of back) reasons.delete(id);
  return { ...sheet, reasons, rows: [...sheet.rows, ...back] };
}

/** The number of rows whose current content the server rejected. */
export function countRefused({ refused, sheet }: SheetState): number {
  if (refused.size === 0) return 0;
  return sheet.rows.filter(({ id, cells }) => refused.get(id)?.cells === cells).length;
}

function resolve(state: SheetState, id: string, choice: "mine" | "theirs"): SheetState {
  const conflict = state.conflicts.get(id);
  if (!conflict) return state;
  const conflicts = new Map(state.conflicts);
  conflicts.delete(id);
  const settle = choice === "mine" ? keepMine : takeTheirs;
  return { ...state, conflicts, sheet: settle(state.sheet, id, conflict) };
}
