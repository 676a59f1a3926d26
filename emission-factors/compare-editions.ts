/** Compares two releases of a dataset, and one factor across all its releases. Pure. */
import { equalDecimals, isDecimalText, percentChange } from "./decimal-text.ts";
import type { Dataset, DatasetManifest, FactorColumn, FactorRow, Library } from "./library-schema.ts";

/** The columns with figures, in the order of the output. */
export const FIGURE_COLUMNS = [
  "co2e",
  "co2",
  "ch4_fossil",
  "ch4_nonfossil",
  "ch4",
  "n2o",
  "other_gases",
  "other_gwp",
  "carbon",
  "oxidation",
  "biogenic_co2",
  "value",
] as const satisfies readonly FactorColumn[];

/** Columns that define the meaning of a factor. A change here is as serious as one of a figure. */
const MEANING_COLUMNS = [
  "unit",
  "to_unit",
  "heat_basis",
  "basis",
  "scope",
  "category",
  "method",
  "status",
] as const satisfies readonly FactorColumn[];

export interface FigureChange {
  column: FactorColumn;
  previous: string;
  next: string;
  /** Rounded half-even to four places. Null if it can't be calculated (text, zero or an empty previous cell). */
  percent: string | null;
}

export interface ChangedFactor {
  id: string;
  name: { en: string; zh: string };
  unit: string;
  changes: FigureChange[];
}

export interface EditionComparison {
  added: FactorRow[];
  removed: FactorRow[];
  changed: ChangedFactor[];
  /** Renamed rows, with the same or changed figures. */
  renamed: { id: string; previous: string; next: string }[];
  unchanged: number;
  /** If these differ, the meaning of CO2e differs. */
  gwpSets: [previous: string | null, next: string | null];
}

/** Compares rows by key, in the order of their files. */
export function compareEditions(previous: Dataset, next: Dataset): EditionComparison {
  const before = new Map(previous.rows.map((row) => [row.id, row]));
  const after = new Map(next.rows.map((row) => [row.id, row]));
  const result: EditionComparison = {
    added: next.rows.filter((row) => !before.has(row.id)),
    removed: previous.rows.filter((row) => !after.has(row.id)),
    changed: [],
    renamed: [],
    unchanged: 0,
    gwpSets: [previous.manifest.gwpSet, next.manifest.gwpSet],
  };
  for (const row of next.rows) {
    const old = before.get(row.id);
    if (old === undefined) continue;
    const changes = compareRows(old, row);
    const isRenamed = old.name_en !== row.name_en;
    if (isRenamed) result.renamed.push({ id: row.id, previous: old.name_en, next: row.name_en });
    if (changes.length > 0) {
      result.changed.push({ id: row.id, name: { en: row.name_en, zh: row.name_zh }, unit: row.unit, changes });
    } else if (!isRenamed) result.unchanged += 1;
  }
  return result;
}

/** The differences between two rows with the same key. `1.0` and `1` are the same figure. */
export function compareRows(previous: FactorRow, next: FactorRow): FigureChange[] {
  return [...FIGURE_COLUMNS, ...MEANING_COLUMNS].flatMap((column) => {
    const [old, now] = [previous[column], next[column]];
    const numbers = isDecimalText(old) && isDecimalText(now);
    if (old === now || (numbers && equalDecimals(old, now))) return [];
    return [{ column, previous: old, next: now, percent: numbers ? percentChange(old, now) : null }];
  });
}

export interface FactorEdition {
  manifest: DatasetManifest;
  row: FactorRow;
  /** Changes from the previous release. Empty for the first one. */
  changes: FigureChange[];
}

/** All releases of one factor, in the order of their keys. */
export function historyOf(library: Library, id: string): FactorEdition[] {
  const found = library.datasets.flatMap(({ manifest, rows }) => {
    const row = rows.find((candidate) => candidate.id === id);
    return row === undefined ? [] : [{ manifest, row }];
  });
  return found.map((edition, index) => {
    const before = found[index - 1];
    return { ...edition, changes: before === undefined ? [] : compareRows(before.row, edition.row) };
  });
}
