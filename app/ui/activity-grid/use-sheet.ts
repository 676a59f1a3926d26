import { useEffect, useMemo, useReducer, useRef, useState } from "react";
import { draftsOf } from "./draft.ts";
import { type DraftStorage, openDraftStorage } from "./draft-storage.ts";
import type { GridData } from "./grid-data.ts";
import { type PendingChange, pendingChanges } from "./pending.ts";
import { type Evaluator, makeEvaluator } from "./row-evaluation.ts";
import { sendBatch } from "./send-batch.ts";
import { initialState, reduceSheet, type SheetAction, type SheetState } from "./sheet-state.ts";

/** Waits until a person pauses, so that a row is sent once and not letter by letter. */
const PAUSE_MS = 700;
const DRAFT_PAUSE_MS = 250;
const RETRY_MS = 5000;
const BATCH = 200;

export type SaveState =
  | { kind: "saved" | "saving" | "offline" | "refused" | "signed_out" | "failed" }
  | { kind: "errors" | "conflicts"; count: number };

export interface UsedSheet {
  state: SheetState;
  dispatch: (action: SheetAction) => void;
  evaluator: Evaluator;
  save: SaveState;
  /** The browser has no room for drafts. */
  isStorageFull: boolean;
}

/** The sheet of an inventory: loaded records, drafts of this browser, and saving as one types. */
export function useSheet(grid: GridData): UsedSheet {
  const evaluator = useMemo(() => makeEvaluator(grid), [grid]);
  const [state, dispatch] = useReducer(reduceSheet, grid.records, initialState);
  const isStorageFull = useDrafts(grid, state, dispatch);
  const save = useAutosave(grid, state, { dispatch, evaluator });
  return { state, dispatch, evaluator, save, isStorageFull };
}

function useDrafts(grid: GridData, state: SheetState, dispatch: (action: SheetAction) => void): boolean {
  const [isFull, setFull] = useState(false);
  const storage = useRef<DraftStorage | null>(null);
  const latest = useRef(state);
  latest.current = state;
  const loaded = useRef(grid.records);
  useEffect(() => {
    storage.current = openDraftStorage(`${grid.organizationId}:${grid.inventoryId}`);
    const drafts = storage.current.read();
    if (drafts.size > 0 && grid.mayEdit) dispatch({ kind: "restore", drafts });
  }, [grid.organizationId, grid.inventoryId, grid.mayEdit, dispatch]);
  useEffect(() => {
    if (loaded.current === grid.records) return;
    loaded.current = grid.records;
    dispatch({ kind: "reload", records: grid.records, drafts: draftsOf(latest.current.sheet) });
  }, [grid.records, dispatch]);
  useEffect(() => {
    const keep = () => setFull(storage.current?.write(draftsOf(state.sheet)) === false);
    const timer = setTimeout(keep, DRAFT_PAUSE_MS);
    window.addEventListener("pagehide", keep);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", keep);
    };
  }, [state.sheet]);
  return isFull;
}

interface SavingTools {
  dispatch: (action: SheetAction) => void;
  evaluator: Evaluator;
}

function useAutosave(grid: GridData, state: SheetState, { dispatch, evaluator }: SavingTools): SaveState {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<"offline" | "failed" | "refused" | "signed_out" | null>(null);
  const [attempt, setAttempt] = useState(0);
  const pending = useMemo(() => sortPending(state, evaluator), [state, evaluator]);
  const { organizationId, inventoryId } = grid;

  useEffect(() => {
    if (isBusy || pending.ready.length === 0 || failure) return;
    const timer = setTimeout(async () => {
      const changes = pending.ready.slice(0, BATCH);
      setBusy(true);
      const sent = await sendBatch(organizationId, { inventoryId, changes });
      setBusy(false);
      if (sent.kind !== "answered") return setFailure(sent.kind);
      setAttempt(0);
      dispatch({ kind: "answered", sent: changes, answer: sent.answer });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [isBusy, pending, failure, organizationId, inventoryId, dispatch]);

  useEffect(() => {
    if (failure !== "offline" && failure !== "failed") return;
    const retry = () => {
      setFailure(null);
      setAttempt((count) => count + 1);
    };
    const timer = setTimeout(retry, RETRY_MS * Math.min(6, attempt + 1));
    window.addEventListener("online", retry);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", retry);
    };
  }, [failure, attempt]);

  if (failure) return { kind: failure };
  if (isBusy || pending.ready.length > 0) return { kind: "saving" };
  if (state.conflicts.size > 0) return { kind: "conflicts", count: state.conflicts.size };
  return pending.faulty > 0 ? { kind: "errors", count: pending.faulty } : { kind: "saved" };
}

/** What can be sent now, and how many rows wait for a person. */
function sortPending({ sheet, conflicts, refused }: SheetState, evaluator: Evaluator) {
  const ready: PendingChange[] = [];
  let faulty = 0;
  for (const change of pendingChanges(sheet)) {
    if (conflicts.has(change.recordId)) continue;
    const isRefused = change.kind !== "delete" && refused.get(change.recordId)?.cells === change.entry;
    if (change.kind === "delete" || (!isRefused && evaluator.evaluate(change.entry).value)) ready.push(change);
    else faulty += 1;
  }
  return { ready, faulty };
}
