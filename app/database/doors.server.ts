import { once } from "#app/encoding/once.ts";
import { env } from "#app/environment/env.server.ts";
import { noteTenant } from "#app/observe/log/context.server.ts";
import { log } from "#app/observe/log/log.server.ts";
import { timed } from "#app/observe/metrics/metrics.server.ts";
import { inSpan } from "#app/observe/trace/trace.server.ts";
import { type Around, type DoorSettings, type Doors, openDoors } from "#db/doors.ts";
import { currentPace } from "./pace.server.ts";

/** Stands around each transaction of this process: the log learns its tenant, metrics and traces how long it took. */
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
 * This process's doors to the database, opened once.
 *
 * @param connections of the pool; ten without it
 */
export const doors = once((connections?: number): Promise<Doors> => {
  const { databaseUrl, operatorTenantId, standbyUrl } = env();
  return openDoors(databaseUrl, { operatorTenantId, standbyUrl, connections, ...WATCHING });
});
