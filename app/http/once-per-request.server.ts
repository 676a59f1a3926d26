import { currentContext, type LogContext } from "#app/observe/log/context.server.ts";

const asked = new WeakMap<LogContext, Map<string, Promise<unknown>>>();

/**
 * Asks once what the loaders of one page, which run side by side, would each ask. A request that changes something asks
 * each time, and so do the loaders after it for the first time: what it changed shows.
 *
 * @param key names the question and everything that its answer depends on beside the request itself
 */
export function oncePerRequest<T>(request: Request, key: string, ask: () => Promise<T>): Promise<T> {
  const context = currentContext();
  if (!context || (request.method !== "GET" && request.method !== "HEAD")) return ask();
  const answers = asked.get(context) ?? new Map<string, Promise<unknown>>();
  asked.set(context, answers);
  const known = answers.get(key) as Promise<T> | undefined;
  if (known) return known;
  const answer = ask();
  answers.set(key, answer);
  return answer;
}
