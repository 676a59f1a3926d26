import { env } from "./doors.server.ts";
import { readWitnesses, type Witness } from "./log/log-cosignature.server.ts";
import { processWide } from "./process-wide.server.ts";

/** The witnesses of this process's log, read once. A file of them that can't be read ends the start. */
export function witnesses(): Promise<Witness[]> {
  return processWide("witnesses", async () => {
    const { witnessFile } = env();
    return witnessFile ? readWitnesses(witnessFile) : [];
  });
}
