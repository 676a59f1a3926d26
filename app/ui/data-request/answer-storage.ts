import { ANSWER_KINDS, type RequestedAnswer } from "#app/carbon/requested-answer.ts";

/** Answers that have not reached the server yet, kept on this device, by `position.month`. */
export interface AnswerStorage {
  read(): Map<string, RequestedAnswer>;
  /** @returns false where the browser keeps nothing */
  write(unsaved: ReadonlyMap<string, RequestedAnswer>): boolean;
}

export function openAnswerStorage(deviceKey: string): AnswerStorage {
  const key = `truetonne:request:${deviceKey}`;
  return {
    read: () => {
      try {
        return parseUnsaved(localStorage.getItem(key) ?? "");
      } catch {
        return new Map();
      }
    },
    write: (unsaved) => {
      try {
        if (unsaved.size === 0) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify([...unsaved]));
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** What is not of this shape, or of an older one, is nothing. */
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
  const fields = ["quantity", "unit", "dataQuality", "note"];
  return ANSWER_KINDS.some((one) => one === kind) && fields.every((field) => typeof texts[field] === "string");
}
