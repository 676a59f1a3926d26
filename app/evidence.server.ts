import { doors, env } from "./doors.server.ts";
import { type EvidenceRoom, makeEvidenceRoom } from "./evidence/evidence-room.server.ts";
import { clearSpool } from "./evidence/spool.server.ts";
import { processWide } from "./process-wide.server.ts";
import { announcing } from "./services/stored-file.server.ts";

/** Where this process keeps evidence, by its settings. */
export function evidenceRoom(): Promise<EvidenceRoom> {
  return processWide("evidence", async () => {
    const room = makeEvidenceRoom(env().evidence);
    await clearSpool(room.spoolFolder);
    return { ...room, store: announcing(room.store, await doors()) };
  });
}
