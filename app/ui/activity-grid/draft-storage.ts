import { parseDraft, type RowDraft } from "./draft.ts";

/** Drafts of one inventory in this browser; each row under a key of its own. */
export interface DraftStorage {
  read(): Map<string, RowDraft>;
  /** Writes what is new and removes what is saved. @returns false where the browser has no room */
  write(drafts: ReadonlyMap<string, RowDraft>): boolean;
}

/** @param place organization and inventory, so that a draft never comes back in another one */
export function openDraftStorage(place: string): DraftStorage {
  const prefix = `truetonne:activities:${place}:`;
  /** What this tab wrote or read; another tab's rows are left alone. */
  const own = new Map<string, string>();

  return {
    read() {
      const drafts = new Map<string, RowDraft>();
      for (const key of storedKeys(prefix)) {
        const text = localStorage.getItem(key) ?? "";
        const draft = parseDraft(text);
        if (!draft) continue;
        const id = key.slice(prefix.length);
        drafts.set(id, draft);
        own.set(id, text);
      }
      return drafts;
    },
    write(drafts) {
      try {
        for (const id of own.keys()) {
          if (drafts.has(id)) continue;
          localStorage.removeItem(prefix + id);
          own.delete(id);
        }
        for (const [id, draft] of drafts) {
          const text = JSON.stringify(draft);
          if (own.get(id) === text) continue;
          localStorage.setItem(prefix + id, text);
          own.set(id, text);
        }
        return true;
      } catch {
        return false;
      }
    },
  };
}

function storedKeys(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    // A browser that forbids storage keeps no drafts; what is typed is still saved as it is typed.
    return [];
  }
}
