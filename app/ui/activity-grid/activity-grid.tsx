// biome-ignore-all lint/a11y/useSemanticElements: a table cannot place rows by offset, so its roles are stated
// biome-ignore-all lint/a11y/useFocusableInteractive: one cell is in the tab order, as the grid pattern asks
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { type ActivityEntry, EMPTY_ENTRY } from "#app/carbon/activity-entry.ts";
import type { FactorSuggestion } from "#emission-factors/suggestion.ts";
import { UnitText } from "../unit-text.tsx";
import { CellEditor, type EditEnd } from "./cell-editor.tsx";
import { choicesOf, shownText, type Words } from "./cell-text.ts";
import { COLUMNS, HEAD_HEIGHT, ROW_HEIGHT, TRACKS } from "./grid-column.ts";
import {
  type CommandTarget,
  clearCells,
  copyBlock,
  fillDown,
  pasteBlock,
  writeCell,
  writeField,
  writeRow,
} from "./grid-commands.ts";
import { facilityNamed, fileCountOf, type GridData } from "./grid-data.ts";
import { orderOf } from "./grid-keys.ts";
import { cellId, GridRow } from "./grid-row.tsx";
import { MessageBox } from "./message-box.tsx";
import { NewSourceDialog } from "./new-source-dialog.tsx";
import { moveBy, nextCell, rectangleOf, type Selection, type SheetSize, selectCell, windowOf } from "./selection.ts";
import { type SheetRow, stateOf } from "./sheet.ts";
import type { UsedSheet } from "./use-sheet.ts";
import { makeSuggester } from "./use-suggestions.ts";

/** Empty rows beneath the last: typing in one adds a record. */
const EMPTY_ROWS = 30;
const SPARE_ROWS = 8;

interface ActivityGridProps {
  grid: GridData;
  used: UsedSheet;
  shown: readonly SheetRow[];
  selection: Selection;
  onSelect: (selection: Selection) => void;
  onDelete: () => void;
  /** Says aloud what happened. */
  onSay: (text: string) => void;
  label: string;
  words: Words;
}

interface Editing {
  row: number;
  column: number;
  text: string;
  isListOpen: boolean;
}

/** A factor that was taken for a row; a source is to be made of it. */
interface Offered {
  row: number;
  offer: FactorSuggestion;
  typed: string;
  facilityId: string | null;
}

/** The sheet itself: behaves like a spreadsheet, draws only the rows in view. */
export function ActivityGrid(props: ActivityGridProps) {
  const { grid, used, shown, selection, onSelect, label, words } = props;
  const { evaluator, state } = used;
  const [editing, setEditing] = useState<Editing | null>(null);
  const [offered, setOffered] = useState<Offered | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);
  const isLeaving = useRef(false);
  const size: SheetSize = { rows: shown.length + (grid.mayEdit ? EMPTY_ROWS : 0), columns: COLUMNS.length };
  const drawn = useWindow(scroller, size.rows);
  const target: CommandTarget = { sheet: state.sheet, shown, selection, evaluator };
  const { active } = selection;

  const select = (next: Selection) => {
    wantsFocus.current = true;
    onSelect(next);
  };
  const startEditing = (text: string | null, isListOpen: boolean) => {
    const field = COLUMNS[active.column]?.field;
    if (!field || !grid.mayEdit) return;
    const current = shown[active.row]?.cells[field] ?? "";
    // An input method goes on in the field only if the field has the focus within this very key press.
    flushSync(() => setEditing({ ...active, text: text ?? current, isListOpen }));
  };
  const endEditing = (text: string, end: EditEnd) => {
    const edit = editing ? writeCell(target, editing, text) : [];
    setEditing(null);
    if (edit.length > 0) used.dispatch({ kind: "edit", edit });
    if (end === "stay") return;
    const next = "tab" in end ? nextCell(active, size, end.tab) : null;
    select("tab" in end ? selectCell(next ?? active) : moveBy(selection, { rows: end.rows }, size));
  };

  useLayoutEffect(() => {
    if (!wantsFocus.current || editing) return;
    wantsFocus.current = false;
    const cell = document.getElementById(cellId(active.row, active.column));
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (editing) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / ROW_HEIGHT) - 2);
    const place = { selection, size, filled: shown.length, page, isLeaving: isLeaving.current };
    const order = orderOf(event, place);
    isLeaving.current = order?.kind === "leave";
    if (!order) return;
    event.preventDefault();
    if (order.kind === "select") return select(order.selection);
    if (order.kind === "edit") {
      startEditing(order.text, order.isListOpen);
      return;
    }
    if (order.kind === "fixes") return document.querySelector<HTMLElement>("[data-message-box] button")?.focus();
    if (!grid.mayEdit) return;
    if (order.kind === "undo" || order.kind === "redo") used.dispatch({ kind: order.kind });
    else if (order.kind === "clear") used.dispatch({ kind: "edit", edit: clearCells(target) });
    else if (order.kind === "fill") used.dispatch({ kind: "edit", edit: fillDown(target) });
    else if (order.kind === "delete") props.onDelete();
    wantsFocus.current = true;
  };

  const onCopy = (event: ClipboardEvent) => {
    if (editing) return;
    event.preventDefault();
    const computed = (row: SheetRow, column: number) =>
      shownText(COLUMNS[column]!, row.cells, evaluator.evaluate(row.cells), words);
    event.clipboardData.setData("text/plain", copyBlock(target, computed));
    if (event.type === "cut" && grid.mayEdit) used.dispatch({ kind: "edit", edit: clearCells(target) });
  };
  const onPaste = (event: ClipboardEvent) => {
    if (editing || !grid.mayEdit) return;
    event.preventDefault();
    const text = event.clipboardData.getData("text/plain");
    const { edit, rows, columns } = pasteBlock(target, text);
    props.onSay(rows > 0 ? words.messages.activity.grid.pasted(rows) : words.messages.activity.grid.nothingToPaste);
    if (rows === 0) return;
    used.dispatch({ kind: "edit", edit });
    const { top, left } = rectangleOf(selection);
    const end = { row: top + rows - 1, column: Math.min(COLUMNS.length - 1, left + columns - 1) };
    select({ anchor: end, active: { row: top, column: left } });
  };

  const onMouse = (event: MouseEvent) => {
    const place = placeOf(event.target);
    if (!place || event.button !== 0) return;
    const isDrag = event.type === "mouseover";
    if (isDrag && event.buttons !== 1) return;
    if (place.column === null) {
      const anchor = isDrag || event.shiftKey ? selection.anchor.row : place.row;
      select({ anchor: { row: anchor, column: COLUMNS.length - 1 }, active: { row: place.row, column: 0 } });
    } else {
      const position = { row: place.row, column: place.column };
      if (position.row === active.row && position.column === active.column && editing) return;
      select(isDrag || event.shiftKey ? { anchor: selection.anchor, active: position } : selectCell(position));
    }
    if (event.type === "mousedown" && !editing) event.preventDefault();
  };

  const activeRow = shown[active.row];
  const leaveBox = useCallback(() => {
    document.getElementById(cellId(active.row, active.column))?.focus();
  }, [active]);
  const indexes = useMemo(() => indexesOf(drawn, active.row, size.rows), [drawn, active.row, size.rows]);
  const rectangle = rectangleOf(selection);
  const editor = editing && activeColumnEditor();
  const takeSource = (made: { name: string; facility: string; unit: string }) => {
    if (!offered) return;
    const { row } = offered;
    const cells = shown[row]?.cells ?? EMPTY_ENTRY;
    const texts = {
      source: made.name,
      ...(cells.facility.trim() === "" && { facility: made.facility }),
      ...(cells.unit.trim() === "" && { unit: made.unit }),
    };
    const edit = writeRow(target, row, texts);
    if (edit.length > 0) used.dispatch({ kind: "edit", edit });
    setOffered(null);
    select(selectCell(active));
  };

  function activeColumnEditor() {
    const column = COLUMNS[editing!.column]!;
    const cells = shown[editing!.row]?.cells;
    return (
      <CellEditor
        key={`${editing!.row}-${editing!.column}`}
        label={words.messages.activity.grid.cell(words.messages.activity.column[column.key], editing!.row + 1)}
        text={editing!.text}
        choices={column.hasChoices ? choicesOf(column, cells ?? EMPTY_ENTRY, { grid, evaluator, words }) : []}
        isListOpen={editing!.isListOpen}
        isNumeric={column.isNumeric ?? false}
        onCommit={endEditing}
        onCancel={() => {
          setEditing(null);
          wantsFocus.current = true;
        }}
        suggest={column.key === "source" ? makeSuggester(grid.organizationId, placeOfRow(grid, cells)) : null}
        onOffer={(offer, typed) => {
          setOffered({ row: editing!.row, offer, typed, facilityId: placeOfRow(grid, cells).facilityId });
          setEditing(null);
        }}
      />
    );
  }

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
        onMouseDown={onMouse}
        onMouseOver={onMouse}
        onFocus={() => {}}
        onDoubleClick={() => startEditing(null, false)}
      >
        <GridHead words={words} />
        <div
          role="rowgroup"
          className={`relative ${TRACKS.split(" ").at(-1)}`}
          style={{ height: size.rows * ROW_HEIGHT }}
        >
          {indexes.map((index) => {
            const row = shown[index];
            const isActiveRow = index === active.row;
            const isInside = index >= rectangle.top && index <= rectangle.bottom;
            return (
              <GridRow
                key={rowKey(index, isActiveRow)}
                index={index}
                cells={row?.cells ?? null}
                evaluation={row ? evaluator.evaluate(row.cells) : null}
                fileCount={row ? fileCountOf(grid, row.id) : 0}
                state={
                  row
                    ? state.conflicts.has(row.id)
                      ? "conflict"
                      : stateOf(row, state.sheet.server.get(row.id))
                    : "new"
                }
                activeColumn={isActiveRow ? active.column : null}
                selectedFrom={isInside ? rectangle.left : -1}
                selectedTo={isInside ? rectangle.right : -2}
                words={words}
                canEdit={grid.mayEdit}
                editor={isActiveRow ? editor : null}
              />
            );
          })}
        </div>
      </div>
      {offered && (
        <NewSourceDialog
          grid={grid}
          offer={offered.offer}
          facilityId={offered.facilityId}
          typed={offered.typed}
          onCreated={takeSource}
          onClose={() => {
            setOffered(null);
            select(selectCell(active));
          }}
        />
      )}
      {activeRow && !editing && (
        <MessageBox
          row={activeRow}
          column={COLUMNS[active.column]!}
          position={active}
          evaluation={evaluationWith(used, activeRow)}
          conflict={state.conflicts.get(activeRow.id)}
          evaluator={evaluator}
          words={words}
          canEdit={grid.mayEdit}
          onFix={(field, text) => {
            used.dispatch({ kind: "edit", edit: writeField(target, active.row, field, text) });
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

/** What narrows suggestions: the unit of a row and its facility, as far as they are typed. */
function placeOfRow(grid: GridData, cells: ActivityEntry = EMPTY_ENTRY) {
  return { unit: cells.unit.trim(), facilityId: facilityNamed(grid, cells.facility)?.id ?? null };
}

/** With the faults that only the server found, while the cells are as it saw them. */
export function evaluationWith({ evaluator, state }: UsedSheet, row: SheetRow) {
  const evaluation = evaluator.evaluate(row.cells);
  const refused = state.refused.get(row.id);
  return refused?.cells === row.cells ? { ...evaluation, faults: refused.faults } : evaluation;
}

function GridHead({ words }: { words: Words }) {
  const { column: names } = words.messages.activity;
  return (
    <div role="rowgroup" className="sticky top-0 z-30">
      <div role="row" aria-rowindex={1} className={`h-[29px] bg-sunken text-12 text-muted ${TRACKS}`}>
        <div role="columnheader" aria-colindex={1} className="border-r border-b border-rule">
          <span className="sr-only">{names.row}</span>
        </div>
        {COLUMNS.map((column, index) => (
          <div
            key={column.key}
            role="columnheader"
            aria-colindex={index + 2}
            className={`flex items-center overflow-hidden border-r border-b border-rule font-medium last:border-r-0 ${
              column.key === "evidence" || column.key === "dataQuality" ? "px-1.5" : "px-2.5"
            } ${column.isNumeric ? "justify-end" : ""}`}
          >
            <UnitText text={names[column.key]} />
          </div>
        ))}
      </div>
    </div>
  );
}

/** The rows to draw as the sheet is scrolled and resized. */
function useWindow(scroller: React.RefObject<HTMLDivElement>, rows: number) {
  const [view, setView] = useState({ scrollTop: 0, height: 700 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const read = () => setView({ scrollTop: element.scrollTop, height: element.clientHeight });
    read();
    element.addEventListener("scroll", read, { passive: true });
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => {
      element.removeEventListener("scroll", read);
      observer.disconnect();
    };
  }, [scroller]);
  const { start, end } = windowOf({
    ...view,
    height: view.height - HEAD_HEIGHT,
    rowHeight: ROW_HEIGHT,
    rows,
    spare: SPARE_ROWS,
  });
  return useMemo(() => ({ start, end }), [start, end]);
}

/** The window, and the active row wherever it is: it holds the focus. */
function indexesOf({ start, end }: { start: number; end: number }, active: number, rows: number): number[] {
  const indexes = Array.from({ length: Math.max(0, end - start) }, (_, offset) => start + offset);
  if (active < start && active < rows) indexes.unshift(active);
  else if (active >= end && active < rows) indexes.push(active);
  return indexes;
}

/** More than a window ever holds: a row that scrolls away leaves its elements to the one that comes. */
const RECYCLED = 128;

/** The active row keeps elements of its own: they have the focus, and a new cell must be a new one to be read aloud. */
function rowKey(index: number, isActive: boolean): string {
  return isActive ? `active ${index}` : String(index % RECYCLED);
}

function placeOf(target: EventTarget): { row: number; column: number | null } | null {
  const element = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
  if (!element || (target instanceof Element && target.closest("input, [role=listbox]"))) return null;
  const { row, column } = element.dataset;
  return { row: Number(row), column: column === undefined ? null : Number(column) };
}
