import { type Doors, openDoors } from "#db/doors.ts";
import { type Env, readEnv } from "./env.server.ts";
import { processWide } from "./process-wide.server.ts";

/** The settings of this process; reading them fails with every fault listed. */
export function env(): Env {
  return processWide("env", () => readEnv(process.env));
}

/** This process's doors to the database, opened once. */
export function doors(): Promise<Doors> {
  return processWide("doors", () => openDoors(env().databaseUrl, env()));
}
