import { readdirSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** An in-memory folder of Linux. */
const IN_MEMORY = "/dev/shm";
/** The most that a run uses at one time: the test server, the template databases, and the copies in use. */
const NEEDED_BYTES = 6 * 1024 ** 3;

/**
 * The folder for the databases of a test run: in memory if there is enough, because hundreds of them are copied, used
 * for seconds and removed. Otherwise in the folder for temporary files.
 */
export function findRoom(): string {
  try {
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    if (Math.min(bavail * bsize, process.availableMemory()) >= NEEDED_BYTES) return IN_MEMORY;
  } catch {
    // The folder doesn't exist.
  }
  return tmpdir();
}

/** Removes the folders of killed runs: nothing else frees their memory. */
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
