/**
 * Does what is to be counted within one window of a rate limit. Windows begin with the clock: where another began on the
 * way, what came of it says nothing, and it is done anew.
 *
 * @param seconds how long a window of the limit is
 * @param act for somebody whom nothing was counted of yet; asserts nothing itself
 */
export async function withinWindow<T>(seconds: number, act: () => Promise<T>): Promise<T> {
  const current = () => Math.floor(Date.now() / (seconds * 1000));
  for (;;) {
    const begun = current();
    const result = await act();
    if (current() === begun) return result;
  }
}
