import { log } from "#app/observe/log/log.server.ts";

/** What every process that works looks for again and again, beside the queue. */
export interface Sweep {
  /** The event of the log where it fails; the next one tries again. */
  failure: string;
  everyMilliseconds: number;
  /** Whatever two processes find at once must have its effect once. */
  work: () => Promise<void>;
}

/** Begins at once and goes on until it is stopped; one that takes longer than its time is not begun twice. @returns what stops it */
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
