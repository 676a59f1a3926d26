// biome-ignore-all lint/a11y/useSemanticElements: a table cannot place rows by offset, so its roles are stated
// biome-ignore-all lint/a11y/useFocusableInteractive: one cell is in the tab order, as the grid pattern asks
import { memo, type ReactNode } from "react";
import type { ActivityEntry } from "#app/carbon/entry/activity-entry.ts";
import { Chip } from "#app/kit/chip.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { UnitText } from "#app/kit/unit-text.tsx";
import type { ReviewState } from "#app/records/review-state.ts";
import { shownText, type Words } from "./cell-text.ts";
import { COLUMNS, type GridColumn, ROW_HEIGHT, TRACKS } from "./grid-column.ts";
import { ReviewChip } from "./record-standing.tsx";
import type { Evaluation } from "./row-evaluation.ts";
import type { RowState } from "./sheet.ts";

interface GridRowProps {
  index: number;
  /** Null for an empty row after the last record. */
  cells: ActivityEntry | null;
  evaluation: Evaluation | null;
  fileCount: number;
  state: RowState | "conflict";
  /** Review state of the saved record, and whether its period is locked. */
  review: ReviewState;
  isLocked: boolean;
  /** Column of the active cell, if it is in this row. */
  activeColumn: number | null;
  selectedFrom: number;
  selectedTo: number;
  /** Column of the fill handle, if it is in this row. */
  handleColumn: number | null;
  words: Words;
  canEdit: boolean;
  /** The input of the active cell. Empty for a read-only cell. */
  editor: ReactNode;
}

/** Focuses the cell's input, or the cell. */
export function focusCell(cell: HTMLElement | null): void {
  (cell?.querySelector("input") ?? cell)?.focus({ preventScroll: true });
}

export function cellId(row: number, column: number): string {
  return `cell-${row}-${column}`;
}

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { index, activeColumn, selectedFrom, selectedTo, words } = props;
  const isActive = activeColumn !== null;
  const isWhole = selectedFrom === 0 && selectedTo === COLUMNS.length - 1;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={`absolute inset-x-0 h-[33px] ${TRACKS} ${
        isActive ? "z-20 bg-current-row" : props.handleColumn === null ? "" : "z-10"
      }`}
      style={{ top: index * ROW_HEIGHT }}
    >
      <div
        role="rowheader"
        data-row={index}
        aria-colindex={1}
        className={`flex cursor-default items-center justify-end border-r border-b border-line px-2.5 text-12 select-none ${
          isActive || isWhole ? "bg-accent-tint font-semibold text-accent" : "bg-sunken text-muted"
        }`}
      >
        <span className="sr-only">{words.messages.activity.column.row} </span>
        {index + 1}
      </div>
      {COLUMNS.map((column, at) => (
        <GridCell
          key={column.key}
          {...props}
          column={column}
          at={at}
          isSelected={at >= selectedFrom && at <= selectedTo}
          isActive={at === activeColumn}
          hasHandle={at === props.handleColumn}
        />
      ))}
    </div>
  );
});

interface GridCellProps extends GridRowProps {
  column: GridColumn;
  at: number;
  isSelected: boolean;
  isActive: boolean;
  hasHandle: boolean;
}

function GridCell(props: GridCellProps) {
  const { index, cells, evaluation, column, at, isSelected, isActive, canEdit, editor, words } = props;
  const text = cells && evaluation ? shownText(column, cells, evaluation, words) : "";
  const isFaulty = evaluation?.faults.some(({ field }) => field === column.field) ?? false;
  const ground = isFaulty
    ? "bg-bad-tint text-bad-ink"
    : isSelected && !isActive
      ? "bg-accent-tint"
      : column.key === "tonnes"
        ? "bg-computed"
        : "";
  return (
    <div
      role="gridcell"
      id={cellId(index, at)}
      data-row={index}
      data-column={at}
      aria-colindex={at + 2}
      aria-selected={isSelected}
      aria-readonly={column.field === null || !canEdit || undefined}
      aria-invalid={isFaulty || undefined}
      aria-describedby={isActive ? "cell-message" : undefined}
      tabIndex={isActive && !editor ? 0 : -1}
      className={`relative flex min-w-0 items-center border-r border-b border-line text-14 outline-none last:border-r-0 ${ground} ${
        column.key === "state" ? "px-1" : "px-2.5"
      } ${column.isNumeric ? "justify-end" : ""} ${edgeOf(isActive, isFaulty)}`}
    >
      <CellContent {...props} text={text} />
      {isActive && editor}
      {props.hasHandle && (
        <span
          data-fill-handle
          aria-hidden="true"
          className="absolute -right-1 -bottom-1 z-10 size-2 cursor-crosshair bg-accent outline outline-white"
        />
      )}
    </div>
  );
}

function edgeOf(isActive: boolean, isFaulty: boolean): string {
  if (isFaulty)
    return `shadow-[inset_0_0_0_2px_var(--color-bad)] ${isActive ? "z-10 outline-2 outline-offset-1 outline-accent" : ""}`;
  return isActive ? "z-10 shadow-[inset_0_0_0_2px_var(--color-accent)]" : "";
}

function CellContent(props: GridCellProps & { text: string }) {
  const { column, cells, evaluation, fileCount, text, words } = props;
  const { activity } = words.messages;
  if (!cells || !evaluation) return null;
  if (column.key === "state") return <StateChip {...props} evaluation={evaluation} />;
  if (column.key === "evidence" && (text !== "" || fileCount > 0)) {
    const files = fileCount > 0 ? words.messages.evidence.fileCount(fileCount) : "";
    const shown = [text, files].filter(Boolean).join(" · ");
    return (
      <span title={shown} className="@container flex w-full min-w-0 items-center gap-1 text-muted">
        <Icon name="file" size={12} />
        <span className="sr-only @min-[4.5rem]:not-sr-only @min-[4.5rem]:truncate">{shown}</span>
        {fileCount > 0 && (
          <span aria-hidden="true" className="text-11 text-accent @min-[4.5rem]:hidden">
            {fileCount}
          </span>
        )}
      </span>
    );
  }
  if (column.key === "tonnes") {
    const isComputed = evaluation.preview?.ok === true;
    return <span className={isComputed ? "truncate font-semibold" : "truncate text-muted"}>{text}</span>;
  }
  if (column.key === "factor") {
    return (
      <span className="truncate text-12 text-muted">
        <UnitText text={text} />
      </span>
    );
  }
  if (column.key === "dataQuality" && cells.dataQuality === "estimated") {
    return <span className="truncate font-semibold text-warning-ink">{text}</span>;
  }
  if (column.key === "dataQuality" && text === "") {
    return <span className="truncate text-muted">{evaluation.value ? activity.shortQuality.measured : ""}</span>;
  }
  return (
    <span className="truncate" title={text.length > 12 ? text : undefined}>
      {text === "" && column.key === "evidence" && evaluation.value ? (
        <span className="text-warning-ink">{activity.missing}</span>
      ) : column.key === "unit" ? (
        <UnitText text={text} />
      ) : (
        text
      )}
    </span>
  );
}

/** What prevents a row from counting in the inventory. */
export function StateChip({
  state,
  review,
  isLocked,
  evaluation,
  words,
}: Pick<GridRowProps, "state" | "review" | "isLocked" | "words"> & { evaluation: Evaluation }) {
  const { state: t } = words.messages.activity;
  if (state === "conflict") return <Chip tone="bad">{t.conflict}</Chip>;
  if (evaluation.faults.length > 0) return <Chip tone="bad">{t.errors(evaluation.faults.length)}</Chip>;
  if (evaluation.preview?.ok === false) return <Chip tone="warning">{t.noResult}</Chip>;
  if (state === "saved") return <ReviewChip state={review} isLocked={isLocked} />;
  return evaluation.value ? <Chip>{t[state]}</Chip> : null;
}
