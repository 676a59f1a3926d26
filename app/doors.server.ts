import { type DoorSettings, type Doors, openDoors } from "#db/doors.ts";
import { type Env, readEnv } from "./env.server.ts";
import { noteTenant } from "./log/context.server.ts";
import { log } from "./log/log.server.ts";
import { timed } from "./metrics/metrics.server.ts";
import { processWide } from "./process-wide.server.ts";

/** The settings of this process; reading them fails with every fault listed. */
export function env(): Env {
  return processWide("env", () => readEnv(process.env));
}

const WATCHING: DoorSettings = {
  around: ({ door, tenantId }, work) => {
    if (tenantId !== null) noteTenant(tenantId);
    return timed("transactions", { door }, work);
  },
  onConnectionLost: (error: Error) => log.warn("database_connection_lost", { message: error.message }),
};

/** This process's doors to the database, opened once. */
export function doors(): Promise<Doors> {
  return processWide("doors", () =>
    openDoors(env().databaseUrl, { operatorTenantId: env().operatorTenantId, ...WATCHING }),
  );
}
