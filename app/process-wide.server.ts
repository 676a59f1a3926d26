/**
 * One value per process. The server loads modules directly and Remix bundles a second copy of them for the routes;
 * both must share the database, the keys and the queue, or the embedded database would be opened twice.
 */
export function processWide<T>(name: string, make: () => T): T {
  const registry = globalThis as unknown as Record<symbol, T | undefined>;
  const key = Symbol.for(`truetonne.${name}`);
  registry[key] ??= make();
  return registry[key] as T;
}
