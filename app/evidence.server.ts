import { doors, env } from "./doors.server.ts";
import { type EvidenceRoom, makeEvidenceRoom } from "./files/evidence-room.server.ts";
import { clearSpool } from "./files/spool.server.ts";
import { announcing } from "./files/stored-file.server.ts";
import { processWide } from "./process-wide.server.ts";

/** Where this process keeps evidence, by its settings. */
export function evidenceRoom(): Promise<EvidenceRoom> {
  return processWide("evidence", async () => {
    const room = makeEvidenceRoom(env().evidence);
    await clearSpool(room.spoolFolder);
    return { ...room, store: announcing(room.store, await doors()) };
  });
}
