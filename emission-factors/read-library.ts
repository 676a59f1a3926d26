/** Reads the shipped library from its files, without a database. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parseCsv } from "./csv.ts";
import {
  BLEND_COLUMNS,
  type BlendRow,
  type Dataset,
  type DatasetManifest,
  FACTOR_COLUMNS,
  type FactorRow,
  GWP_COLUMNS,
  type GwpRow,
  type GwpSet,
  type GwpSetManifest,
  type Library,
} from "./library-schema.ts";
import { applyStatusChanges, changesByCorrection, readStatusChanges } from "./status-changes.ts";
import { applyTrustChanges, readTrustChanges } from "./trust-changes.ts";

/** Works from the sources and from a bundle. */
export function locateLibrary(): string {
  const { resolve } = createRequire(import.meta.url);
  return dirname(dirname(resolve("#emission-factors/gwp/gwp.json")));
}

/**
 * All releases by id and release, and all GWP sets.
 * @param own a folder with releases that this installation imported. They replace shipped releases of the same name
 * @throws Error if a file does not match the columns of the schema or the checksum in its `dataset.json`
 */
export function readLibrary(folder: string = locateLibrary(), own?: string): Library {
  const published = listWithOwn(folder, own).map(readEdition);
  const statusChanges = [...readStatusChanges(folder), ...published.flatMap(changesByCorrection)];
  const trustChanges = readTrustChanges(folder);
  const datasets = published.map((dataset) =>
    applyTrustChanges(applyStatusChanges(dataset, statusChanges), isOwn(dataset) ? [] : trustChanges),
  );
  return { datasets, gwpSets: readGwpSets(folder), statusChanges, trustChanges };
}

/** A release by its description, without its rows. */
export interface ListedEdition {
  manifest: DatasetManifest;
  path: string;
}

/** Releases that the installation imported have their own trust. */
function isOwn({ manifest }: Dataset): boolean {
  return manifest.files !== undefined;
}

function listWithOwn(folder: string, own: string | undefined): ListedEdition[] {
  const added = own === undefined || !existsSync(own) ? [] : listEditions(own);
  const keys = new Set(added.map(({ manifest }) => keyOf(manifest)));
  const shipped = listEditions(folder).filter(({ manifest }) => !keys.has(keyOf(manifest)));
  return inKeyOrder([...shipped, ...added]);
}

/** Sorted by id, then release. */
export function listEditions(folder: string = locateLibrary()): ListedEdition[] {
  return inKeyOrder(listDatasetFolders(folder).map((path) => ({ path, manifest: readManifest(path) })));
}

function inKeyOrder(editions: ListedEdition[]): ListedEdition[] {
  return editions.sort((a, b) => compareTexts(keyOf(a.manifest), keyOf(b.manifest)));
}

/**
 * The rows of a release as published, with their initial status.
 * @throws Error if the file does not match the columns of the schema or the checksum in its `dataset.json`
 */
export function readEdition({ path, manifest }: ListedEdition): Dataset {
  const text = readFileSync(join(path, "factors.csv"), "utf8");
  checkSum(text, manifest, keyOf(manifest));
  return { manifest, rows: readTable<FactorRow>(text, FACTOR_COLUMNS, manifest.rows) };
}

/** SHA-256 in lower-case hex. */
export function hashText(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** In the order of `gwp.json`. */
export function readGwpSets(folder: string): GwpSet[] {
  const gwp = join(folder, "gwp");
  const manifests = JSON.parse(readFileSync(join(gwp, "gwp.json"), "utf8")) as GwpSetManifest[];
  const composition = readFileSync(join(gwp, "blends.csv"), "utf8");
  const blends = readTable<BlendRow>(composition, BLEND_COLUMNS);
  return manifests.map((manifest) => {
    const text = readFileSync(join(gwp, `${manifest.id.toLowerCase()}.csv`), "utf8");
    checkSum(text + composition, manifest, manifest.id);
    return { manifest, rows: readTable<GwpRow>(text, GWP_COLUMNS, manifest.rows), blends };
  });
}

function listDatasetFolders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    // A folder name that starts with a dot is an unfinished release.
    if (!entry.isDirectory() || entry.name.startsWith(".")) return [];
    const path = join(folder, entry.name);
    return existsSync(join(path, "dataset.json")) ? [path] : listDatasetFolders(path);
  });
}

function readManifest(path: string): DatasetManifest {
  return JSON.parse(readFileSync(join(path, "dataset.json"), "utf8")) as DatasetManifest;
}

function checkSum(text: string, manifest: { sha256: string }, name: string): void {
  const found = hashText(text);
  if (found !== manifest.sha256) {
    throw new Error(`The figures of ${name} have the checksum ${found}, but its description has ${manifest.sha256}.`);
  }
}

function readTable<Row>(text: string, columns: readonly string[], count?: number): Row[] {
  const { header, rows } = parseCsv(text);
  if (header.join() !== columns.join()) throw new Error(`Unexpected columns: ${header.join()}`);
  if (count !== undefined && rows.length !== count) throw new Error(`${rows.length} rows instead of ${count}.`);
  return rows.map((cells) => Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ""])) as Row);
}

function keyOf(manifest: DatasetManifest): string {
  return `${manifest.id}@${manifest.edition}`;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
