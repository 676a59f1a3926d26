import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startPostgres } from "./postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    postgres: { ownerUrl: string };
  }
}

/** One real PostgreSQL for the whole test run; each suite makes a database of its own in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    project.provide("postgres", { ownerUrl: given });
    return async () => {};
  }
  const folder = mkdtempSync(join(tmpdir(), "truetonne-postgres-"));
  const server = await startPostgres(folder);
  project.provide("postgres", { ownerUrl: server.ownerUrl });
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
