import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { join } from "node:path";

/** A folder on a separate file system that can be filled; without the right to mount one, a plain folder that can't. */
export interface SmallDisk {
  folder: string;
  /** Why it can't be filled; null if it can. */
  obstacle: string | null;
  fill: () => void;
  free: () => void;
  remove: () => void;
}

const PIECE = Buffer.alloc(1024 * 1024);

/** Makes an in-memory folder of at most `bytes` bytes (tmpfs; needs root). */
export function makeSmallDisk(folder: string, bytes: number): SmallDisk {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  let obstacle: string | null = null;
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${bytes},mode=755`, "tmpfs", folder], { stdio: "pipe" });
  } catch {
    obstacle = "no file system can be mounted here";
  }
  const ballast = join(folder, "ballast");
  return {
    folder,
    obstacle,
    fill: () => fillUp(folder, ballast),
    free: () => rmSync(ballast, { force: true }),
    remove: () => {
      if (obstacle === null) execFileSync("umount", ["-l", folder]);
    },
  };
}

function fillUp(folder: string, ballast: string): void {
  const file = openSync(ballast, "w");
  try {
    while (statfsSync(folder).bfree > 0) writeSync(file, PIECE);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  } finally {
    closeSync(file);
  }
}
