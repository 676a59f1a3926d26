/** For background work of a server: a report takes a second, and over a minute on a busy machine. */
export const JOB_PATIENCE = { timeout: 180_000, interval: 100 };

/** Between two tries at most: a page that is asked for all the time slows the work that it waits for. */
const LONGEST_PAUSE = 1000;

/**
 * Tries again, after longer and longer pauses, until there is a result: the first answer without an error.
 *
 * @throws the last error after the timeout
 */
export async function waitFor<T>(
  find: () => T | Promise<T>,
  { timeout, interval }: { timeout: number; interval: number },
): Promise<T> {
  const end = performance.now() + timeout;
  for (let pause = interval; ; pause = Math.min(1.5 * pause, LONGEST_PAUSE)) {
    try {
      return await find();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
