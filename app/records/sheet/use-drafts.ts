import { useEffect, useRef, useState } from "react";
import { draftsOf } from "./draft.ts";
import { type DraftStorage, openDraftStorage } from "./draft-storage.ts";
import type { GridData } from "./grid-data.ts";
import { pendingChanges, withSent } from "./pending.ts";
import type { Evaluator } from "./row-evaluation.ts";
import { applyEdit, type Edit } from "./sheet.ts";
import type { SheetAction, SheetState } from "./sheet-state.ts";

const DRAFT_PAUSE_MS = 250;

export interface UsedDrafts {
  /** True if the browser has no space for drafts or forbids storage. */
  isStorageFull: boolean;
  /** The text in an open field that is not an edit yet. Null when the field is closed. */
  noteTyping: (edit: Edit | null) => void;
}

/**
 * Keeps all unsaved content in this browser, including the text of an open field, and restores it.
 *
 * @param isReady whether the records are loaded
 */
export function useDrafts(
  grid: GridData,
  state: SheetState,
  { dispatch, evaluator, isReady }: { dispatch: (action: SheetAction) => void; evaluator: Evaluator; isReady: boolean },
): UsedDrafts {
  const { userId, organizationId, inventoryId, mayEdit } = grid;
  const [isFull, setFull] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const storage = useRef<DraftStorage | null>(null);
  const typing = useRef<Edit | null>(null);
  const latest = useRef(state);
  latest.current = state;
  const judge = useRef(evaluator);
  judge.current = evaluator;
  const loaded = useRef(grid.records);
  const timer = useRef<ReturnType<typeof setTimeout>>();

  const keep = useRef(() => {
    const { sheet, unanswered } = latest.current;
    const whole = typing.current ? applyEdit(sheet, typing.current) : sheet;
    // Leaving the page sends the sheet's content, but not the text still being typed.
    const open = new Set(typing.current?.map((change) => (change.kind === "cells" ? change.id : change.row.id)));
    const left = open.size > 0 ? pendingChanges(sheet).filter(({ recordId }) => open.has(recordId)) : [];
    const leaving = withSent(unanswered, left);
    setFull(storage.current?.write(draftsOf(whole, leaving)) === false);
  });
  const keepSoon = useRef(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(keep.current, DRAFT_PAUSE_MS);
  });

  useEffect(() => {
    if (!mayEdit || !isReady) return;
    const opened = openDraftStorage({ userId, organizationId, inventoryId });
    storage.current = opened;
    const take = async () => {
      const drafts = await opened.take(take);
      if (drafts.size > 0 && storage.current === opened) {
        dispatch({ kind: "restore", drafts, isSame: judge.current.isSame });
      }
    };
    void take();
    return () => {
      clearTimeout(timer.current);
      keep.current();
      storage.current = null;
      opened.close();
    };
  }, [userId, organizationId, inventoryId, mayEdit, isReady, dispatch]);

  useEffect(() => {
    // A reload can add or remove rows, so it waits while a field is open.
    if (isOpen || loaded.current === grid.records) return;
    loaded.current = grid.records;
    dispatch({ kind: "reload", records: grid.records, drafts: draftsOf(latest.current.sheet) });
  }, [grid.records, isOpen, dispatch]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each state of the sheet is kept, by the newest there is then
  useEffect(() => keepSoon.current(), [state.sheet]);
  useEffect(() => {
    const now = () => keep.current();
    window.addEventListener("pagehide", now);
    document.addEventListener("visibilitychange", now);
    return () => {
      window.removeEventListener("pagehide", now);
      document.removeEventListener("visibilitychange", now);
    };
  }, []);

  const noteTyping = useRef((edit: Edit | null) => {
    setOpen(edit !== null);
    typing.current = edit && edit.length > 0 ? edit : null;
    keepSoon.current();
  });
  return { isStorageFull: isFull, noteTyping: noteTyping.current };
}
