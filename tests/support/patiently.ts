/**
 * Asks again for whom the pool turned away before anything began, as it does after ten seconds where many more ask at once
 * than it has connections: on a busy machine that says nothing of the work.
 */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error as Error).message.startsWith("timeout exceeded when trying to connect")) throw error;
    return patiently(work);
  }
}
