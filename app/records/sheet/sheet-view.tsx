import { useRef, useState } from "react";
import { ActivityGrid } from "./activity-grid.tsx";
import type { Words } from "./cell-text.ts";
import { GridBar } from "./grid-bar.tsx";
import { COLUMNS } from "./grid-column.ts";
import { fillDown, insertRows, removeRows, selectedRows, writeField } from "./grid-commands.ts";
import type { GridData } from "./grid-data.ts";
import { GridFooter } from "./grid-footer.tsx";
import type { GridWork } from "./grid-work.ts";
import { KeyHelp } from "./key-help.tsx";
import { type GridOrders, makeOrders } from "./make-orders.ts";
import { RecordPanel } from "./record-panel.tsx";
import { ReviewActs } from "./review-acts.tsx";
import { type CellPosition, selectCell } from "./selection.ts";
import { stateOf } from "./sheet.ts";
import { type Notice, SheetNotice, useNotice } from "./sheet-notice.tsx";
import type { SheetOrder } from "./sheet-order.ts";
import { countRefused } from "./sheet-state.ts";
import { useGridWork } from "./use-grid-work.ts";
import { useSelection } from "./use-selection.ts";
import { evaluationWith, type UsedSheet } from "./use-sheet.ts";
import { useShownRows, type View } from "./use-shown-rows.ts";
import { useSummary } from "./use-summary.ts";

const QUANTITY = COLUMNS.findIndex(({ key }) => key === "quantity");

interface SheetViewProps {
  grid: GridData;
  used: UsedSheet;
  view: View;
  /** The record in the address, selected at the start. */
  recordId: string | null;
  onOrder: (column: SheetOrder["column"]) => void;
  words: Words;
}

/** The sheet with its bar, side panel and totals. */
export function SheetView({ grid, used, view, recordId, onOrder, words }: SheetViewProps) {
  const { state } = used;
  const { activity } = words.messages;
  const shown = useShownRows(used, grid, view, words.locale);
  const wantsFocus = useRef(false);
  const named = () => {
    const row = shown.findIndex(({ id }) => id === recordId);
    return selectCell({ row: Math.max(0, row), column: QUANTITY });
  };
  const [chosen, select] = useSelection(named, { shown, loaded: state.loaded }, wantsFocus);
  const [isPanelOpen, setPanelOpen] = useState(true);
  const [areKeysOpen, setKeysOpen] = useState(false);
  const notice = useNotice();
  const work = useGridWork({ grid, used, shown, words }, chosen, notice);
  const summary = useSummary(shown, used.evaluator);
  const faultCount = summary.faulty + state.conflicts.size + countRefused(state);
  const { active } = work.selection;
  const focusCell = (position: CellPosition) => {
    wantsFocus.current = true;
    select(selectCell(position));
  };
  const orders = makeOrders(work, {
    select,
    focusCell,
    onTurn: notice.endUndo,
    faultCount,
    showKeys: () => setKeysOpen(true),
    orderBy: onOrder,
  });
  const closeKeys = () => {
    setKeysOpen(false);
    focusCell(active);
  };
  return (
    <>
      <div className="flex min-h-0 grow border-t border-line">
        <div className="flex min-w-0 grow flex-col">
          <SheetBar
            work={work}
            orders={orders}
            notice={notice}
            faultCount={faultCount}
            focusCell={focusCell}
            isPanelOpen={isPanelOpen}
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
        {isPanelOpen && <ActivePanel work={work} onClose={() => setPanelOpen(false)} />}
      </div>
      <GridFooter
        summary={summary}
        isPart={!grid.extent.isWhole && grid.extent.count > grid.records.length}
        onKeys={orders.showKeys}
        onMissing={() => orders.goToFault(1)}
      />
      {areKeysOpen && <KeyHelp onClose={closeKeys} />}
      <SheetNotice notice={notice} onUndo={orders.undo} />
    </>
  );
}

interface SheetBarProps {
  work: Omit<GridWork, "select">;
  orders: GridOrders;
  notice: Notice;
  faultCount: number;
  focusCell: (position: CellPosition) => void;
  isPanelOpen: boolean;
  onTogglePanel: () => void;
}

function SheetBar({ work, orders, notice, faultCount, focusCell, isPanelOpen, onTogglePanel }: SheetBarProps) {
  const { grid, shown, used, selection, words } = work;
  const { active, anchor } = selection;
  const { stack } = used.state;
  const onDelete = (reason: string) => {
    const deletion = work.edit(removeRows(work, reason));
    focusCell({ row: Math.min(anchor.row, active.row), column: active.column });
    if (deletion.length > 0) notice.show(words.messages.activity.grid.deleted(deletion.length), true);
  };
  return (
    <GridBar
      active={active}
      row={shown[active.row]}
      selectedCount={selectedRows(work).length}
      canUndo={stack.done.length > 0}
      canRedo={stack.undone.length > 0}
      canEdit={grid.mayEdit}
      isPanelOpen={isPanelOpen}
      onUndo={orders.undo}
      onRedo={orders.redo}
      onFill={() => work.edit(fillDown(work))}
      onInsert={() => work.edit(insertRows(work))}
      faultCount={faultCount}
      onNextFault={() => orders.goToFault(1)}
      acts={
        <ReviewActs
          organizationId={grid.organizationId}
          rows={readyRows(work)}
          maySubmit={grid.mayEdit}
          mayDecide={grid.mayDecide}
          onDone={(text) => notice.show(text, false)}
        />
      }
      onDelete={onDelete}
      onTogglePanel={onTogglePanel}
    />
  );
}

/** Selected rows that the review can process: saved, without conflict and not locked. */
function readyRows(work: Omit<GridWork, "select">) {
  const { state } = work.used;
  return selectedRows(work).flatMap((row) => {
    const isSaved = stateOf(row, state.sheet.server.get(row.id)) === "saved" && !state.conflicts.has(row.id);
    const review = work.reviewOf(row);
    return isSaved && !review.lock ? [{ id: row.id, state: review.state }] : [];
  });
}

function ActivePanel({ work, onClose }: { work: Omit<GridWork, "select">; onClose: () => void }) {
  const { grid, used, shown, selection } = work;
  const index = selection.active.row;
  const row = shown[index];
  return (
    <RecordPanel
      grid={grid}
      row={row}
      index={index}
      review={row ? work.reviewOf(row) : null}
      version={(row && used.state.sheet.server.get(row.id)?.version) ?? 0}
      evaluation={row ? evaluationWith(used, row) : null}
      onType={(field, text) => used.noteTyping(text === null ? null : writeField(work, index, field, text))}
      onWrite={(field, text) => work.edit(writeField(work, index, field, text))}
      onClose={onClose}
    />
  );
}
