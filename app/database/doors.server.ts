import { once } from "#app/encoding/once.ts";
import { env } from "#app/environment/env.server.ts";
import { noteTenant } from "#app/observe/log/context.server.ts";
import { log } from "#app/observe/log/log.server.ts";
import { timed } from "#app/observe/metrics/metrics.server.ts";
import { inSpan } from "#app/observe/trace/trace.server.ts";
import { type Around, type DoorSettings, type Doors, openDoors } from "#db/doors.ts";
import { currentPace } from "./pace.server.ts";

/** Runs around every transaction of this process. Gives the log its tenant, and metrics and traces its duration. */
export const watchTransaction: Around = ({ door, tenantId }, work) => {
  if (tenantId !== null) noteTenant(tenantId);
  return inSpan(`transaction ${door}`, { attributes: { door } }, () => timed("transactions", { door }, work));
};

const WATCHING: DoorSettings = {
  paceOf: currentPace,
  around: watchTransaction,
  onConnectionLost: (error: Error) => log.warn("database_connection_lost", { message: error.message }),
  onStandby: (state, message) => {
    if (state === "in_use") log.info("standby_in_use", {});
    else log.warn(`standby_${state === "away" ? "away" : "refused"}`, { message });
  },
};

/**
 * The database access of this process, opened once.
 *
 * @param connections size of the pool, by default ten
 */
export const doors = once((connections?: number): Promise<Doors> => {
  const { databaseUrl, operatorTenantId, standbyUrl } = env();
  return openDoors(databaseUrl, { operatorTenantId, standbyUrl, connections, ...WATCHING });
});
