/**
 * The status of published rows over time. Rows are never edited. Later changes are dated: either entered in
 * `status-changes.csv` (a withdrawal, an anomaly) or derived from a release that corrects another.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseCsv } from "./csv.ts";
import {
  type Dataset,
  FACTOR_STATUSES,
  type FactorRow,
  STATUS_CHANGE_COLUMNS,
  type StatusChange,
} from "./library-schema.ts";

/**
 * The shipped changes by day.
 * @throws Error for a line without a known status, a day or a reason
 */
export function readStatusChanges(folder: string): StatusChange[] {
  const file = join(folder, "status-changes.csv");
  if (!existsSync(file)) return [];
  const { header, rows } = parseCsv(readFileSync(file, "utf8"));
  if (header.join() !== STATUS_CHANGE_COLUMNS.join()) throw new Error(`Unexpected columns: ${header.join()}`);
  const changes = rows.map(
    (cells) => Object.fromEntries(STATUS_CHANGE_COLUMNS.map((name, at) => [name, cells[at] ?? ""])) as StatusChange,
  );
  for (const change of changes) checkStatusChange(change);
  return inOrder(changes);
}

/** @throws Error for a change without a known status, a day or a reason */
export function checkStatusChange(change: StatusChange): void {
  const name = `${change.dataset}@${change.edition} ${change.factor_id}`;
  if (!FACTOR_STATUSES.some((status) => status === change.status)) {
    throw new Error(`Status change of ${name}: unknown state ${change.status}.`);
  }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(change.changed_on)) throw new Error(`Status change of ${name}: no day.`);
  if (change.reason.trim() === "") throw new Error(`Status change of ${name}: no reason.`);
}

/** A release with `correctionOf` supersedes the rows of the corrected release that it publishes again. */
export function changesByCorrection(correction: Dataset): StatusChange[] {
  const { id, edition, correctionOf, publishedOn, retrievedOn } = correction.manifest;
  if (correctionOf === null) return [];
  const [dataset = "", corrected = ""] = correctionOf.split("@");
  return correction.rows.map((row) => ({
    dataset,
    edition: corrected,
    factor_id: row.id,
    changed_on: publishedOn ?? retrievedOn,
    status: "superseded",
    reason: `Corrected by ${id}@${edition}.`,
  }));
}

/**
 * A dataset with its statuses on `day`, by default today. A correction, and a change without a row, affect only active
 * rows, so they never replace a more severe status.
 */
export function applyStatusChanges(dataset: Dataset, changes: readonly StatusChange[], day = "9999-12-31"): Dataset {
  const { manifest } = dataset;
  const own = inOrder(
    changes.filter(
      (change) => change.dataset === manifest.id && change.edition === manifest.edition && change.changed_on <= day,
    ),
  );
  if (own.length === 0) return dataset;
  const everywhere = own.filter(({ factor_id }) => factor_id === "");
  const byRow = new Map<string, StatusChange[]>();
  for (const change of own) byRow.set(change.factor_id, [...(byRow.get(change.factor_id) ?? []), change]);
  const rows = dataset.rows.map((row) => inOrder([...everywhere, ...(byRow.get(row.id) ?? [])]).reduce(changeRow, row));
  return { manifest, rows };
}

function changeRow(row: FactorRow, change: StatusChange): FactorRow {
  if (!meetsState(row.status, change)) return row;
  return { ...row, status: change.status, status_reason: change.reason };
}

/**
 * Whether a change affects a row with this status. The database trigger has the same rule. A row that is superseded
 * already keeps its status and takes the later reason.
 */
export function meetsState(status: string, change: { factor_id: string; status: string }): boolean {
  if (status === "active") return true;
  if (change.factor_id === "") return false;
  return change.status !== "superseded" || status === "superseded";
}

function inOrder(changes: readonly StatusChange[]): StatusChange[] {
  return [...changes].sort((a, b) => (a.changed_on < b.changed_on ? -1 : a.changed_on > b.changed_on ? 1 : 0));
}
