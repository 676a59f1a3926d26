import { doors } from "#app/database/doors.server.ts";
import { evidenceRoom } from "#app/files/evidence-room.server.ts";
import { sweepStoredFiles } from "#app/files/stored-file.server.ts";
import { log } from "#app/observe/log/log.server.ts";
import type { Sweep } from "./sweep.server.ts";

/** Removes stored files that still have no database row after a day. Runs hourly. */
export const fileSweep: Sweep = {
  failure: "file_sweep_failed",
  everyMilliseconds: 60 * 60 * 1000,
  work: async () => {
    const count = await sweepStoredFiles(await doors(), (await evidenceRoom()).store, new Date());
    if (count > 0) log.info("files_swept", { count });
  },
};
