import { useCallback, useMemo, useRef, useState } from "react";
import { Toast } from "../toast.tsx";
import { ActivityGrid, type GridOrders } from "./activity-grid.tsx";
import type { Words } from "./cell-text.ts";
import { DELETE_ROWS_ID, GridBar } from "./grid-bar.tsx";
import { COLUMNS } from "./grid-column.ts";
import { fillDown, insertRows, removeRows, selectedRows, writeField } from "./grid-commands.ts";
import type { GridData } from "./grid-data.ts";
import { GridFooter } from "./grid-footer.tsx";
import type { GridWork } from "./grid-work.ts";
import { KeyHelp } from "./key-help.tsx";
import { nextFault } from "./next-fault.ts";
import { RecordPanel } from "./record-panel.tsx";
import { ReviewActs } from "./review-acts.tsx";
import { makeReviewer, withoutLocked } from "./row-review.ts";
import { clampSelection, selectCell } from "./selection.ts";
import { type SheetRow, stateOf } from "./sheet.ts";
import type { SheetOrder } from "./sheet-order.ts";
import { countRefused } from "./sheet-state.ts";
import { useSelection } from "./use-selection.ts";
import { evaluationWith, type UsedSheet } from "./use-sheet.ts";
import { useShownRows, type View } from "./use-shown-rows.ts";
import { useSummary } from "./use-summary.ts";

/** Empty rows beneath the last: typing in one adds a record. */
const EMPTY_ROWS = 30;
const QUANTITY = COLUMNS.findIndex(({ key }) => key === "quantity");

const NO_TOAST = { text: "", isUndoable: false };

interface SheetViewProps {
  grid: GridData;
  used: UsedSheet;
  view: View;
  /** The record that the address names: selected at first. */
  recordId: string | null;
  onOrder: (column: SheetOrder["column"]) => void;
  words: Words;
}

/** The sheet with what stands around it: the line above, the panel beside, the totals beneath. */
export function SheetView({ grid, used, view, recordId, onOrder, words }: SheetViewProps) {
  const { state, dispatch, evaluator } = used;
  const { activity, sheet: t } = words.messages;
  const shown = useShownRows(used, grid, view, words.locale);
  const wantsFocus = useRef(false);
  const named = () => {
    const row = shown.findIndex(({ id }) => id === recordId);
    return selectCell({ row: Math.max(0, row), column: QUANTITY });
  };
  const [chosen, select] = useSelection(named, { shown, loaded: state.loaded }, wantsFocus);
  const [isPanelOpen, setPanelOpen] = useState(true);
  const [areKeysOpen, setKeysOpen] = useState(false);
  const [said, say] = useState("");
  const [toast, setToast] = useState(NO_TOAST);
  const summary = useSummary(shown, evaluator);
  const size = { rows: Math.max(1, shown.length + (grid.mayEdit ? EMPTY_ROWS : 0)), columns: COLUMNS.length };
  const selection = clampSelection(chosen, size);
  const { active } = selection;
  const row = shown[active.row];
  const reviewer = useMemo(() => makeReviewer(grid, evaluator), [grid, evaluator]);
  const reviewOf = (one: SheetRow) => reviewer(one, state.sheet.server.get(one.id));
  // An "Undo" that outlived the next act would take back that one.
  const endUndo = () => setToast((one) => (one.isUndoable ? NO_TOAST : one));
  const edit: GridWork["edit"] = (changes) => {
    const { free, lockedCount } = withoutLocked(changes, state.sheet, reviewOf);
    if (lockedCount > 0) say(t.lockedLeft(lockedCount));
    if (free.length > 0) {
      dispatch({ kind: "edit", edit: free });
      endUndo();
    }
    return free;
  };
  const mayWrite = (position: { row: number }) => {
    const one = shown[position.row];
    return grid.mayEdit && !(one && reviewOf(one).lock);
  };
  const given = { grid, used, sheet: state.sheet, shown, selection, size, evaluator, words };
  const work = { ...given, edit, say, reviewOf, mayWrite };
  const selected = selectedRows(work);
  const faultCount = summary.faulty + state.conflicts.size + countRefused(state);

  const turn = (kind: "undo" | "redo") => {
    const [change] = (kind === "undo" ? state.stack.done : state.stack.undone).at(-1) ?? [];
    if (!change) return;
    dispatch({ kind });
    endUndo();
    say(kind === "undo" ? t.undone : t.redone);
    const place = shown.findIndex(({ id }) => id === (change.kind === "cells" ? change.id : change.row.id));
    if (place >= 0 && (place < active.row - 10 || place > active.row + 10)) {
      select(selectCell({ row: place, column: active.column }));
    }
  };
  const goToFault = (direction: 1 | -1) => {
    const isConflict = ({ id }: { id: string }) => state.conflicts.has(id);
    const found = nextFault({ shown, evaluate: (one) => evaluationWith(used, one), isConflict }, active, direction);
    say(found ? t.faultAt(found.row + 1, faultCount) : t.noFault);
    if (found) focusCell(found);
  };
  const focusCell = (position: { row: number; column: number }) => {
    wantsFocus.current = true;
    select(selectCell(position));
  };
  const orders: GridOrders = {
    undo: () => turn("undo"),
    redo: () => turn("redo"),
    goToFault,
    showKeys: () => setKeysOpen(true),
    orderBy: onOrder,
    deleteRows: () => {
      const form = document.getElementById(DELETE_ROWS_ID);
      form?.querySelector("details")?.setAttribute("open", "");
      form?.querySelector("input")?.focus();
    },
  };
  const closeToast = useCallback(() => setToast(NO_TOAST), []);
  const readyRows = selected.flatMap((one) => {
    const isSaved = stateOf(one, state.sheet.server.get(one.id)) === "saved" && !state.conflicts.has(one.id);
    const review = reviewOf(one);
    return isSaved && !review.lock ? [{ id: one.id, state: review.state }] : [];
  });
  const closeKeys = () => {
    setKeysOpen(false);
    focusCell(active);
  };
  return (
    <>
      <div className="flex min-h-0 grow border-t border-line">
        <div className="flex min-w-0 grow flex-col">
          <GridBar
            active={active}
            row={row}
            selectedCount={selected.length}
            canUndo={state.stack.done.length > 0}
            canRedo={state.stack.undone.length > 0}
            canEdit={grid.mayEdit}
            isPanelOpen={isPanelOpen}
            onUndo={orders.undo}
            onRedo={orders.redo}
            onFill={() => edit(fillDown(work))}
            onInsert={() => edit(insertRows(work))}
            faultCount={faultCount}
            onNextFault={() => goToFault(1)}
            acts={
              <ReviewActs
                organizationId={grid.organizationId}
                rows={readyRows}
                maySubmit={grid.mayEdit}
                mayDecide={grid.mayDecide}
                onDone={(text) => setToast({ text, isUndoable: false })}
              />
            }
            onDelete={(reason) => {
              const deletion = edit(removeRows(work, reason));
              focusCell({ row: Math.min(selection.anchor.row, active.row), column: active.column });
              if (deletion.length > 0) setToast({ text: activity.grid.deleted(deletion.length), isUndoable: true });
            }}
            onTogglePanel={() => setPanelOpen(!isPanelOpen)}
          />
          <ActivityGrid
            work={work}
            onSelect={select}
            wantsFocus={wantsFocus}
            orders={orders}
            order={view.order}
            label={activity.grid.label(grid.period.start.slice(0, 4))}
          />
        </div>
        {isPanelOpen && (
          <RecordPanel
            grid={grid}
            row={row}
            index={active.row}
            review={row ? reviewOf(row) : null}
            version={(row && state.sheet.server.get(row.id)?.version) ?? 0}
            evaluation={row ? evaluationWith(used, row) : null}
            onType={(field, text) => used.noteTyping(text === null ? null : writeField(work, active.row, field, text))}
            onWrite={(field, text) => edit(writeField(work, active.row, field, text))}
            onClose={() => setPanelOpen(false)}
          />
        )}
      </div>
      <GridFooter
        summary={summary}
        isPart={!grid.extent.isWhole && grid.extent.count > grid.records.length}
        onKeys={() => setKeysOpen(true)}
      />
      {areKeysOpen && <KeyHelp onClose={closeKeys} />}
      <p role="status" className="sr-only">
        {said}
      </p>
      {toast.text !== "" && (
        <Toast
          message={toast.text}
          onClose={closeToast}
          action={
            toast.isUndoable && (
              <button
                type="button"
                onClick={orders.undo}
                className="rounded-6 px-2 py-1 font-semibold text-accent hover:bg-accent-tint"
              >
                {activity.grid.undo}
              </button>
            )
          }
        />
      )}
    </>
  );
}
