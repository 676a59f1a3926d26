import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import { copyPglite } from "./database-copy.ts";

/** A separate data folder with the embedded database and the factor library, as a first start creates them. */
export async function makeDataFolder(): Promise<string> {
  const folder = mkdtempSync(join(inject("runFolder"), "data-"));
  await copyPglite("factor library", join(folder, "database"));
  return folder;
}
