/** Facts of a row in addition to its factor, stored with it and shown on its page. */
import type { DatasetManifest, FactorRow, FactorStatus } from "./library-schema.ts";
import { listPairs } from "./pairs.ts";

export interface RowFacts {
  trust: string;
  /** The initial status, and the reason if it is not `active`. Later statuses are stored separately. */
  status: FactorStatus;
  statusReason: string | null;
  /** The published figure and unit. Null for definitions, which are not published. */
  published: { value: string; unit: string } | null;
  /** Sheet or table, and row or cell, in the publisher's document. */
  sheet: string | null;
  cell: string | null;
  /** The form of publication, see `FACTOR_BASES`. */
  gasBasis: string;
  /** Additional figures of the published row. */
  further: { name: string; value: string }[];
  note: string | null;
}

/** The facts of a row, including those that its release shares. */
export function toRowFacts(row: FactorRow, manifest: Omit<DatasetManifest, "rows" | "sha256">): RowFacts {
  return {
    trust: row.trust || manifest.trust,
    status: row.status as FactorStatus,
    statusReason: reasonOf(row, manifest),
    published: row.published_value === "" ? null : { value: row.published_value, unit: row.published_unit },
    sheet: row.source_table || manifest.sourceTable || null,
    cell: row.source_cell || null,
    gasBasis: row.basis,
    further: listPairs(row.further).map(([name, value]) => ({ name, value })),
    note: row.note || null,
  };
}

/** The reason of the row, otherwise that of its release. Null if the row is active. */
export function reasonOf(row: FactorRow, manifest: { statusReason?: string }): string | null {
  return row.status === "active" ? null : row.status_reason || manifest.statusReason || null;
}
