import { AsyncLocalStorage } from "node:async_hooks";
import type { Pace } from "#db/doors.ts";

/** Changes get more time than reads, because a retry starts from the beginning. */
const CHANGE_TIMES = 6;

/** `route` is the pattern of the address, for the log. `caller` is the client address, for rate limits. */
type RequestPace = Pace & { route: () => string; caller: string };

const paces = new AsyncLocalStorage<RequestPace>();

/**
 * Runs `work` with a time limit for each statement.
 *
 * @param seconds limit for a statement that reads
 */
export function inPace<T>(
  method: string,
  { seconds, ...of }: { seconds: number; route: () => string; caller: string },
  work: () => T,
): T {
  const isChange = method !== "GET" && method !== "HEAD";
  return paces.run({ statement: seconds * 1000 * (isChange ? CHANGE_TIMES : 1), ...of }, work);
}

/** Lets every later transaction of this request only read, whichever door it uses. */
export function readOnlyFromHere(): void {
  const pace = paces.getStore();
  if (pace) pace.isReadOnly = true;
}

/** The limit of the current request. Null in jobs and commands. */
export function currentPace(): RequestPace | null {
  return paces.getStore() ?? null;
}
