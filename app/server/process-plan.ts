import type { Env } from "#app/environment/env.server.ts";

const LEAST_WAIT = 1000;
const MOST_WAIT = 30_000;
/** A process that worked for so long did not end by how it starts. */
const STEADY = 60_000;

/**
 * How long to wait before a process is started again: longer each time that it ends soon, so that one that can't start
 * does not keep a core busy.
 *
 * @param last the wait before it was started; 0 for the first time
 * @param lived how long it ran
 * @returns milliseconds
 */
export function nextWait(last: number, lived: number): number {
  return lived >= STEADY ? LEAST_WAIT : Math.min(MOST_WAIT, Math.max(LEAST_WAIT, last * 2));
}

/**
 * What one of several processes is set to beside the settings of all: the first prepares the database and takes jobs, as a
 * single one would, and each is counted on a port of its own.
 */
export function settingsOf({ metrics, hasJobs }: Pick<Env, "metrics" | "hasJobs">, number: number) {
  return {
    PROCESSES: "1",
    ...(number === 0 ? {} : { MIGRATE_AT_START: "false" }),
    JOBS: number === 0 && hasJobs ? "on" : "off",
    ...(metrics ? { METRICS_PORT: String(metrics.port + number) } : {}),
  };
}
