import type { ReactNode } from "react";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { COLUMNS } from "./grid-column.ts";
import type { CellPosition } from "./selection.ts";
import type { SheetRow } from "./sheet.ts";

interface GridBarProps {
  active: CellPosition;
  row: SheetRow | undefined;
  selectedCount: number;
  canUndo: boolean;
  canRedo: boolean;
  canEdit: boolean;
  isPanelOpen: boolean;
  onUndo: () => void;
  onRedo: () => void;
  onFill: () => void;
  onInsert: () => void;
  /** Rows that need attention. */
  faultCount: number;
  onNextFault: () => void;
  /** Review actions for the selection. */
  acts: ReactNode;
  onDelete: (reason: string) => void;
  onTogglePanel: () => void;
}

/** The bar above the sheet: the active cell, its full text, and actions for the selection. */
export function GridBar(props: GridBarProps) {
  const { active, row, canEdit } = props;
  const { activity, sheet } = useMessages();
  const field = COLUMNS[active.column]?.field;
  const position = `${String.fromCharCode(65 + active.column)}${active.row + 1}`;
  return (
    <div className="flex h-8 shrink-0 items-stretch border-b border-rule bg-surface text-12">
      <p className="flex w-16 shrink-0 items-center justify-center border-r border-line text-muted">
        <span className="sr-only">{activity.grid.position} </span>
        {position}
      </p>
      <p className="flex min-w-0 grow items-center px-3 text-14">
        <span className="sr-only">{activity.grid.value}: </span>
        <span className="truncate">{field ? row?.cells[field] : ""}</span>
      </p>
      <div className="flex shrink-0 items-center gap-1 px-2">
        {canEdit && (
          <>
            <BarButton icon="undo" label={activity.grid.undo} isOff={!props.canUndo} onPress={props.onUndo} />
            <BarButton
              icon="undo"
              turn="-scale-x-100"
              label={activity.grid.redo}
              isOff={!props.canRedo}
              onPress={props.onRedo}
            />
            <BarButton
              icon="arrow"
              turn="rotate-90"
              label={activity.grid.fillDown}
              isOff={!row}
              onPress={props.onFill}
            />
            <BarButton
              icon="plus"
              label={sheet.insertRows(Math.max(1, props.selectedCount))}
              isOff={false}
              onPress={props.onInsert}
            />
            <DeleteRows {...props} />
          </>
        )}
        {props.acts}
        {props.faultCount > 0 && (
          <button
            type="button"
            aria-keyshortcuts="F8"
            onClick={props.onNextFault}
            className="flex items-center gap-1 rounded-6 px-2 py-1 font-medium text-bad-ink hover:bg-bad-tint"
          >
            <Icon name="warning" size={14} />
            {sheet.nextFault}
          </button>
        )}
        <button
          type="button"
          aria-expanded={props.isPanelOpen}
          onClick={props.onTogglePanel}
          className="ml-1 rounded-6 px-2 py-1 text-accent hover:bg-accent-tint"
        >
          {props.isPanelOpen ? activity.grid.hideDetails : activity.grid.details}
        </button>
      </div>
    </div>
  );
}

interface BarButtonProps {
  icon: "undo" | "arrow" | "plus";
  label: string;
  isOff: boolean;
  /** Rotates the icon if it serves two directions. */
  turn?: string;
  onPress: () => void;
}

function BarButton({ icon, label, isOff, turn, onPress }: BarButtonProps) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      aria-disabled={isOff}
      onClick={isOff ? undefined : onPress}
      className={`flex size-7 items-center justify-center rounded-6 ${isOff ? "text-muted/50" : "hover:bg-neutral-tint"}`}
    >
      <Icon name={icon} size={14} {...(turn && { className: turn })} />
    </button>
  );
}

export const DELETE_ROWS_ID = "delete-rows";

/** Asks for a reason and shows how many rows are deleted. */
function DeleteRows({ selectedCount, onDelete }: GridBarProps) {
  const { activity } = useMessages();
  if (selectedCount === 0) return null;
  return (
    <form
      id={DELETE_ROWS_ID}
      className="[&_summary]:min-h-7 [&_summary]:px-2 [&_summary]:text-12"
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        onDelete(String(new FormData(form).get("deleteReason") ?? "").trim());
        form.querySelector("details")?.removeAttribute("open");
        form.reset();
      }}
    >
      <ConfirmAction
        label={activity.grid.deleteRows(selectedCount)}
        lost=""
        question={activity.grid.deleteQuestion(selectedCount)}
      >
        <div className="mb-3">
          <TextField
            label={activity.grid.reason}
            name="deleteReason"
            hint={activity.grid.reasonHint}
            required
            maxLength={1000}
            pattern=".*\S.*"
          />
        </div>
      </ConfirmAction>
    </form>
  );
}
