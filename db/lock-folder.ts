import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

/**
 * Locks the folder of the embedded database for this process. PGlite lets a second process open the same folder and
 * corrupt it, so the folder has a lock file with the holder's process id. A lock left by a dead process is taken over.
 *
 * @returns a function that releases the lock
 * @throws Error naming the process that holds the folder
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, "..", `${folder.split(/[/\\]/).pop()}.lock`);
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const file = openSync(path, "wx", 0o600);
      writeSync(file, String(process.pid));
      closeSync(file);
      const release = () => {
        // After the release, another process may hold the folder when this one ends.
        process.off("exit", release);
        rmSync(path, { force: true });
      };
      process.once("exit", release);
      return release;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const holder = Number(readFileSync(path, "utf8"));
      if (isAlive(holder)) {
        throw new Error(
          `The embedded database in ${folder} is in use by process ${holder}. Stop it, or set DATABASE_URL to a PostgreSQL server to run several processes.`,
        );
      }
      rmSync(path, { force: true });
    }
  }
  throw new Error(`The lock file ${path} could not be created.`);
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
