import { env } from "./doors.server.ts";
import { processWide } from "./process-wide.server.ts";
import { openSeal } from "./seal/open-seal.server.ts";
import type { Seal } from "./seal/seal-pdf.ts";

/** The seal of this process, opened once at its start, so that a wrong setting is told then; null without one. */
export function seal(): Promise<Seal | null> {
  return processWide("seal", () => openSeal(env().seal, new Date()));
}
