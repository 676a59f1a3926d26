import { currentContext, type LogContext } from "#app/observe/log/context.server.ts";

const asked = new WeakMap<LogContext, Map<string, Promise<unknown>>>();

/**
 * Runs a query once for all loaders of one page, which run concurrently. A request with changes runs it each time, and
 * the loaders after it run it again, so that the changes show.
 *
 * @param key identifies the query and everything else that its result depends on besides the request
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
