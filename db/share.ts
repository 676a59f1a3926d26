import { AsyncLocalStorage } from "node:async_hooks";

/** A tenant, or a door without one, uses all of its share, and too many requests wait to serve one more in time. */
export class ShareExhausted extends Error {
  /** Identifies the error if a module is loaded twice. */
  readonly code = "share_in_use";

  constructor() {
    super("all connections of this share are in use");
    this.name = "ShareExhausted";
  }
}

interface Limits {
  /** Number of requests that may wait for a share. */
  waiting?: number;
  milliseconds?: number;
}

/** A page sends a few queries at once, and a payment provider may send a hundred events of one workspace together. */
const MOST_WAITING = 256;
/** As long as the pool itself waits for a connection. */
const PATIENCE_MILLISECONDS = 10_000;

interface Share {
  inUse: number;
  waiting: (() => void)[];
}

/**
 * Limits the connections of a process by key: a key uses at most its share at once, and further work waits in order.
 * Work inside other work of the same shares continues at once. If it waited, each could wait for the other.
 */
export class Shares {
  readonly #shares = new Map<string, Share>();
  /** Whether the surrounding work is still running; work that outlives it waits like any other. */
  readonly #inside = new AsyncLocalStorage<{ isOpen: boolean }>();
  readonly #mostWaiting: number;
  readonly #milliseconds: number;

  constructor({ waiting = MOST_WAITING, milliseconds = PATIENCE_MILLISECONDS }: Limits = {}) {
    this.#mostWaiting = waiting;
    this.#milliseconds = milliseconds;
  }

  /** @throws ShareExhausted */
  async within<T>(key: string, most: number, work: () => Promise<T>): Promise<T> {
    if (this.#inside.getStore()?.isOpen) return work();
    const share = this.#shares.get(key) ?? { inUse: 0, waiting: [] };
    this.#shares.set(key, share);
    if (share.inUse < most) share.inUse += 1;
    else await this.#wait(share);
    const state = { isOpen: true };
    try {
      return await this.#inside.run(state, work);
    } finally {
      state.isOpen = false;
      // The place goes to the longest-waiting work, and becomes free only if no work waits.
      const next = share.waiting.shift();
      if (next) next();
      else share.inUse -= 1;
      if (share.inUse === 0) this.#shares.delete(key);
    }
  }

  #wait(share: Share): Promise<void> {
    if (share.waiting.length >= this.#mostWaiting) throw new ShareExhausted();
    return new Promise((resolve, reject) => {
      const begin = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        share.waiting.splice(share.waiting.indexOf(begin), 1);
        reject(new ShareExhausted());
      }, this.#milliseconds);
      share.waiting.push(begin);
    });
  }
}

/** A third of the pool for one tenant, half for work without a tenant, so that each leaves room for the others. */
export function shareOf(connections: number, isOfTenant: boolean): number {
  return Math.max(1, Math.floor(connections / (isOfTenant ? 3 : 2)));
}
