import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from "react";
import type { ActivityField } from "#app/carbon/activity-entry.ts";
import { suggestFixes } from "#app/carbon/entry-fix.ts";
import { Button } from "../button.tsx";
import { formatInstant } from "../format-day.ts";
import { Icon } from "../icon.tsx";
import { qualityText, type Words } from "./cell-text.ts";
import { faultText, unitText } from "./fault-text.ts";
import type { GridColumn } from "./grid-column.ts";
import { cellId } from "./grid-row.tsx";
import type { Conflict } from "./pending.ts";
import type { Evaluation, Evaluator } from "./row-evaluation.ts";
import type { CellPosition } from "./selection.ts";
import type { SheetRow } from "./sheet.ts";

interface MessageBoxProps {
  row: SheetRow;
  column: GridColumn;
  position: CellPosition;
  evaluation: Evaluation;
  conflict: Conflict | undefined;
  evaluator: Evaluator;
  words: Words;
  canEdit: boolean;
  onFix: (field: ActivityField, text: string) => void;
  onResolve: (choice: "mine" | "theirs") => void;
  /** Gives the focus back to the cell. */
  onLeave: () => void;
}

/** Stands at the active cell where something is wrong: why, what it affects, and the fixes. `Ctrl .` goes into it. */
export function MessageBox(props: MessageBoxProps) {
  const { row, column, position, evaluation, conflict, words } = props;
  const { messages } = words;
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
      {props.canEdit &&
        (conflict ? <ConflictChoices {...props} conflict={conflict} /> : fault && <Fixes {...props} fault={fault} />)}
    </div>
  );
}

function Fixes({ fault, row, evaluator, words, onFix }: MessageBoxProps & { fault: Evaluation["faults"][number] }) {
  const fixes = suggestFixes(fault, row.cells, evaluator.context);
  const { messages } = words;
  return (
    <div className="mt-3 flex flex-wrap items-center gap-2">
      {fixes.map(({ field, text }, index) => (
        <Button
          key={text}
          type="button"
          size="row"
          variant={index === 0 ? "primary" : "secondary"}
          onClick={() => onFix(field, text)}
        >
          {index === 0
            ? messages.activity.grid.replaceBy(qualityText(unitText(messages, text), messages))
            : qualityText(unitText(messages, text), messages)}
        </Button>
      ))}
      <Key className="ml-auto">{fixes.length > 0 ? "Ctrl ." : "F2"}</Key>
    </div>
  );
}

function ConflictText({ conflict, row, words }: { conflict: Conflict; row: SheetRow; words: Words }) {
  const { grid: t, field: names } = words.messages.activity;
  const { entry, authorName, changedAt } = conflict;
  const fields = entry
    ? (Object.keys(entry) as ActivityField[]).filter((field) => entry[field] !== row.cells[field])
    : [];
  return (
    <>
      <p className="flex gap-2 font-semibold text-bad-ink">
        <Icon name="warning" className="mt-0.5" />
        {entry ? t.conflictTitle(authorName) : t.conflictDeleted(authorName)}
      </p>
      <p className="mt-1 text-12 text-muted">{t.conflictAt(formatInstant(changedAt, words.locale))}</p>
      <ul className="mt-2 space-y-0.5">
        {fields.map((field) => (
          <li key={field}>{t.conflictField(names[field], entry![field] || t.empty, row.cells[field] || t.empty)}</li>
        ))}
      </ul>
    </>
  );
}

function ConflictChoices({ conflict, words, onResolve }: MessageBoxProps & { conflict: Conflict }) {
  const { grid: t } = words.messages.activity;
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

export function Key({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd className={`rounded-3 border border-rule px-1.5 py-0.5 font-sans text-11 text-muted ${className ?? ""}`}>
      {children}
    </kbd>
  );
}

const GAP = 8;

/** Below the cell, or above it where the view ends; inside the sheet to the right. */
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
