import { useEffect, useRef, useState } from "react";
import type { RequestedAnswer } from "#app/carbon/entry/requested-answer.ts";
import { type AnswerStorage, openAnswerStorage } from "./answer-storage.ts";
import { emptyAnswer, keyOf, type RecipientView } from "./recipient-view.ts";

/** The saving state: idle, sending, offline, or link ended. */
export type SavingState =
  | { kind: "rest" }
  | { kind: "unsaved" }
  | { kind: "saving" }
  | { kind: "saved"; at: string }
  | { kind: "offline"; isKept: boolean }
  | { kind: "ended" };

export interface Answers {
  answerOf: (position: number, month: string) => RequestedAnswer;
  change: (cells: { position: number; month: string; patch: Partial<RequestedAnswer> }[]) => void;
  saving: SavingState;
  /** Unsaved input of the last visit was restored. */
  isRestored: boolean;
}

const PAUSE_MS = 800;
const RETRY_MS = 5000;
const TIMEOUT_MS = 20_000;
const MOST_KEPT_ALIVE = 16_000;

/**
 * Saves answers shortly after the last keystroke. They are kept on the device until the server has them, and sent again
 * when the network is back. The plain form works without this.
 */
export function useAnswers(page: RecipientView, address: string): Answers {
  const [answers, setAnswers] = useState(() => startOf(page));
  const [saving, setSaving] = useState<SavingState>({ kind: "rest" });
  const [isRestored, setRestored] = useState(false);
  const queue = useRef<Queue | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page that loads again must not lose answers that are being sent
  useEffect(() => {
    const own = makeQueue(address, openAnswerStorage(page.deviceKey), setSaving);
    queue.current = own;
    const left = own.restore(new Set(cellKeysOf(page)));
    if (left.size > 0) {
      setAnswers((before) => new Map([...before, ...left]));
      setRestored(true);
    }
    // Text typed before hydration exists only in the fields and would be lost on the first render.
    const early = earlyAnswers(startOf(page), page);
    if (early.length > 0) {
      setAnswers((before) => new Map([...before, ...early]));
      own.add(early);
    }
    return own.start();
  }, [address, page.deviceKey]);
  const unitOf = (position: number) => page.sources.find((source) => source.position === position)?.unit ?? "";
  const answerOf = (position: number, month: string) =>
    answers.get(keyOf({ position, month })) ?? emptyAnswer(unitOf(position));
  const change: Answers["change"] = (cells) => {
    const changed = cells.map(
      ({ position, month, patch }) => [keyOf({ position, month }), { ...answerOf(position, month), ...patch }] as const,
    );
    setAnswers((before) => new Map([...before, ...changed]));
    queue.current?.add(changed);
  };
  return { answerOf, change, saving, isRestored };
}

function startOf({ cells }: RecipientView): Map<string, RequestedAnswer> {
  return new Map(
    cells.map(({ kind, quantity, unit, dataQuality, note, ...cell }) => [
      keyOf(cell),
      { kind, quantity, unit, dataQuality, note },
    ]),
  );
}

const FIELD = /^a\.(\d+\.\d{4}-\d{2})\.(kind|quantity|unit|dataQuality|note)$/;

/** The cells whose fields differ from their initial values. */
function earlyAnswers(
  drawn: ReadonlyMap<string, RequestedAnswer>,
  { sources }: RecipientView,
): (readonly [string, RequestedAnswer])[] {
  const typed = new Map<string, RequestedAnswer>();
  const form = document.querySelector<HTMLFormElement>("#answers");
  for (const [name, value] of form ? new FormData(form) : []) {
    const [, key = "", field = ""] = FIELD.exec(name) ?? [];
    if (key === "" || typeof value !== "string") continue;
    const unit = sources.find(({ position }) => key.startsWith(`${position}.`))?.unit ?? "";
    const before = typed.get(key) ?? drawn.get(key) ?? emptyAnswer(unit);
    // Text areas of a form use CRLF line breaks.
    const text = value.replaceAll("\r\n", "\n");
    if (before[field as keyof RequestedAnswer] !== text)
      typed.set(key, { ...before, [field]: text } as RequestedAnswer);
  }
  return [...typed];
}

function cellKeysOf({ sources, months, cells }: RecipientView): string[] {
  const taken = new Set(cells.filter(({ isTakenOver }) => isTakenOver).map(keyOf));
  return sources
    .flatMap(({ position }) => months.map((month) => keyOf({ position, month })))
    .filter((key) => !taken.has(key));
}

interface Queue {
  /** Unsaved answers of an earlier visit for these cells. */
  restore: (known: ReadonlySet<string>) => Map<string, RequestedAnswer>;
  add: (changed: readonly (readonly [string, RequestedAnswer])[]) => void;
  /** @returns a function that stops it */
  start: () => () => void;
}

/** Sends changes one batch at a time. A failed batch is sent again with later changes. */
function makeQueue(address: string, storage: AnswerStorage, tell: (state: SavingState) => void): Queue {
  const unsaved = new Map<string, RequestedAnswer>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isSending = false;
  let isEnded = false;
  const later = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(send, ms);
  };
  const send = async () => {
    clearTimeout(timer);
    if (isSending || isEnded || unsaved.size === 0) return;
    isSending = true;
    tell({ kind: "saving" });
    const batch = new Map(unsaved);
    const sent = await sendBatch(address, batch);
    isSending = false;
    if (sent === "ended") {
      isEnded = true;
      tell({ kind: "ended" });
    } else if (sent === "failed") {
      tell({ kind: "offline", isKept: storage.keep(unsaved) });
      later(RETRY_MS);
    } else {
      // Answers that changed while the batch was sent are still to be sent.
      for (const [key, answer] of batch) if (unsaved.get(key) === answer) unsaved.delete(key);
      storage.release(batch);
      tell(unsaved.size > 0 ? { kind: "unsaved" } : { kind: "saved", at: sent.savedAt });
      if (unsaved.size > 0) later(PAUSE_MS);
    }
  };
  return {
    restore: (known) => {
      const kept = storage.read();
      for (const [key, answer] of kept) if (known.has(key)) unsaved.set(key, answer);
      // Answers whose record was taken over can't be sent any more.
      storage.release(new Map([...kept].filter(([key]) => !known.has(key))));
      if (unsaved.size > 0) later(0);
      return new Map(unsaved);
    },
    add: (changed) => {
      for (const [key, answer] of changed) unsaved.set(key, answer);
      storage.keep(unsaved);
      if (isEnded) return;
      if (!isSending) tell({ kind: "unsaved" });
      later(PAUSE_MS);
    },
    start: () => {
      const flush = () => void send();
      const flushHidden = () => document.visibilityState === "hidden" && void send();
      addEventListener("online", flush);
      document.addEventListener("visibilitychange", flushHidden);
      return () => {
        clearTimeout(timer);
        removeEventListener("online", flush);
        document.removeEventListener("visibilitychange", flushHidden);
        void send();
      };
    },
  };
}

async function sendBatch(
  address: string,
  batch: ReadonlyMap<string, RequestedAnswer>,
): Promise<"failed" | "ended" | { savedAt: string }> {
  const cells = [...batch].map(([key, answer]) => {
    const [position, month] = key.split(".");
    return { position: Number(position), month, ...answer };
  });
  const body = JSON.stringify({ cells });
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body,
      // Requests of a page that is being closed are still sent, as far as browsers allow.
      keepalive: body.length < MOST_KEPT_ALIVE,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status === 404) return "ended";
    if (!response.ok) return "failed";
    return (await response.json()) as { savedAt: string };
  } catch {
    return "failed";
  }
}
