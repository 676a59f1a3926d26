import { log } from "#app/observe/log/log.server.ts";

/** Work that every worker process repeats at an interval, in addition to the queue. */
export interface Sweep {
  /** The log event of an error. The next sweep tries again. */
  failure: string;
  everyMilliseconds: number;
  /** Must be idempotent, since two processes can do the same work at the same time. */
  work: () => Promise<void>;
}

/**
 * Starts immediately and repeats until stopped. A sweep that takes longer than its interval does not overlap with the
 * next.
 * @returns a function that stops it
 */
export function startSweep({ failure, everyMilliseconds, work }: Sweep): () => void {
  let isRunning = false;
  const sweep = async () => {
    if (isRunning) return;
    isRunning = true;
    try {
      await work();
    } catch (error) {
      log.error(failure, error);
    } finally {
      isRunning = false;
    }
  };
  void sweep();
  const timer = setInterval(sweep, everyMilliseconds);
  timer.unref();
  return () => clearInterval(timer);
}
