import { type KeyboardEvent, useLayoutEffect, useRef } from "react";
import type { ActivityEntry } from "#app/carbon/entry/activity-entry.ts";
import { Button } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import type { Words } from "./cell-text.ts";
import { ConflictFields } from "./conflict-fields.tsx";
import { faultText } from "./fault-text.ts";
import { FixBox } from "./fix-box.tsx";
import type { GridColumn } from "./grid-column.ts";
import { cellId } from "./grid-row.tsx";
import type { GridWork } from "./grid-work.ts";
import { Key } from "./key.tsx";
import type { Conflict } from "./pending.ts";
import type { Evaluation } from "./row-evaluation.ts";
import type { SheetRow } from "./sheet.ts";

interface MessageBoxProps {
  work: GridWork;
  row: SheetRow;
  column: GridColumn;
  evaluation: Evaluation;
  conflict: Conflict | undefined;
  onFix: (texts: Partial<ActivityEntry>) => void;
  /** Opens the cell with its options. */
  onChoose: () => void;
  onResolve: (choice: "mine" | "theirs") => void;
  /** Returns the focus to the cell. */
  onLeave: () => void;
}

/** Shown at the active cell if it has an error: cause, effect and fixes. `Ctrl .` moves the focus into it. */
export function MessageBox(props: MessageBoxProps) {
  const { work, row, column, evaluation, conflict } = props;
  const { words } = work;
  const { messages } = words;
  const position = work.selection.active;
  const fault =
    evaluation.faults.find(({ field }) => field === column.field) ??
    (column.field === null ? evaluation.faults[0] : undefined);
  const problem =
    column.field === null && evaluation.preview?.ok === false ? evaluation.preview.problems[0] : undefined;
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (box.current) placeBeside(box.current, document.getElementById(cellId(position.row, position.column)));
  });
  if (!fault && !problem && !conflict) return null;
  const leave = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    props.onLeave();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leads back to the cell from any button inside
    <div
      ref={box}
      onKeyDown={leave}
      className="absolute z-20 w-[21rem] rounded-6 bg-raised p-4 text-14 shadow-float"
      data-message-box
    >
      <div id="cell-message">
        {conflict ? (
          <ConflictText conflict={conflict} row={row} words={words} />
        ) : (
          <>
            <p className="flex gap-2 font-semibold text-bad-ink">
              <Icon name="warning" className="mt-0.5" />
              {fault ? faultText(messages, fault) : messages.carbon.describeProblem(problem!.code, problem!.detail)}
            </p>
            <p className="mt-1.5 text-12 text-muted">
              {messages.activity.grid.effect} {fault && messages.activity.grid.kept}
            </p>
          </>
        )}
      </div>
      {work.mayWrite(position) &&
        (conflict ? <ConflictChoices {...props} conflict={conflict} /> : fault && <FixBox {...props} fault={fault} />)}
    </div>
  );
}

function ConflictText({ conflict, row, words }: { conflict: Conflict; row: SheetRow; words: Words }) {
  const { grid: t } = words.messages.activity;
  const clock = useClock();
  const { entry, authorName, changedAt } = conflict;
  return (
    <>
      <p className="flex gap-2 font-semibold text-bad-ink">
        <Icon name="warning" className="mt-0.5" />
        {entry ? t.conflictTitle(authorName) : t.conflictDeleted(authorName)}
      </p>
      <p className="mt-1 text-12 text-muted">{t.conflictAt(clock.instant(changedAt))}</p>
      <ConflictFields theirs={entry} mine={row.cells} />
    </>
  );
}

function ConflictChoices({ conflict, work, onResolve }: MessageBoxProps & { conflict: Conflict }) {
  const { grid: t } = work.words.messages.activity;
  return (
    <div className="mt-3 flex flex-wrap items-center gap-2">
      <Button type="button" size="row" onClick={() => onResolve("mine")}>
        {t.useMine}
      </Button>
      <Button type="button" size="row" variant="secondary" onClick={() => onResolve("theirs")}>
        {conflict.entry ? t.useTheirs : t.useDeleted}
      </Button>
      <Key className="ml-auto">Ctrl .</Key>
    </div>
  );
}

const GAP = 8;

/** Below the cell, or above it at the bottom of the view, and within the right edge of the sheet. */
function placeBeside(box: HTMLElement, cell: HTMLElement | null): void {
  const frame = box.parentElement;
  if (!cell || !frame) return;
  const [outer, inner] = [frame.getBoundingClientRect(), cell.getBoundingClientRect()];
  const top = inner.bottom - outer.top + frame.scrollTop + GAP;
  const above = inner.top - outer.top + frame.scrollTop - box.offsetHeight - GAP;
  const hasRoomBelow = inner.bottom + GAP + box.offsetHeight <= outer.bottom;
  const left = inner.left - outer.left + frame.scrollLeft;
  box.style.top = `${hasRoomBelow || above < frame.scrollTop ? top : above}px`;
  box.style.left = `${Math.max(GAP, Math.min(left, frame.scrollLeft + frame.clientWidth - box.offsetWidth - GAP))}px`;
}
