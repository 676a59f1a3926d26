import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { type PostgresServer, startPostgres } from "./postgres.ts";
import { findRoom, removeOrphans } from "./run-folder.ts";
import { type EngineName, VERSIONS, type Version } from "./versions.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The owner's address of each server. */
    servers: Partial<Record<Version, string>>;
    /** The engine of this test project. */
    engine: EngineName;
    runFolder: string;
  }
}

/** One real PostgreSQL of each version for the whole test run; each suite creates a separate database in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const place = findRoom();
  removeOrphans(place);
  const folder = mkdtempSync(join(place, `truetonne-tests-${process.pid}-`));
  // As root, the servers run under a separate user, who must be able to reach their folders.
  chmodSync(folder, 0o755);
  project.provide("runFolder", folder);
  // Workers and the programs that they start compile each module once per run, not once each.
  process.env.NODE_COMPILE_CACHE = join(folder, "compile-cache");
  process.env.TEST_PORTS = join(folder, "ports");
  mkdirSync(process.env.TEST_PORTS);
  const servers = new Map<Version, PostgresServer>();
  // One after the other: the first creates the user for all of them.
  for (const version of VERSIONS) {
    const own = join(folder, `PostgreSQL ${version}`);
    mkdirSync(own);
    servers.set(version, await startPostgres(own, { version }));
  }
  project.provide("servers", Object.fromEntries([...servers].map(([version, { ownerUrl }]) => [version, ownerUrl])));
  return async () => {
    await Promise.all([...servers.values()].map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
}
