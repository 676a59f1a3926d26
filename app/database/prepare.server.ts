import { mkdirSync } from "node:fs";
import type { Env } from "#app/environment/env.server.ts";
import { migrate } from "#db/migrate.ts";
import { addEdition, importFactorLibrary } from "#emission-factors/import.ts";
import { ownEditionsFolder, readOwnEditions } from "#emission-factors/publication/own-editions.ts";

/**
 * Brings the database and the factor library to the state of this build. Existing data is unchanged: migrations run
 * once, and each release of a dataset is added once, whether shipped or imported.
 */
export async function prepareDatabase(env: Env, onProgress: (line: string) => void): Promise<void> {
  mkdirSync(env.dataDir, { recursive: true, mode: 0o700 });
  await migrate(env.databaseOwnerUrl, async (db) => {
    await importFactorLibrary(db, { onProgress });
    for (const dataset of readOwnEditions(ownEditionsFolder(env.dataDir))) {
      if (await addEdition(db, dataset)) onProgress(`${dataset.manifest.title.en}: ${dataset.rows.length} factors`);
    }
  });
}
