import { readdirSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder of Linux whose files are in memory. */
const IN_MEMORY = "/dev/shm";
/** What a run has at most at one time: the test server, the databases that are copied, and the copies in use. */
const NEEDED_BYTES = 6 * 1024 ** 3;

/**
 * Where a test run puts its databases: in memory where there is plenty, because hundreds of them are copied, used for
 * seconds and removed; among the temporary files otherwise.
 */
export function findRoom(): string {
  try {
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    if (Math.min(bavail * bsize, process.availableMemory()) >= NEEDED_BYTES) return IN_MEMORY;
  } catch {
    // No such folder here.
  }
  return tmpdir();
}

/** Removes what runs left that were killed: memory is given back by nobody else. */
export function removeOrphans(place: string): void {
  for (const name of readdirSync(place)) {
    const pid = /^truetonne-tests-(\d+)-/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(join(place, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
