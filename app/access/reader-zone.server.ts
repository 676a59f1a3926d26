import { UTC, type Zone } from "#app/day/zone.ts";
import type { TenantTx } from "#db/doors.ts";
import { getTenantZone } from "./membership.server.ts";
import { currentUser } from "./session.server.ts";

/** The time zone for displayed times: the person's own, else that of the workspace, and UTC outside of any. */
export async function readerZone(request: Request, tx: TenantTx | null): Promise<Zone> {
  return (await currentUser(request))?.timeZone ?? (tx ? getTenantZone(tx) : UTC);
}
