import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync } from "node:fs";
import { join } from "node:path";
import { inject, vi } from "vitest";
import { readEnv } from "#app/env.server.ts";
import { prepareDatabase } from "#app/prepare.server.ts";

/** Preparing the embedded database takes some ten seconds on two cores. */
const PREPARATION_MILLISECONDS = 120_000;

/**
 * A data folder of its own with the embedded database and the factor library, as a first start makes them. They are
 * made once for the test run and copied.
 */
export async function makeDataFolder(): Promise<string> {
  const run = inject("runFolder");
  const template = join(run, "template");
  if (takes(join(run, "template-maker"))) {
    const unfinished = join(run, "template-unfinished");
    await prepareDatabase(readEnv({ DATA_DIR: unfinished }), () => {});
    renameSync(unfinished, template);
  }
  await vi.waitUntil(() => existsSync(template), { timeout: PREPARATION_MILLISECONDS, interval: 100 });
  const folder = mkdtempSync(join(run, "data-"));
  cpSync(template, folder, { recursive: true });
  return folder;
}

/** Whether this process is the one that made the folder. */
function takes(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  }
}
