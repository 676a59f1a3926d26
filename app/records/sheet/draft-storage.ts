import { parseDraft, printDraft, type RowDraft } from "./draft.ts";

/** Unsaved rows in this browser, per user, organization and inventory. Each row has its own key. */
export interface DraftStorage {
  /**
   * Takes over drafts that no open tab uses. `onFree` is called when a tab with other drafts closes, so that they can
   * be taken over too.
   */
  take(onFree: () => void): Promise<Map<string, RowDraft>>;
  /** Writes new drafts and removes saved ones. @returns false if the browser has no space */
  write(drafts: ReadonlyMap<string, RowDraft>): boolean;
  /** Releases the drafts for the next page. */
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
 * Opens the drafts. Another user of the same browser has separate drafts. Each tab writes under a unique name and holds
 * a lock of that name while it is open, so that tabs never overwrite each other or save a row twice.
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
      // Typed here in the meantime, so the sheet is newer.
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
        // If the browser forbids storage, there are no drafts, but edits are still saved to the server.
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

/** Cells are immutable, so the same object has the same texts. */
function isSameDraft(a: RowDraft | undefined, b: RowDraft): boolean {
  return a?.cells === b.cells && a.version === b.version && a.reason === b.reason && isSameList(a.sent, b.sent);
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}

const lockName = (tab: string) => `truetonne:tab:${tab}`;

/** Holds a tab's lock until it closes. Browsers also release it when the tab crashes. */
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

/** The open tabs. Without the Locks API (on a page without https), all other tabs count as closed. */
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
    // The tab was closed before the other one.
    .catch(() => {});
}

function storedTabs(prefix: string, own: string): Set<string> {
  const tabs = storedKeys(prefix).map((key) => key.slice(prefix.length).split(":")[0]!);
  return new Set(tabs.filter((tab) => tab !== own));
}

function storedKeys(prefix: string): string[] {
  return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
}
