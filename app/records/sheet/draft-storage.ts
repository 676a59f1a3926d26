import { parseDraft, printDraft, type RowDraft } from "./draft.ts";

/** Unsaved rows in this browser: of one person, one organization and one inventory; each row under a key of its own. */
export interface DraftStorage {
  /**
   * Takes over the drafts that no open tab is at work on. `onFree` is called when a tab that holds others is closed, to
   * take those too.
   */
  take(onFree: () => void): Promise<Map<string, RowDraft>>;
  /** Writes what is new and removes what is saved. @returns false where the browser has no room */
  write(drafts: ReadonlyMap<string, RowDraft>): boolean;
  /** Leaves the drafts to whoever opens the page next. */
  close(): void;
}

interface Place {
  userId: string;
  organizationId: string;
  inventoryId: string;
}

interface KeptDraft {
  draft: RowDraft;
  text: string;
}

/**
 * Opens the drafts of a place. Another person on the same browser has a place of their own. A tab writes under a name
 * that only it has, and holds a lock of that name while it is open, so that two tabs never write over or save twice what
 * one of them is still typing.
 */
export function openDraftStorage({ userId, organizationId, inventoryId }: Place): DraftStorage {
  const prefix = `truetonne:activities:${userId}:${organizationId}:${inventoryId}:`;
  const tab = crypto.randomUUID();
  const keyOf = (id: string) => `${prefix}${tab}:${id}`;
  const own = new Map<string, KeptDraft>();
  const closing = new AbortController();
  const isHeld = holdLock(tab, closing.signal);

  const takeFrom = (live: ReadonlySet<string>) => {
    const found = new Map<string, { draft: RowDraft; at: number }>();
    for (const key of storedKeys(prefix)) {
      const [holder = "", id = ""] = key.slice(prefix.length).split(":");
      if (holder === tab || live.has(holder)) continue;
      const kept = parseDraft(localStorage.getItem(key) ?? "");
      localStorage.removeItem(key);
      // Typed here meanwhile: what stands in the sheet is newer.
      if (!kept || own.has(id) || (found.get(id)?.at ?? -1) > kept.at) continue;
      found.set(id, kept);
    }
    const drafts = new Map([...found].map(([id, { draft }]) => [id, draft]));
    for (const [id, draft] of drafts) keep(id, draft);
    return drafts;
  };
  const keep = (id: string, draft: RowDraft) => {
    const text = printDraft(draft, Date.now());
    localStorage.setItem(keyOf(id), text);
    own.set(id, { draft, text });
  };

  return {
    async take(onFree) {
      try {
        await isHeld;
        const live = await liveTabs(storedTabs(prefix, tab));
        if (closing.signal.aborted) return new Map();
        for (const other of live) whenFree(other, onFree, closing.signal);
        return takeFrom(live);
      } catch {
        // A browser that forbids storage keeps no drafts; what is typed is still saved as it is typed.
        return new Map();
      }
    },
    write(drafts) {
      try {
        for (const id of own.keys()) {
          if (drafts.has(id)) continue;
          localStorage.removeItem(keyOf(id));
          own.delete(id);
        }
        for (const [id, draft] of drafts) if (!isSameDraft(own.get(id)?.draft, draft)) keep(id, draft);
        return true;
      } catch {
        return false;
      }
    },
    close: () => closing.abort(),
  };
}

/** Cells are made anew where they change, so the same ones hold the same texts. */
function isSameDraft(a: RowDraft | undefined, b: RowDraft): boolean {
  return a?.cells === b.cells && a.version === b.version && a.reason === b.reason && isSameList(a.sent, b.sent);
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}

const lockName = (tab: string) => `truetonne:tab:${tab}`;

/** Holds the lock of a tab until it is closed; browsers let go of it when the tab is gone, however it went. */
function holdLock(tab: string, signal: AbortSignal): Promise<void> {
  if (!navigator.locks) return Promise.resolve();
  return new Promise((resolve) => {
    const hold = () => {
      resolve();
      return new Promise<void>((release) => signal.addEventListener("abort", () => release()));
    };
    navigator.locks.request(lockName(tab), hold).catch(() => resolve());
  });
}

/** Those of the tabs that are open. Without locks, on a page without https, every other tab counts as closed. */
async function liveTabs(tabs: ReadonlySet<string>): Promise<Set<string>> {
  if (!navigator.locks || tabs.size === 0) return new Set();
  const { held = [] } = await navigator.locks.query();
  const names = new Set(held.map(({ name }) => name));
  return new Set([...tabs].filter((tab) => names.has(lockName(tab))));
}

function whenFree(tab: string, onFree: () => void, signal: AbortSignal): void {
  navigator.locks
    .request(lockName(tab), { signal }, () => {})
    .then(onFree)
    // Closed before the other one was.
    .catch(() => {});
}

function storedTabs(prefix: string, own: string): Set<string> {
  const tabs = storedKeys(prefix).map((key) => key.slice(prefix.length).split(":")[0]!);
  return new Set(tabs.filter((tab) => tab !== own));
}

function storedKeys(prefix: string): string[] {
  return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
}
