import { useState } from "react";
import { flushSync } from "react-dom";
import { type ActivityEntry, EMPTY_ENTRY } from "#app/carbon/activity-entry.ts";
import type { FactorSuggestion } from "#emission-factors/suggestion.ts";
import { CellEditor, type EditEnd } from "./cell-editor.tsx";
import { choicesOf } from "./cell-text.ts";
import { COLUMNS } from "./grid-column.ts";
import { fillText, writeCell, writeRow } from "./grid-commands.ts";
import { facilityNamed, type GridData } from "./grid-data.ts";
import { enterFrom } from "./grid-keys.ts";
import type { GridWork } from "./grid-work.ts";
import { NewSourceDialog } from "./new-source-dialog.tsx";
import { nextCell, selectCell } from "./selection.ts";
import type { Edit } from "./sheet.ts";
import { makeSuggester } from "./use-suggestions.ts";

/** A row by its record: others may come above it meanwhile. An empty one beneath the last has none yet. */
interface HeldRow {
  row: number;
  id: string | null;
}

interface Editing extends HeldRow {
  column: number;
  text: string;
  isListOpen: boolean;
}

/** A factor that was taken for a row; a source is to be made of it. */
interface Offered extends HeldRow {
  offer: FactorSuggestion;
  typed: string;
  facilityId: string | null;
}

interface EditingTools {
  /** Where Tab began, and that it goes on. */
  tabColumn: { current: number | null };
  /** The active cell gets the focus back. */
  wantFocus: () => void;
}

/** The field inside the active cell: how an edit begins, where it ends, and the source that may come of it. */
export function useEditing(work: GridWork, { tabColumn, wantFocus }: EditingTools) {
  const { grid, shown, selection, size, used, evaluator, words } = work;
  const { active } = selection;
  const [editing, setEditing] = useState<Editing | null>(null);
  const [offered, setOffered] = useState<Offered | null>(null);

  const start = (text: string | null, isListOpen: boolean) => {
    const field = COLUMNS[active.column]?.field;
    if (!field || !work.mayWrite(active)) return;
    const current = shown[active.row]?.cells[field] ?? "";
    // An input method goes on in the field only if the field has the focus within this very key press.
    flushSync(() => {
      setEditing({ ...active, id: shown[active.row]?.id ?? null, text: text ?? current, isListOpen });
      used.noteTyping([]);
    });
  };
  /** Where a row stands now; null where its record is gone. */
  const placeOf = ({ row, id }: HeldRow) => {
    if (id === null) return Math.max(row, shown.length);
    const at = shown.findIndex((one) => one.id === id);
    return at < 0 ? null : at;
  };
  const write = ({ column, ...held }: Editing, text: string): Edit => {
    const row = placeOf(held);
    return row === null ? [] : writeCell(work, { row, column }, text);
  };
  const close = () => {
    used.noteTyping(null);
    setEditing(null);
  };
  const end = (text: string, how: EditEnd) => {
    if (editing) work.edit(how === "fill" ? fillText(work, text) : write(editing, text));
    close();
    if (how === "stay") return;
    if (how === "fill") return wantFocus();
    if ("tab" in how) {
      tabColumn.current ??= active.column;
      return work.select(selectCell(nextCell(active, size, how.tab) ?? active));
    }
    work.select(enterFrom(selection, size, { rows: how.rows, tabColumn: tabColumn.current }));
    tabColumn.current = null;
  };
  const takeSource = (made: { name: string; facility: string; unit: string }) => {
    if (!offered) return;
    const row = placeOf(offered);
    const cells = (row !== null && shown[row]?.cells) || EMPTY_ENTRY;
    const texts = {
      source: made.name,
      ...(cells.facility.trim() === "" && { facility: made.facility }),
      ...(cells.unit.trim() === "" && { unit: made.unit }),
    };
    if (row !== null) work.edit(writeRow(work, row, texts));
    setOffered(null);
    work.select(selectCell(active));
  };

  const column = editing && COLUMNS[editing.column]!;
  const cells = editing ? shown[editing.row]?.cells : undefined;
  const editor = editing && column && (
    <CellEditor
      key={`${editing.row}-${editing.column}`}
      label={words.messages.activity.grid.cell(words.messages.activity.column[column.key], editing.row + 1)}
      text={editing.text}
      choices={column.hasChoices ? choicesOf(column, cells ?? EMPTY_ENTRY, { grid, evaluator, words }) : []}
      isListOpen={editing.isListOpen}
      isNumeric={column.isNumeric ?? false}
      onType={(text) => used.noteTyping(write(editing, text))}
      onCommit={end}
      onCancel={() => {
        close();
        wantFocus();
      }}
      suggest={column.key === "source" ? makeSuggester(grid.organizationId, placeOfRow(grid, cells)) : null}
      onOffer={(offer, typed) => {
        setOffered({ row: editing.row, id: editing.id, offer, typed, facilityId: placeOfRow(grid, cells).facilityId });
        close();
      }}
    />
  );
  const dialog = offered && (
    <NewSourceDialog
      grid={grid}
      offer={offered.offer}
      facilityId={offered.facilityId}
      typed={offered.typed}
      onCreated={takeSource}
      onClose={() => {
        setOffered(null);
        work.select(selectCell(active));
      }}
    />
  );
  return { isEditing: editing !== null, start, editor, dialog };
}

/** What narrows suggestions: the unit of a row and its facility, as far as they are typed. */
function placeOfRow(grid: GridData, cells: ActivityEntry = EMPTY_ENTRY) {
  return { unit: cells.unit.trim(), facilityId: facilityNamed(grid, cells.facility)?.id ?? null };
}
