import { ANSWER_KINDS, type RequestedAnswer } from "#app/carbon/entry/requested-answer.ts";

const TEXTS = ["quantity", "unit", "dataQuality", "note"] as const;

type Unsaved = ReadonlyMap<string, RequestedAnswer>;

/**
 * Unsent answers kept on this device, by `position.month`. Several windows of one browser can share a request: each
 * adds and removes only its own answers.
 */
export interface AnswerStorage {
  read(): Map<string, RequestedAnswer>;
  /** @returns false if the browser can't store them */
  keep(unsaved: Unsaved): boolean;
  /** Removes what the server has received. A newer answer of another window stays. */
  release(saved: Unsaved): void;
}

export function openAnswerStorage(deviceKey: string): AnswerStorage {
  const key = `truetonne:request:${deviceKey}`;
  const read = () => {
    try {
      return parseUnsaved(localStorage.getItem(key) ?? "");
    } catch {
      return new Map<string, RequestedAnswer>();
    }
  };
  const write = (unsaved: Unsaved) => {
    try {
      if (unsaved.size === 0) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify([...unsaved]));
      return true;
    } catch {
      return false;
    }
  };
  return {
    read,
    keep: (unsaved) => write(new Map([...read(), ...unsaved])),
    release: (saved) => void write(withoutSaved(read(), saved)),
  };
}

export function withoutSaved(kept: Unsaved, saved: Unsaved): Map<string, RequestedAnswer> {
  return new Map([...kept].filter(([key, answer]) => !isSameAnswer(answer, saved.get(key))));
}

function isSameAnswer(a: RequestedAnswer, b: RequestedAnswer | undefined): boolean {
  return b !== undefined && a.kind === b.kind && TEXTS.every((field) => a[field] === b[field]);
}

/** Ignores data of another or older format. */
export function parseUnsaved(text: string): Map<string, RequestedAnswer> {
  try {
    const entries: unknown = JSON.parse(text);
    if (!Array.isArray(entries)) return new Map();
    return new Map(entries.filter(isEntry));
  } catch {
    return new Map();
  }
}

function isEntry(entry: unknown): entry is [string, RequestedAnswer] {
  if (!Array.isArray(entry) || entry.length !== 2) return false;
  const [key, answer] = entry;
  if (typeof key !== "string" || !/^\d+\.\d{4}-\d{2}$/.test(key) || typeof answer !== "object" || !answer) return false;
  const { kind, ...texts } = answer as Record<string, unknown>;
  return ANSWER_KINDS.some((one) => one === kind) && TEXTS.every((field) => typeof texts[field] === "string");
}
