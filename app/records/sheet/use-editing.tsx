import { useState } from "react";
import { type ActivityEntry, EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import type { FactorSuggestion } from "#emission-factors/suggestion.ts";
import { type CellEdit, CellEditor, type EditEnd } from "./cell-editor.tsx";
import { choicesOf } from "./cell-text.ts";
import { COLUMNS } from "./grid-column.ts";
import { fillText, writeCell, writeRow } from "./grid-commands.ts";
import { facilityNamed, type GridData } from "./grid-data.ts";
import { enterFrom } from "./grid-keys.ts";
import type { GridWork } from "./grid-work.ts";
import { NewSourceDialog } from "./new-source-dialog.tsx";
import { type CellPosition, nextCell, selectCell } from "./selection.ts";
import type { Edit } from "./sheet.ts";
import { evaluationWith } from "./use-sheet.ts";
import { makeSuggester } from "./use-suggestions.ts";

/** A row by its record, because rows can be added above it. An empty row has no record yet. */
interface HeldRow {
  row: number;
  id: string | null;
}

interface Editing extends HeldRow, CellEdit {
  column: number;
}

/** A factor chosen for a row, from which a source is created. */
interface Offered extends HeldRow {
  offer: FactorSuggestion;
  typed: string;
  facilityId: string | null;
}

interface EditingTools {
  /** The column where Tab started, kept during the edit. */
  tabColumn: { current: number | null };
  /** Returns the focus to the active cell. */
  wantFocus: () => void;
}

/** The input of the active cell: start and end of an edit, and creation of a source. */
export function useEditing(work: GridWork, { tabColumn, wantFocus }: EditingTools) {
  const { grid, shown, selection, used } = work;
  const { active } = selection;
  const [editing, setEditing] = useState<Editing | null>(null);
  const { setOffered, dialog } = useOffered(work);

  const begin = (edit: CellEdit) => {
    if (!COLUMNS[active.column]?.field || !work.mayWrite(active)) return;
    const begun = { ...active, id: shown[active.row]?.id ?? null, ...edit };
    setEditing(begun);
    used.noteTyping(edit.isTyped ? writeHeld(work, begun, edit.text) : []);
  };
  const close = () => {
    used.noteTyping(null);
    setEditing(null);
  };
  const end = (text: string, how: EditEnd) => {
    if (editing) work.edit(how === "fill" ? fillText(work, text) : writeHeld(work, editing, text));
    close();
    if (how === "fill") wantFocus();
    else if (how !== "stay") moveOn(work, how, tabColumn);
  };

  const place = editing ?? active;
  const column = COLUMNS[place.column]!;
  const cells = shown[place.row]?.cells ?? EMPTY_ENTRY;
  const editor = (editing || (column.field && work.mayWrite(active))) && (
    <CellEditor
      key={`${place.row}-${place.column}`}
      {...describeField(work, place, editing !== null)}
      edit={editing}
      onStart={(typed) => begin({ text: typed, isTyped: true, isListOpen: false })}
      onType={(typed) => editing && used.noteTyping(writeHeld(work, editing, typed))}
      onCommit={end}
      onCancel={() => {
        close();
        wantFocus();
      }}
      onOffer={(offer, typed) => {
        setOffered({ row: place.row, id: editing?.id ?? null, offer, typed, ...placeOfRow(grid, cells) });
        close();
      }}
    />
  );
  const start = (isListOpen: boolean) => {
    begin({ text: column.field ? cells[column.field] : "", isTyped: false, isListOpen });
  };
  return { isEditing: editing !== null, start, editor, dialog };
}

/** The label and options of the input. While the cell is only selected, the label contains its text. */
function describeField(work: GridWork, { row, column: at }: CellPosition, isEditing: boolean) {
  const { grid, used, shown, evaluator, words } = work;
  const { grid: t, column: names } = words.messages.activity;
  const column = COLUMNS[at]!;
  const held = shown[row];
  const cells = held?.cells ?? EMPTY_ENTRY;
  const name = t.cell(names[column.key], row + 1);
  const text = column.field ? cells[column.field].trim() : "";
  const faults = held ? evaluationWith(used, held).faults : [];
  return {
    label: isEditing ? name : words.messages.common.labelled(name, text || t.empty),
    hasList: column.hasChoices ?? false,
    isNumeric: column.isNumeric ?? false,
    isInvalid: faults.some(({ field }) => field === column.field),
    choices: isEditing && column.hasChoices ? choicesOf(column, cells, { grid, evaluator, words }) : [],
    suggest: isEditing && column.key === "source" ? makeSuggester(grid.organizationId, placeOfRow(grid, cells)) : null,
  };
}

/** The dialog that creates a source from a chosen factor, and the row to update. */
function useOffered(work: GridWork) {
  const { grid, selection } = work;
  const [offered, setOffered] = useState<Offered | null>(null);
  const close = () => {
    setOffered(null);
    work.select(selectCell(selection.active));
  };
  const dialog = offered && (
    <NewSourceDialog
      grid={grid}
      offer={offered.offer}
      facilityId={offered.facilityId}
      typed={offered.typed}
      onCreated={(made) => {
        writeSource(work, offered, made);
        close();
      }}
      onClose={close}
    />
  );
  return { setOffered, dialog };
}

/** The current position of a row, or null if its record is gone. */
function placeOf(shown: GridWork["shown"], { row, id }: HeldRow): number | null {
  if (id === null) return Math.max(row, shown.length);
  const at = shown.findIndex((one) => one.id === id);
  return at < 0 ? null : at;
}

function writeHeld(work: GridWork, { column, ...held }: Editing, text: string): Edit {
  const row = placeOf(work.shown, held);
  return row === null ? [] : writeCell(work, { row, column }, text);
}

/** Writes the new source to its row. Empty fields are filled from the source. */
function writeSource(work: GridWork, held: HeldRow, made: { name: string; facility: string; unit: string }): void {
  const row = placeOf(work.shown, held);
  if (row === null) return;
  const cells = work.shown[row]?.cells ?? EMPTY_ENTRY;
  const texts = {
    source: made.name,
    ...(cells.facility.trim() === "" && { facility: made.facility }),
    ...(cells.unit.trim() === "" && cells.quantity.trim() === "" && { unit: made.unit }),
  };
  work.edit(writeRow(work, row, texts));
}

/** Selects the cell after Enter or Tab. */
function moveOn(work: GridWork, how: { rows: number } | { tab: 1 | -1 }, tabColumn: EditingTools["tabColumn"]): void {
  const { selection, size } = work;
  const { active } = selection;
  if ("tab" in how) {
    tabColumn.current ??= active.column;
    work.select(selectCell(nextCell(active, size, how.tab) ?? active));
  } else {
    work.select(enterFrom(selection, size, { rows: how.rows, tabColumn: tabColumn.current }));
    tabColumn.current = null;
  }
}

/** The unit and facility of a row, which narrow the suggestions. */
function placeOfRow(grid: GridData, cells: ActivityEntry = EMPTY_ENTRY) {
  return { unit: cells.unit.trim(), facilityId: facilityNamed(grid, cells.facility)?.id ?? null };
}
