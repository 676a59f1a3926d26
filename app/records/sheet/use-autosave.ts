import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { GridData } from "./grid-data.ts";
import { type PendingChange, pendingChanges, takeBatch } from "./pending.ts";
import type { Evaluator } from "./row-evaluation.ts";
import { type SaveFailure, sendBatch } from "./send-batch.ts";
import type { SheetAction, SheetState } from "./sheet-state.ts";

/** Waits for a pause in typing, so that a row is sent once. */
const PAUSE_MS = 700;
const RETRY_MS = 5000;

export type SaveState =
  /** `at`: time of the last save from this page, in milliseconds. */
  | { kind: "saved"; at: number | null }
  | { kind: "saving" }
  | { kind: SaveFailure; count: number }
  | { kind: "errors" | "conflicts"; count: number };

interface SavingTools {
  dispatch: (action: SheetAction) => void;
  evaluator: Evaluator;
}

/** Saves rows without errors after a pause in typing, and reports the state. */
export function useAutosave(grid: GridData, state: SheetState, { dispatch, evaluator }: SavingTools): SaveState {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<SaveFailure | null>(null);
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const [attempt, setAttempt] = useState(0);
  const isBacklog = useRef(false);
  const pending = useMemo(() => sortPending(state, evaluator), [state, evaluator]);
  const { organizationId, inventoryId, userId } = grid;

  const send = useCallback(
    (changes: PendingChange[], isLast = false) => sendBatch(organizationId, { inventoryId, userId, changes }, isLast),
    [organizationId, inventoryId, userId],
  );
  useEffect(() => {
    if (isBusy || pending.ready.length === 0 || failure) return;
    const timer = setTimeout(
      async () => {
        const changes = takeBatch(pending.ready);
        isBacklog.current = changes.length < pending.ready.length;
        setBusy(true);
        dispatch({ kind: "sent", sent: changes });
        const sent = await send(changes);
        setBusy(false);
        if (sent.kind !== "answered") return setFailure(sent.kind);
        setAttempt(0);
        if (sent.answer.ok) setSavedAt(Date.now());
        dispatch({ kind: "answered", sent: changes, answer: sent.answer, isSame: evaluator.isSame });
      },
      isBacklog.current ? 0 : PAUSE_MS,
    );
    return () => clearTimeout(timer);
  }, [isBusy, pending, failure, send, dispatch, evaluator]);

  useRetry(failure, attempt, () => {
    setFailure(null);
    setAttempt((count) => count + 1);
  });
  useFlush(isBusy ? [] : pending.ready, send);

  const { ready, faulty } = pending;
  if (failure) return { kind: failure, count: ready.length };
  if (isBusy || ready.length > 0) return { kind: "saving" };
  if (state.conflicts.size > 0) return { kind: "conflicts", count: state.conflicts.size };
  return faulty > 0 ? { kind: "errors", count: faulty } : { kind: "saved", at: savedAt };
}

/** Retries automatically if that can help. Otherwise retries when the user returns from signing in. */
function useRetry(failure: SaveFailure | null, attempt: number, retry: () => void): void {
  const latest = useRef(retry);
  latest.current = retry;
  useEffect(() => {
    if (!failure) return;
    const again = () => latest.current();
    const isOwnAccord = failure === "offline" || failure === "failed";
    const timer = isOwnAccord ? setTimeout(again, RETRY_MS * Math.min(6, attempt + 1)) : undefined;
    const event = isOwnAccord ? "online" : "focus";
    window.addEventListener(event, again);
    return () => {
      clearTimeout(timer);
      window.removeEventListener(event, again);
    };
  }, [failure, attempt]);
}

/**
 * Saves when the page is left during the pause: the browser sends a small batch in the background. Its response is not
 * read. The drafts stay, and the next visit finds the saved rows.
 */
function useFlush(ready: readonly PendingChange[], send: (changes: PendingChange[], isLast: boolean) => unknown): void {
  const latest = useRef({ ready, send });
  latest.current = { ready, send };
  useEffect(() => {
    const flush = () => {
      const { ready, send } = latest.current;
      if (ready.length > 0) void send(takeBatch(ready), true);
    };
    window.addEventListener("pagehide", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      flush();
    };
  }, []);
}

/** The changes that can be sent now, and the number of rows that need attention. */
function sortPending({ sheet, conflicts, refused }: SheetState, { evaluate }: Evaluator) {
  const ready: PendingChange[] = [];
  let faulty = 0;
  for (const change of pendingChanges(sheet)) {
    if (conflicts.has(change.recordId)) continue;
    const isRefused = change.kind !== "delete" && refused.get(change.recordId)?.cells === change.entry;
    if (change.kind === "delete" || (!isRefused && evaluate(change.entry).value)) ready.push(change);
    else faulty += 1;
  }
  return { ready, faulty };
}
