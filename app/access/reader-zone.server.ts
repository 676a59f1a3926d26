import type { Zone } from "#app/day/zone.ts";
import type { TenantTx } from "#db/doors.ts";
import { getTenantZone } from "./membership.server.ts";
import { currentUser } from "./session.server.ts";

/** By which clock a reader is shown times: the person's own, else that of the workspace. */
export async function readerZone(request: Request, tx: TenantTx): Promise<Zone> {
  return (await currentUser(request))?.timeZone ?? getTenantZone(tx);
}
