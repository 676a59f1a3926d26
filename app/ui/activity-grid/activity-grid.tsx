// biome-ignore-all lint/a11y/useSemanticElements: a table cannot place rows by offset, so its roles are stated
// biome-ignore-all lint/a11y/useFocusableInteractive: one cell is in the tab order, as the grid pattern asks
import {
  type CSSProperties,
  type KeyboardEvent,
  type MutableRefObject,
  useCallback,
  useLayoutEffect,
  useRef,
} from "react";
import { COLUMNS, ROW_HEIGHT, tracksOf, WIDTH_BOUNDS } from "./grid-column.ts";
import { clearCells, fillDown, insertRows, writeField } from "./grid-commands.ts";
import { recordOf } from "./grid-data.ts";
import { GridHead } from "./grid-head.tsx";
import { type GridOrder, orderOf } from "./grid-keys.ts";
import { cellId, GridRow } from "./grid-row.tsx";
import type { GridWork } from "./grid-work.ts";
import { MessageBox } from "./message-box.tsx";
import { selectCell } from "./selection.ts";
import { type SheetRow, stateOf } from "./sheet.ts";
import type { SheetOrder } from "./sheet-order.ts";
import { useClipboard } from "./use-clipboard.ts";
import { useColumnWidths } from "./use-column-widths.ts";
import { useEditing } from "./use-editing.tsx";
import { usePointer } from "./use-pointer.ts";
import { evaluationWith } from "./use-sheet.ts";
import { rowKey, useWindow } from "./use-window.ts";

/** What the keys ask of the page around the sheet. */
export interface GridOrders {
  undo: () => void;
  redo: () => void;
  deleteRows: () => void;
  goToFault: (direction: 1 | -1) => void;
  showKeys: () => void;
  orderBy: (column: SheetOrder["column"]) => void;
}

interface ActivityGridProps {
  work: Omit<GridWork, "select">;
  onSelect: GridWork["select"];
  /** Set before a change that is to leave the focus in the active cell: given as that change is drawn, before the next key. */
  wantsFocus: MutableRefObject<boolean>;
  orders: GridOrders;
  order: SheetOrder | null;
  label: string;
}

/** The sheet itself: behaves like a spreadsheet, draws only the rows in view. */
export function ActivityGrid({ work: given, onSelect, wantsFocus, orders, order, label }: ActivityGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const isLeaving = useRef(false);
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
  const { grid, used, shown, selection, size, words } = work;
  const { active } = selection;
  const indexes = useWindow(scroller, size.rows, active.row);
  const { widths, setWidth } = useColumnWidths();
  const { isEditing, start, editor, dialog } = useEditing(work, { tabColumn, wantFocus });
  const { onCopy, onPaste } = useClipboard(work, isEditing);
  const pointer = usePointer(work, isEditing);

  useLayoutEffect(() => {
    if (!wantsFocus.current || isEditing) return;
    wantsFocus.current = false;
    const cell = document.getElementById(cellId(active.row, active.column));
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  const resizeBy = (px: number) => {
    const { key } = COLUMNS[active.column]!;
    const heading = scroller.current?.querySelector<HTMLElement>(`[data-heading="${key}"]`);
    setWidth(key, (heading?.offsetWidth ?? WIDTH_BOUNDS.least) + px);
  };
  const obey = (wanted: GridOrder) => {
    if (wanted.kind === "select") return work.select(wanted.selection);
    if (wanted.kind === "edit") return start(wanted.text, wanted.isListOpen);
    if (wanted.kind === "fixes") return document.querySelector<HTMLElement>("[data-message-box] button")?.focus();
    if (wanted.kind === "fault") return orders.goToFault(wanted.direction);
    if (wanted.kind === "resize") return resizeBy(wanted.by);
    if (wanted.kind === "help") return orders.showKeys();
    wantFocus();
    if (!grid.mayEdit) return;
    if (wanted.kind === "undo") orders.undo();
    else if (wanted.kind === "redo") orders.redo();
    else if (wanted.kind === "clear") work.edit(clearCells(work));
    else if (wanted.kind === "fill") work.edit(fillDown(work));
    else if (wanted.kind === "insert") work.edit(insertRows(work));
    else if (wanted.kind === "delete") orders.deleteRows();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isEditing || !isCell(event.target)) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / ROW_HEIGHT) - 2);
    const hasText = ({ row, column }: { row: number; column: number }) => {
      const field = COLUMNS[column]?.field;
      return field ? (shown[row]?.cells[field] ?? "") !== "" : row < shown.length;
    };
    const place = { selection, size, filled: shown.length, hasText, page, tabColumn: tabColumn.current };
    const wanted = orderOf(event, { ...place, isLeaving: isLeaving.current });
    isLeaving.current = wanted?.kind === "leave";
    if (event.key === "Tab") tabColumn.current ??= active.column;
    else if (event.key !== "Shift" && wanted?.kind !== "edit") tabColumn.current = null;
    if (!wanted) return;
    event.preventDefault();
    obey(wanted);
  };

  const activeRow = shown[active.row];
  const leaveBox = useCallback(() => {
    document.getElementById(cellId(active.row, active.column))?.focus();
  }, [active]);
  const { filled: rectangle } = pointer;
  const tracks = tracksOf(widths);
  const stateOfRow = (row: SheetRow) =>
    used.state.conflicts.has(row.id) ? "conflict" : stateOf(row, used.state.sheet.server.get(row.id));

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
        onKeyDown={onKeyDown}
        onCopy={onCopy}
        onCut={onCopy}
        onPaste={onPaste}
        onMouseDown={pointer.onMouse}
        onMouseOver={pointer.onMouse}
        onFocus={(event) => {
          // A screen reader sets the focus itself.
          const { row, column } = event.target instanceof HTMLElement ? event.target.dataset : {};
          if (row === undefined || column === undefined) return;
          const position = { row: Number(row), column: Number(column) };
          if (position.row !== active.row || position.column !== active.column) work.select(selectCell(position));
        }}
        onDoubleClick={(event) => !pointer.onDoubleClick(event) && isCell(event.target) && start(null, false)}
        className="min-w-(--least)"
        style={{ "--tracks": tracks.columns, "--least": `${tracks.least}px` } as CSSProperties}
      >
        <GridHead
          words={words}
          order={order}
          onOrder={orders.orderBy}
          onWidth={setWidth}
          onSelectAll={() => {
            const last = { row: Math.max(0, shown.length - 1), column: size.columns - 1 };
            work.select({ anchor: last, active: { row: 0, column: 0 } });
          }}
        />
        <div role="rowgroup" className="relative" style={{ height: size.rows * ROW_HEIGHT }}>
          {indexes.map((index) => {
            const row = shown[index];
            const isActiveRow = index === active.row;
            const review = row && work.reviewOf(row);
            const isInside = index >= rectangle.top && index <= rectangle.bottom;
            return (
              <GridRow
                key={rowKey(index, isActiveRow)}
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
          })}
        </div>
      </div>
      {dialog}
      {activeRow && !isEditing && (
        <MessageBox
          work={work}
          row={activeRow}
          column={COLUMNS[active.column]!}
          evaluation={evaluationWith(used, activeRow)}
          conflict={used.state.conflicts.get(activeRow.id)}
          onFix={(field, text) => {
            work.edit(writeField(work, active.row, field, text));
            leaveBox();
          }}
          onResolve={(choice) => {
            used.dispatch({ kind: "resolve", id: activeRow.id, choice });
            leaveBox();
          }}
          onLeave={leaveBox}
        />
      )}
    </div>
  );
}

/** A button of a heading, and anything in a list, is pressed and not typed over. */
function isCell(target: EventTarget): boolean {
  return target instanceof Element && target.closest("[role=gridcell], [role=rowheader]") !== null;
}
