import { useCallback, useEffect, useMemo, useState } from "react";
import { Toast } from "../toast.tsx";
import { ActivityGrid, evaluationWith } from "./activity-grid.tsx";
import type { Words } from "./cell-text.ts";
import { DELETE_ROWS_ID, GridBar } from "./grid-bar.tsx";
import { fillDown, removeRows, selectedRows, writeField } from "./grid-commands.ts";
import { type ActivityFilter, type GridData, makeFilter } from "./grid-data.ts";
import { GridFooter } from "./grid-footer.tsx";
import { RecordPanel } from "./record-panel.tsx";
import { type Selection, selectCell } from "./selection.ts";
import type { SheetRow } from "./sheet.ts";
import type { UsedSheet } from "./use-sheet.ts";
import { useSummary } from "./use-summary.ts";

interface SheetViewProps {
  grid: GridData;
  used: UsedSheet;
  filter: ActivityFilter;
  /** The record that the address names: selected at first. */
  recordId: string | null;
  words: Words;
}

/** The sheet with what stands around it: the line above, the panel beside, the totals beneath. */
export function SheetView({ grid, used, filter, recordId, words }: SheetViewProps) {
  const { state, dispatch, evaluator } = used;
  const { activity } = words.messages;
  const shown = useShownRows(used, grid, filter);
  const [selection, setSelection] = useState<Selection>(() => {
    const row = Math.max(
      0,
      shown.findIndex(({ id }) => id === recordId),
    );
    return selectCell({ row, column: 3 });
  });
  const [isPanelOpen, setPanelOpen] = useState(true);
  const [said, setSaid] = useState("");
  const [toast, setToast] = useState("");
  const summary = useSummary(shown, evaluator);
  const target = { sheet: state.sheet, shown, selection, evaluator };
  const { active } = selection;
  const row = shown[active.row];
  const selected = selectedRows(target);

  const openDeletion = () => {
    const form = document.getElementById(DELETE_ROWS_ID);
    form?.querySelector("details")?.setAttribute("open", "");
    form?.querySelector("input")?.focus();
  };
  const closeToast = useCallback(() => setToast(""), []);
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
            onUndo={() => dispatch({ kind: "undo" })}
            onRedo={() => dispatch({ kind: "redo" })}
            onFill={() => dispatch({ kind: "edit", edit: fillDown(target) })}
            onDelete={(reason) => {
              dispatch({ kind: "edit", edit: removeRows(target, reason) });
              setSelection(selectCell({ row: Math.min(...[selection.anchor.row, active.row]), column: active.column }));
              setToast(activity.grid.deleted(selected.length));
            }}
            onTogglePanel={() => setPanelOpen(!isPanelOpen)}
          />
          <ActivityGrid
            grid={grid}
            used={used}
            shown={shown}
            selection={selection}
            onSelect={setSelection}
            onDelete={openDeletion}
            onSay={setSaid}
            label={activity.grid.label(grid.period.start.slice(0, 4))}
            words={words}
          />
        </div>
        {isPanelOpen && (
          <RecordPanel
            grid={grid}
            row={row}
            index={active.row}
            version={(row && state.sheet.server.get(row.id)?.version) ?? 0}
            evaluation={row ? evaluationWith(used, row) : null}
            onWrite={(field, text) => dispatch({ kind: "edit", edit: writeField(target, active.row, field, text) })}
            onClose={() => setPanelOpen(false)}
          />
        )}
      </div>
      <GridFooter summary={summary} />
      <p role="status" className="sr-only">
        {said}
      </p>
      {toast !== "" && (
        <Toast
          message={toast}
          onClose={closeToast}
          action={
            <button
              type="button"
              onClick={() => {
                dispatch({ kind: "undo" });
                closeToast();
              }}
              className="rounded-6 px-2 py-1 font-semibold text-accent hover:bg-accent-tint"
            >
              {activity.grid.undo}
            </button>
          }
        />
      )}
    </>
  );
}

/** Rows that passed the filter when it was set: what is typed afterwards never makes a row vanish under the hand. */
function useShownRows(used: UsedSheet, grid: GridData, filter: ActivityFilter): readonly SheetRow[] {
  const { rows } = used.state.sheet;
  const { context } = used.evaluator;
  const key = JSON.stringify(filter);
  const [hidden, setHidden] = useState(() => ({ key: "", ids: new Set<string>() }));
  const ids = useMemo(() => {
    if (hidden.key === key) return hidden.ids;
    const passes = makeFilter(filter, { sources: grid.sources, context });
    return new Set(rows.filter(({ cells }) => !passes(cells)).map(({ id }) => id));
  }, [hidden, key, filter, grid.sources, context, rows]);
  useEffect(() => {
    if (hidden.key !== key) setHidden({ key, ids });
  }, [hidden, key, ids]);
  return useMemo(() => (ids.size === 0 ? rows : rows.filter(({ id }) => !ids.has(id))), [rows, ids]);
}
