import { type Around, type DoorSettings, type Doors, openDoors } from "#db/doors.ts";
import { type Env, readEnv } from "./env.server.ts";
import { noteTenant } from "./observe/log/context.server.ts";
import { log } from "./observe/log/log.server.ts";
import { timed } from "./observe/metrics/metrics.server.ts";
import { inSpan } from "./observe/trace/trace.server.ts";
import { currentPace } from "./pace.server.ts";
import { processWide } from "./process-wide.server.ts";

/** The settings of this process; reading them fails with every fault listed. */
export function env(): Env {
  return processWide("env", () => readEnv(process.env));
}

/** Stands around each transaction of this process: the log learns its tenant, metrics and traces how long it took. */
export const watchTransaction: Around = ({ door, tenantId }, work) => {
  if (tenantId !== null) noteTenant(tenantId);
  return inSpan(`transaction ${door}`, { attributes: { door } }, () => timed("transactions", { door }, work));
};

const WATCHING: DoorSettings = {
  paceOf: currentPace,
  around: watchTransaction,
  onConnectionLost: (error: Error) => log.warn("database_connection_lost", { message: error.message }),
};

/**
 * This process's doors to the database, opened once.
 *
 * @param connections of the pool; ten without it
 */
export function doors(connections?: number): Promise<Doors> {
  return processWide("doors", () =>
    openDoors(env().databaseUrl, { operatorTenantId: env().operatorTenantId, connections, ...WATCHING }),
  );
}
