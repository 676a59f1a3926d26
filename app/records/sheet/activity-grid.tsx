// biome-ignore-all lint/a11y/useSemanticElements: a table cannot place rows by offset, so its roles are stated
// biome-ignore-all lint/a11y/useFocusableInteractive: one cell is in the tab order, as the grid pattern asks
import { type CSSProperties, type MutableRefObject, type ReactNode, useCallback, useLayoutEffect, useRef } from "react";
import { COLUMNS, ROW_HEIGHT, tracksOf } from "./grid-column.ts";
import { writeFixes } from "./grid-commands.ts";
import { recordOf } from "./grid-data.ts";
import { GridHead } from "./grid-head.tsx";
import { cellId, focusCell, GridRow } from "./grid-row.tsx";
import type { GridWork } from "./grid-work.ts";
import type { GridOrders } from "./make-orders.ts";
import { MessageBox } from "./message-box.tsx";
import type { CellPosition, Rectangle } from "./selection.ts";
import { type SheetRow, stateOf } from "./sheet.ts";
import type { SheetOrder } from "./sheet-order.ts";
import { useColumnWidths } from "./use-column-widths.ts";
import { useEditing } from "./use-editing.tsx";
import { useGridEvents } from "./use-grid-events.ts";
import { evaluationWith } from "./use-sheet.ts";
import { rowKey, useWindow } from "./use-window.ts";

interface ActivityGridProps {
  work: Omit<GridWork, "select">;
  onSelect: GridWork["select"];
  /**
   * Set before a change that must keep the focus in the active cell. The focus is set when the change renders, before
   * the next key.
   */
  wantsFocus: MutableRefObject<boolean>;
  orders: GridOrders;
  order: SheetOrder | null;
  label: string;
}

/** The grid. It behaves like a spreadsheet and renders only the visible rows. */
export function ActivityGrid({ work: given, onSelect, wantsFocus, orders, order, label }: ActivityGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const tabColumn = useRef<number | null>(null);
  const wantFocus = () => {
    wantsFocus.current = true;
  };
  const work: GridWork = {
    ...given,
    select: (next) => {
      wantFocus();
      onSelect(next);
    },
  };
  const { grid, size, words } = work;
  const { active } = work.selection;
  const indexes = useWindow(scroller, size.rows, active.row);
  const { widths, setWidth } = useColumnWidths();
  const { isEditing, start, editor, dialog } = useEditing(work, { tabColumn, wantFocus });
  useActiveFocus(active, wantsFocus, isEditing);
  const { handlers, filled } = useGridEvents(work, {
    orders,
    scroller,
    isEditing,
    tabColumn,
    wantFocus,
    setWidth,
    startEditing: start,
  });
  const tracks = tracksOf(widths);

  return (
    <div
      ref={scroller}
      data-scroller
      className="relative min-h-0 grow overflow-auto overscroll-contain bg-surface [scroll-padding:30px_8px_8px_2.75rem]"
    >
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={size.rows + 1}
        aria-colcount={COLUMNS.length + 1}
        aria-multiselectable="true"
        aria-readonly={!grid.mayEdit}
        {...handlers}
        className="min-w-(--least)"
        style={{ "--tracks": tracks.columns, "--least": `${tracks.least}px` } as CSSProperties}
      >
        <GridHead
          words={words}
          order={order}
          onOrder={orders.orderBy}
          onWidth={setWidth}
          onSelectAll={() => selectAll(work)}
        />
        <div role="rowgroup" className="relative" style={{ height: size.rows * ROW_HEIGHT }}>
          <Rows work={work} indexes={indexes} rectangle={filled} isEditing={isEditing} editor={editor} />
        </div>
      </div>
      {dialog}
      {!isEditing && <ActiveMessage work={work} onChoose={() => start(true)} />}
    </div>
  );
}

/** Focuses the active cell when a change that requested it renders. */
function useActiveFocus({ row, column }: CellPosition, wantsFocus: MutableRefObject<boolean>, isEditing: boolean) {
  useLayoutEffect(() => {
    if (!wantsFocus.current || isEditing) return;
    wantsFocus.current = false;
    const cell = document.getElementById(cellId(row, column));
    focusCell(cell);
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}

function selectAll({ shown, size, select }: GridWork): void {
  const last = { row: Math.max(0, shown.length - 1), column: size.columns - 1 };
  select({ anchor: last, active: { row: 0, column: 0 } });
}

interface RowsProps {
  work: GridWork;
  indexes: readonly number[];
  rectangle: Rectangle;
  isEditing: boolean;
  editor: ReactNode;
}

function Rows({ work, indexes, rectangle, isEditing, editor }: RowsProps) {
  const { grid, used, shown, selection, words } = work;
  const { active } = selection;
  const stateOfRow = (row: SheetRow) =>
    used.state.conflicts.has(row.id) ? "conflict" : stateOf(row, used.state.sheet.server.get(row.id));
  return indexes.map((index) => {
    const row = shown[index];
    const isActiveRow = index === active.row;
    const review = row && work.reviewOf(row);
    const isInside = index >= rectangle.top && index <= rectangle.bottom;
    return (
      <GridRow
        key={rowKey(index, isActiveRow, indexes.length)}
        index={index}
        cells={row?.cells ?? null}
        evaluation={row ? evaluationWith(used, row) : null}
        fileCount={(row && recordOf(grid, row.id)?.fileCount) ?? 0}
        state={row ? stateOfRow(row) : "new"}
        review={review?.state ?? "draft"}
        isLocked={review?.lock != null}
        activeColumn={isActiveRow ? active.column : null}
        selectedFrom={isInside ? rectangle.left : -1}
        selectedTo={isInside ? rectangle.right : -2}
        handleColumn={grid.mayEdit && !isEditing && index === rectangle.bottom ? rectangle.right : null}
        words={words}
        canEdit={work.mayWrite({ row: index, column: 0 })}
        editor={isActiveRow ? editor : null}
      />
    );
  });
}

/** The message for the active cell. */
function ActiveMessage({ work, onChoose }: { work: GridWork; onChoose: () => void }) {
  const { used, shown, selection } = work;
  const { active } = selection;
  const row = shown[active.row];
  const leave = useCallback(() => {
    focusCell(document.getElementById(cellId(active.row, active.column)));
  }, [active]);
  if (!row) return null;
  return (
    <MessageBox
      work={work}
      row={row}
      column={COLUMNS[active.column]!}
      evaluation={evaluationWith(used, row)}
      conflict={used.state.conflicts.get(row.id)}
      onFix={(texts) => {
        work.edit(writeFixes(work, [{ row: active.row, texts }]));
        leave();
      }}
      onChoose={onChoose}
      onResolve={(choice) => {
        used.dispatch({ kind: "resolve", id: row.id, choice });
        leave();
      }}
      onLeave={leave}
    />
  );
}
