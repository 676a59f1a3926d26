/** For what a server does in the background: a report takes a second, and over a minute on a crowded machine. */
export const JOB_PATIENCE = { timeout: 180_000, interval: 100 };

/**
 * Asks again until what is asked for is there: the first answer that is no error.
 *
 * @throws what was thrown last, where it takes longer than the timeout
 */
export async function waitFor<T>(
  find: () => T | Promise<T>,
  { timeout, interval }: { timeout: number; interval: number },
): Promise<T> {
  const end = performance.now() + timeout;
  for (;;) {
    try {
      return await find();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
}
