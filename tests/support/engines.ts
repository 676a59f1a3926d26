import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, inject } from "vitest";
import { type DoorSettings, type Doors, openDoors } from "#db/doors.ts";
import { migrate } from "#db/migrate.ts";
import { type Content, type MadeDatabase, makePglite, makePostgres } from "./database-copy.ts";
import { asOwner as workAsOwner } from "./owner.ts";

export interface Engine {
  name: "PGlite" | "PostgreSQL";
  /** Set before the first test of the suite runs. */
  doors: Doors;
  /** The address of the deployed role. */
  url: string;
  /** The address of the owner; the same on PGlite. */
  ownerUrl: string;
  /** Work on the raw tables as their owner; on PGlite the doors are closed for that time. */
  asOwner: (work: (db: Kysely<unknown>) => Promise<void>) => Promise<void>;
}

/** The engine of this project of tests (`versions.ts`). */
export function nameEngine(): Engine["name"] {
  return inject("engine") === "PGlite" ? "PGlite" : "PostgreSQL";
}

/** A separate database on the engine of this test project. */
export function makeDatabase(content: Content = "nothing"): Promise<MadeDatabase> {
  return (nameEngine() === "PGlite" ? makePglite : makePostgres)(content);
}

/**
 * Runs a suite with a separate database, connected as the deployed role and never as its owner. It runs once for each
 * engine that `versions.ts` names, each in its own test project.
 *
 * @param prepare initial content of the database, or the owner's work after the migrations
 * @param settings of the installation, such as the tenant that sells plans
 */
export function onEachEngine(
  suite: string,
  define: (engine: Engine) => void,
  prepare: Exclude<Content, "nothing"> | Parameters<typeof migrate>[1] = "tables",
  settings: DoorSettings = {},
): void {
  const [content, more] = typeof prepare === "string" ? [prepare] : ["tables" as const, prepare];
  const name = nameEngine();
  describe(`${suite} on ${name}`, () => {
    const engine = { name } as Engine;
    let remove = async () => {};
    beforeAll(async () => {
      const database = await makeDatabase(content);
      remove = database.remove;
      if (more) await migrate(database.ownerUrl, more);
      const { url, ownerUrl } = database;
      const open = async () => Object.assign(engine, { doors: await openDoors(url, settings) });
      const asOwner: Engine["asOwner"] = async (work) => {
        if (name === "PGlite") await engine.doors.close();
        await workAsOwner(ownerUrl, work);
        if (name === "PGlite") await open();
      };
      Object.assign(await open(), { url, ownerUrl, asOwner });
    });
    afterAll(async () => {
      await engine.doors?.close();
      await remove();
    });
    define(engine);
  });
}
