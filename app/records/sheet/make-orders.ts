import { DELETE_ROWS_ID } from "./grid-bar.tsx";
import type { GridWork } from "./grid-work.ts";
import { nextFault } from "./next-fault.ts";
import { type CellPosition, type Selection, selectCell } from "./selection.ts";
import type { SheetOrder } from "./sheet-order.ts";
import { evaluationWith } from "./use-sheet.ts";

/** Commands of keys and buttons. */
export interface GridOrders {
  undo: () => void;
  redo: () => void;
  deleteRows: () => void;
  goToFault: (direction: 1 | -1) => void;
  showKeys: () => void;
  orderBy: (column: SheetOrder["column"]) => void;
}

interface Around {
  select: (selection: Selection) => void;
  focusCell: (position: CellPosition) => void;
  /** Called after undo or redo. */
  onTurn: () => void;
  faultCount: number;
  showKeys: () => void;
  orderBy: GridOrders["orderBy"];
}

/** A change within this many rows of the active row is visible without scrolling. */
const IN_SIGHT = 10;

export function makeOrders(work: Omit<GridWork, "select">, around: Around): GridOrders {
  const { used, shown, selection, say, words } = work;
  const { state, dispatch } = used;
  const { active } = selection;
  const t = words.messages.sheet;
  const turn = (kind: "undo" | "redo") => {
    const [change] = (kind === "undo" ? state.stack.done : state.stack.undone).at(-1) ?? [];
    if (!change) return;
    dispatch({ kind });
    around.onTurn();
    say(kind === "undo" ? t.undone : t.redone);
    const place = shown.findIndex(({ id }) => id === (change.kind === "cells" ? change.id : change.row.id));
    if (place >= 0 && Math.abs(place - active.row) > IN_SIGHT) {
      around.select(selectCell({ row: place, column: active.column }));
    }
  };
  const goToFault = (direction: 1 | -1) => {
    const isConflict = ({ id }: { id: string }) => state.conflicts.has(id);
    const found = nextFault({ shown, evaluate: (row) => evaluationWith(used, row), isConflict }, active, direction);
    say(found ? t.faultAt(found.row + 1, around.faultCount) : t.noFault);
    if (found) around.focusCell(found);
  };
  return {
    undo: () => turn("undo"),
    redo: () => turn("redo"),
    goToFault,
    showKeys: around.showKeys,
    orderBy: around.orderBy,
    deleteRows: () => {
      const form = document.getElementById(DELETE_ROWS_ID);
      form?.querySelector("details")?.setAttribute("open", "");
      form?.querySelector("input")?.focus();
    },
  };
}
