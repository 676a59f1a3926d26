/**
 * Tries again if the pool refused work before it began. This happens after ten seconds if many more requests wait than
 * there are connections, and on a busy machine it doesn't mean that the work is wrong.
 */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error as Error).message.startsWith("timeout exceeded when trying to connect")) throw error;
    return patiently(work);
  }
}
