import type { Env } from "#app/environment/env.server.ts";

const LEAST_WAIT = 1000;
const MOST_WAIT = 30_000;
/** A process that ran this long started successfully. */
const STEADY = 60_000;

/**
 * The delay before a process is restarted. It grows while the process ends early, so that a failing process does not
 * keep a core busy.
 *
 * @param last the delay before its last start, 0 for the first start
 * @param lived how long it ran
 * @returns milliseconds
 */
export function nextWait(last: number, lived: number): number {
  return lived >= STEADY ? LEAST_WAIT : Math.min(MOST_WAIT, Math.max(LEAST_WAIT, last * 2));
}

/**
 * Settings of one of several processes. The first prepares the database and runs jobs, like a single process. Each one
 * has its own port for metrics.
 */
export function settingsOf({ metrics, hasJobs }: Pick<Env, "metrics" | "hasJobs">, number: number) {
  return {
    PROCESSES: "1",
    ...(number === 0 ? {} : { MIGRATE_AT_START: "false" }),
    JOBS: number === 0 && hasJobs ? "on" : "off",
    ...(metrics ? { METRICS_PORT: String(metrics.port + number) } : {}),
  };
}
