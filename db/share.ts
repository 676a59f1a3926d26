import { AsyncLocalStorage } from "node:async_hooks";

/** A tenant, or a door without one, uses all of its share, and too many wait for one more to be served in time. */
export class ShareExhausted extends Error {
  /** By which it is known where a module is loaded twice. */
  readonly code = "share_in_use";

  constructor() {
    super("all connections of this share are in use");
    this.name = "ShareExhausted";
  }
}

interface Limits {
  /** How many may wait for a share. */
  waiting?: number;
  milliseconds?: number;
}

/** A page asks for a few things at once, and a payment provider may send a hundred events of one workspace together. */
const MOST_WAITING = 256;
/** As long as the pool itself waits for a connection. */
const PATIENCE_MILLISECONDS = 10_000;

interface Share {
  inUse: number;
  waiting: (() => void)[];
}

/**
 * Shares the connections of a process out by key: of one key no more than its share are in use at once, and further work
 * waits in order. Work that begins inside other work of the same shares goes on at once: if it waited, each could wait for
 * the other.
 */
export class Shares {
  readonly #shares = new Map<string, Share>();
  /** Whether the work that this one began in is still under way; what outlives it waits like any other. */
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
      // The place goes to the one that has waited longest, and is free only where there is none.
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

/** Of a pool: a third for one tenant, half for what belongs to none, so that each leaves room for the others. */
export function shareOf(connections: number, isOfTenant: boolean): number {
  return Math.max(1, Math.floor(connections / (isOfTenant ? 3 : 2)));
}
