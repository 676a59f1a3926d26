/**
 * Releases that an installation imported, in its data folder, in the same two files as a shipped release. They may not
 * be redistributed, so nothing serves this folder.
 */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Dataset, DatasetManifest } from "../library-schema.ts";
import { listEditions, readEdition } from "../read-library.ts";
import { editionCsv } from "./plan-import.ts";

export function ownEditionsFolder(dataDir: string): string {
  return join(dataDir, "factors");
}

/** Empty if the folder does not exist. */
export function readOwnEditions(folder: string): Dataset[] {
  return existsSync(folder) ? listEditions(folder).map(readEdition) : [];
}

/**
 * Stores a release completely or not at all.
 * @throws Error if a release with this name exists
 */
export function keepOwnEdition(folder: string, { manifest, rows }: Dataset): void {
  const target = pathOf(folder, manifest);
  if (existsSync(target)) throw new Error(`${manifest.id}@${manifest.edition} is kept already in ${target}.`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unfinished = mkdtempSync(join(folder, ".unfinished-"));
  writeFileSync(join(unfinished, "factors.csv"), editionCsv(rows));
  writeFileSync(join(unfinished, "dataset.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  renameSync(unfinished, target);
}

/** Removes a release that the database rejected. */
export function dropOwnEdition(folder: string, manifest: DatasetManifest): void {
  rmSync(pathOf(folder, manifest), { recursive: true, force: true });
}

function pathOf(folder: string, { id, edition }: DatasetManifest): string {
  return join(folder, `${id}-${edition}`);
}
