/**
 * How a published row was confirmed after its release was added: `trust-changes.csv`. A line names the document that was
 * compared and the figure that was found equal. Lines are added and never edited, as in `status-changes.csv`.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseCsv } from "./csv.ts";
import { equalDecimals } from "./decimal-text.ts";
import {
  type Dataset,
  type FactorRow,
  TRUST_CHANGE_COLUMNS,
  TRUST_GRADES,
  type TrustChange,
} from "./library-schema.ts";

/**
 * The shipped changes by day.
 * @throws Error for a line without a known trust, a day, a document or a row
 */
export function readTrustChanges(folder: string): TrustChange[] {
  const file = join(folder, "trust-changes.csv");
  if (!existsSync(file)) return [];
  const { header, rows } = parseCsv(readFileSync(file, "utf8"));
  if (header.join() !== TRUST_CHANGE_COLUMNS.join()) throw new Error(`Unexpected columns: ${header.join()}`);
  const changes = rows.map(
    (cells) => Object.fromEntries(TRUST_CHANGE_COLUMNS.map((name, at) => [name, cells[at] ?? ""])) as TrustChange,
  );
  for (const change of changes) checkTrustChange(change);
  return changes.toSorted((a, b) => (a.changed_on < b.changed_on ? -1 : a.changed_on > b.changed_on ? 1 : 0));
}

/** @throws Error for a change without a known trust, a day, a document or a row */
export function checkTrustChange(change: TrustChange): void {
  const name = `${change.dataset}@${change.edition} ${change.factor_id}`;
  if (!TRUST_GRADES.some((trust) => trust === change.trust)) {
    throw new Error(`Trust change of ${name}: unknown trust ${change.trust}.`);
  }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(change.changed_on)) throw new Error(`Trust change of ${name}: no day.`);
  if (change.document.trim() === "") throw new Error(`Trust change of ${name}: no document.`);
  if (change.factor_id === "") throw new Error(`Trust change of ${name}: no row.`);
}

/**
 * A dataset with its trust today. Only the rows of the release with the compared figure change.
 * @throws Error for a row that the release lacks, or another figure than the compared one
 */
export function applyTrustChanges(dataset: Dataset, changes: readonly TrustChange[]): Dataset {
  const { manifest } = dataset;
  const own = changes.filter(({ dataset: id, edition }) => id === manifest.id && edition === manifest.edition);
  if (own.length === 0) return dataset;
  const byRow = new Map(own.map((change) => [change.factor_id, change]));
  const rows = dataset.rows.map((row) => {
    const change = byRow.get(row.id);
    byRow.delete(row.id);
    return change ? confirmRow(row, change) : row;
  });
  if (byRow.size > 0) throw new Error(`${manifest.id}@${manifest.edition} has no ${[...byRow.keys()].join(", ")}.`);
  return { manifest, rows };
}

function confirmRow(row: FactorRow, change: TrustChange): FactorRow {
  const figure = row.co2 || row.co2e;
  if (!equalDecimals(figure, change.value)) {
    throw new Error(`${row.id}: ${change.value} was compared, but the library has ${figure}.`);
  }
  return { ...row, trust: change.trust };
}
