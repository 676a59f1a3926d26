/**
 * Caches the results of a pure function of a text. A file of a million rows repeats a few hundred names, months and
 * units. Results are shared, so they must not be changed.
 *
 * @param most number of cached texts; if exceeded, the cache is cleared to bound memory
 */
export function remembering<T>(read: (text: string) => T, most = 2000): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found as T;
    if (known.size >= most) known.clear();
    const said = read(text);
    known.set(text, said);
    return said;
  };
}

/** The same for immutable objects, as long as they exist. The last result is often requested again at once. */
export function rememberingObjects<K extends object, T>(read: (object: K) => T): (object: K) => T {
  const known = new WeakMap<K, { said: T }>();
  let last: K | undefined;
  let lastSaid: T | undefined;
  return (object) => {
    if (object === last) return lastSaid as T;
    let found = known.get(object);
    if (!found) {
      found = { said: read(object) };
      known.set(object, found);
    }
    [last, lastSaid] = [object, found.said];
    return found.said;
  };
}
