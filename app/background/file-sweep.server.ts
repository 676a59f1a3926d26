import { doors } from "#app/database/doors.server.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { sweepStoredFiles } from "#app/files/stored-file.server.ts";
import { log } from "#app/observe/log/log.server.ts";
import type { Sweep } from "./sweep.server.ts";

/** Looks every hour for files that were stored a day ago and of which no row came. */
export const fileSweep: Sweep = {
  failure: "file_sweep_failed",
  everyMilliseconds: 60 * 60 * 1000,
  work: async () => {
    const count = await sweepStoredFiles(await doors(), (await evidenceRoom()).store, new Date());
    if (count > 0) log.info("files_swept", { count });
  },
};
