import { doors } from "#app/doors.server.ts";
import { evidenceRoom } from "#app/evidence.server.ts";
import { log } from "#app/log/log.server.ts";
import { sweepStoredFiles } from "#app/services/stored-file.server.ts";

const SWEEP_MILLISECONDS = 60 * 60 * 1000;

let timer: NodeJS.Timeout | undefined;

/** Looks every hour for files that were stored a day ago and of which no row came. What two processes find at once goes once. */
export function startFileSweep(): void {
  void sweep();
  timer = setInterval(sweep, SWEEP_MILLISECONDS);
  timer.unref();
}

export function stopFileSweep(): void {
  clearInterval(timer);
  timer = undefined;
}

async function sweep(): Promise<void> {
  try {
    const count = await sweepStoredFiles(await doors(), (await evidenceRoom()).store, new Date());
    if (count > 0) log.info("files_swept", { count });
  } catch (error) {
    log.error("file_sweep_failed", error);
  }
}
