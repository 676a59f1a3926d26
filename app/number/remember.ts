/**
 * What a pure function said of a text, kept for the next time: a file of a million rows says the same few hundred names,
 * months and units over and over. What is answered may be shared, so nobody changes it.
 *
 * @param most texts that are kept; where more come, all are forgotten, so that memory stays bounded
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

/** The same of objects that nobody changes, for as long as they are there; often the same one is asked for again at once. */
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
