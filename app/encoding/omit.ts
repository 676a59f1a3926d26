/** Distributes over a union, so that each variant keeps its own properties. */
type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never;

/** A copy without some properties. The others keep their order. */
export function omit<T extends object, K extends string>(whole: T, ...names: readonly K[]): Without<T, K> {
  const left: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(whole)) {
    if (!(names as readonly string[]).includes(name)) left[name] = part;
  }
  return left as Without<T, K>;
}
