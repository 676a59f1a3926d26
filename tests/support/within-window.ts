/**
 * Does work that a rate limit counts within one window of the limit. Windows begin with the clock: if a new one began
 * in between, the result is meaningless and the work is repeated.
 *
 * @param seconds length of a window
 * @param act for a caller without any counted request; has no assertions itself
 */
export async function withinWindow<T>(seconds: number, act: () => Promise<T>): Promise<T> {
  const current = () => Math.floor(Date.now() / (seconds * 1000));
  for (;;) {
    const begun = current();
    const result = await act();
    if (current() === begun) return result;
  }
}
