import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startPostgres } from "./postgres.ts";
import { findRoom, removeOrphans } from "./run-folder.ts";

declare module "vitest" {
  interface ProvidedContext {
    postgres: { ownerUrl: string };
    /** A folder of this test run, removed at its end. */
    runFolder: string;
  }
}

/** One real PostgreSQL for the whole test run; each suite makes a database of its own in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const place = findRoom();
  removeOrphans(place);
  const folder = mkdtempSync(join(place, `truetonne-tests-${process.pid}-`));
  project.provide("runFolder", folder);
  // Workers and the programs that they start compile each module once a run, not once each.
  process.env.NODE_COMPILE_CACHE = join(folder, "compile-cache");
  process.env.TEST_PORTS = join(folder, "ports");
  mkdirSync(process.env.TEST_PORTS);
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? { ownerUrl: given, stop: async () => {} } : await startPostgres(folder);
  project.provide("postgres", { ownerUrl: server.ownerUrl });
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
