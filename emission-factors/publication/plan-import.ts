/** Plans an import: which releases are new, exist already, or contradict existing ones. Pure. */
import { compareEditions, type EditionComparison } from "../compare-editions.ts";
import type { Publication } from "../convert/publication.ts";
import { formatCsv } from "../csv.ts";
import { type Dataset, type DatasetManifest, FACTOR_COLUMNS, type Library } from "../library-schema.ts";
import { hashText } from "../read-library.ts";
import { toDocumentFactor } from "../to-document.ts";
import { PublicationError, type PublicationFault } from "./publication-format.ts";

/**
 * `new`: the release does not exist. `correction`: the publisher's reissue of an existing release, stored under its own
 * name. `held`: a release with the same figures exists. `conflict`: a release of this name has other figures, and the
 * file is not marked as a later issue. `outdated`: an earlier issue of an existing release.
 */
export type ImportState = "new" | "correction" | "held" | "conflict" | "outdated";

export interface PlannedEdition {
  state: ImportState;
  /** As it would be added. */
  dataset: Dataset;
  /** The release to compare with: the one that it corrects or contradicts, otherwise the previous one. */
  previous: Dataset | null;
  comparison: EditionComparison | null;
  /** Reason → number of omitted source records. */
  leftOut: ReadonlyMap<string, number>;
}

export interface PlanOptions {
  /** The publisher's mark of the files: `v1.1`, a date, `rev2`, or empty. */
  version: string;
  /** The name that a user gives to a reissue (`--correction`), or null. */
  correction: string | null;
  files: { name: string; sha256: string }[];
  /** ISO date. */
  today: string;
}

/** @throws PublicationError if a row does not fit the schema of the library */
export function planImport(publications: Publication[], library: Library, options: PlanOptions): PlannedEdition[] {
  return publications.map((publication) => planEdition(publication, library, options));
}

function planEdition(publication: Publication, library: Library, options: PlanOptions): PlannedEdition {
  const { manifest, rows, leftOut } = publication;
  const editions = library.datasets.filter((one) => one.manifest.id === manifest.id);
  const read = seal({ ...manifest, publishedOn: manifest.publishedOn || null }, rows, options);
  const same = editions.find((one) => one.manifest.edition.split("-")[0] === yearOf(manifest) && isSame(one, read));
  if (same !== undefined) return plan("held", same, same, leftOut);
  const held = editions.find((one) => one.manifest.edition === manifest.edition);
  if (held === undefined) return planNew(read, editions, leftOut);
  const order = options.correction === null ? compareVersions(options.version, versionOf(held)) : 1;
  if (order < 0) return plan("outdated", read, held, leftOut);
  const edition = options.correction ?? correctionName(manifest.edition, options.version);
  if (order === 0 || editions.some((one) => one.manifest.edition === edition))
    return plan("conflict", read, held, leftOut);
  const key = `${manifest.id}@${held.manifest.edition}`;
  const corrected = { ...read.manifest, edition, correctionOf: key, supersedes: key, comparableWithPrevious: true };
  return plan("correction", { ...read, manifest: corrected }, held, leftOut);
}

/** `2024` of `2024-rev2`, or the whole name if it has no year. */
function yearOf({ edition }: { edition: string }): string {
  return edition.split("-")[0] ?? edition;
}

function isSame(held: Dataset, read: Dataset): boolean {
  const { added, removed, changed } = compareFigures(held, read);
  return added.length === 0 && removed.length === 0 && changed.length === 0;
}

/** Ignores the status of rows, because corrections and withdrawals come later and are not part of a release. */
function compareFigures(previous: Dataset, next: Dataset): EditionComparison {
  const states = new Map(next.rows.map((row) => [row.id, row.status]));
  const rows = previous.rows.map((row) => ({ ...row, status: states.get(row.id) ?? row.status }));
  return compareEditions({ ...previous, rows }, next);
}

function planNew(read: Dataset, editions: Dataset[], leftOut: ReadonlyMap<string, number>): PlannedEdition {
  const { id, edition } = read.manifest;
  const year = yearOf(read.manifest);
  const issued = editions.filter((one) => one.manifest.edition === year && year !== edition).at(-1);
  const earlier = editions.filter(
    ({ manifest }) => manifest.isPartial === undefined && compareNames(manifest.edition, edition) < 0,
  );
  const previous = issued ?? earlier.toSorted((a, b) => compareNames(a.manifest.edition, b.manifest.edition)).at(-1);
  // The publisher's whole file replaces the part of it that is shipped.
  const part = editions.find(({ manifest }) => manifest.isPartial === true && yearOf(manifest) === edition);
  const corrected = issued ?? part;
  const manifest: DatasetManifest = {
    ...read.manifest,
    supersedes: previous === undefined ? null : `${id}@${previous.manifest.edition}`,
    correctionOf: corrected === undefined ? null : `${id}@${corrected.manifest.edition}`,
    comparableWithPrevious: previous === undefined ? null : isComparable(read.manifest, previous.manifest),
  };
  return plan(issued === undefined ? "new" : "correction", { ...read, manifest }, previous ?? null, leftOut);
}

/** The publisher's own statement, otherwise true for the same GWP set and basis of gases. */
function isComparable(read: DatasetManifest, previous: DatasetManifest): boolean {
  if (read.comparableWithPrevious === false) return false;
  return read.gwpSet === previous.gwpSet;
}

function plan(
  state: ImportState,
  dataset: Dataset,
  previous: Dataset | null,
  leftOut: ReadonlyMap<string, number>,
): PlannedEdition {
  const comparison = previous === null || state === "held" ? null : compareFigures(previous, dataset);
  return { state, dataset, previous, comparison, leftOut };
}

/** The release as stored, with its checksum. Every row must form a factor of the inventory document. */
function seal(manifest: Publication["manifest"], rows: Dataset["rows"], { today, files }: PlanOptions): Dataset {
  const described = { ...manifest, retrievedOn: today, files };
  const faults: PublicationFault[] = [];
  for (const row of rows) {
    try {
      toDocumentFactor(row, described);
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      faults.push({
        code: "unknown_heading",
        sheet: row.source_table,
        row: null,
        cell: row.source_cell,
        facts: { text },
      });
    }
  }
  if (faults.length > 0) throw new PublicationError(faults.slice(0, 50));
  const csv = editionCsv(rows);
  return { manifest: { ...described, rows: rows.length, sha256: hashText(csv) }, rows };
}

/** `factors.csv` of a release. */
export function editionCsv(rows: Dataset["rows"]): string {
  return formatCsv(
    FACTOR_COLUMNS,
    rows.map((row) => FACTOR_COLUMNS.map((column) => row[column])),
  );
}

/** The mark of a stored release: a version in its source, otherwise its publication date. */
function versionOf({ manifest }: Dataset): string {
  return /\bv\d+(?:\.\d+)+\b/.exec(manifest.sourceTitle)?.[0] ?? manifest.publishedOn ?? "";
}

/** Negative if `found` is earlier than `held`, 0 if their order is unknown, otherwise positive. */
function compareVersions(found: string, held: string): number {
  const isDate = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);
  if (found === "" || held === "" || isDate(found) !== isDate(held)) return 0;
  return compareNames(found, held);
}

/** Compares the numbers in names: `v1.10` comes after `v1.9`, `2024` before `2024-rev2`. */
function compareNames(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}

/** `2025-v1.1`. A reissue with a date is named after the date. */
function correctionName(edition: string, version: string): string {
  return version.startsWith(edition) ? version : `${edition}-${version}`;
}
