import { env } from "./doors.server.ts";
import { type EvidenceRoom, makeEvidenceRoom } from "./evidence/evidence-room.server.ts";
import { clearSpool } from "./evidence/spool.server.ts";
import { processWide } from "./process-wide.server.ts";

/** Where this process keeps evidence, by its settings. */
export function evidenceRoom(): Promise<EvidenceRoom> {
  return processWide("evidence", async () => {
    const room = makeEvidenceRoom(env().evidence);
    await clearSpool(room.spoolFolder);
    return room;
  });
}
