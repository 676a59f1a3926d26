import { AsyncLocalStorage } from "node:async_hooks";
import type { Pace } from "#db/doors.ts";

/** Changes get more time than reads, because a retry starts from the beginning. */
const CHANGE_TIMES = 6;

/** `route` is the pattern of the address, for the log. */
type RequestPace = Pace & { route: () => string };

const paces = new AsyncLocalStorage<RequestPace>();

/**
 * Runs `work` with a time limit for each statement.
 *
 * @param seconds limit for a statement that reads
 */
export function inPace<T>(method: string, seconds: number, route: () => string, work: () => T): T {
  const isChange = method !== "GET" && method !== "HEAD";
  return paces.run({ statement: seconds * 1000 * (isChange ? CHANGE_TIMES : 1), route }, work);
}

/** The limit of the current request. Null in jobs and commands. */
export function currentPace(): RequestPace | null {
  return paces.getStore() ?? null;
}
