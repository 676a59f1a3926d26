/**
 * Editions that an installation read itself, in its data folder: the same two files as a shipped edition. What its owner
 * may not pass on is among them, so nothing serves this folder.
 */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Dataset, DatasetManifest } from "../library-schema.ts";
import { listEditions, readEdition } from "../read-library.ts";
import { editionCsv } from "./plan-import.ts";

/** The folder inside the data folder of an installation. */
export function ownEditionsFolder(dataDir: string): string {
  return join(dataDir, "factors");
}

/** Every edition of the folder; none where it does not exist. */
export function readOwnEditions(folder: string): Dataset[] {
  return existsSync(folder) ? listEditions(folder).map(readEdition) : [];
}

/**
 * Keeps an edition, whole or not at all.
 * @throws Error where one of its name is kept already
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

/** Takes back what the database then refused. */
export function dropOwnEdition(folder: string, manifest: DatasetManifest): void {
  rmSync(pathOf(folder, manifest), { recursive: true, force: true });
}

function pathOf(folder: string, { id, edition }: DatasetManifest): string {
  return join(folder, `${id}-${edition}`);
}
