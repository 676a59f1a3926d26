import { AsyncLocalStorage } from "node:async_hooks";
import type { Pace } from "#db/doors.ts";

/** What changes something may take longer than a page, as a second try would begin again. */
const CHANGE_TIMES = 6;

/** With the pattern of the address, for the log. */
type RequestPace = Pace & { route: () => string };

const paces = new AsyncLocalStorage<RequestPace>();

/**
 * Does work of a request, whose statements may not take longer than what waits for it.
 *
 * @param seconds of a statement that reads
 */
export function inPace<T>(method: string, seconds: number, route: () => string, work: () => T): T {
  const isChange = method !== "GET" && method !== "HEAD";
  return paces.run({ statement: seconds * 1000 * (isChange ? CHANGE_TIMES : 1), route }, work);
}

/** That of the request under way; a job or a command has none. */
export function currentPace(): RequestPace | null {
  return paces.getStore() ?? null;
}
