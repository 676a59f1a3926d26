/** What the library says of one row beside its factor: kept with it in the database and shown on its page. */
import type { DatasetManifest, FactorRow, FactorStatus } from "./library-schema.ts";
import { listPairs } from "./pairs.ts";

export interface RowFacts {
  trust: string;
  /** The state in which the row was added, and why it is not `active`. Later states are added beside it. */
  status: FactorStatus;
  statusReason: string | null;
  /** The figure and unit as printed; null for definitions, which print none. */
  published: { value: string; unit: string } | null;
  /** Sheet or table, and row or cell, of the publisher's document. */
  sheet: string | null;
  cell: string | null;
  /** In which form the emission is published; see `FACTOR_BASES`. */
  gasBasis: string;
  /** Figures that the row prints beside its own, as printed. */
  further: { name: string; value: string }[];
  note: string | null;
}

/** The facts of a row; what is the same for all rows of its edition is filled in. */
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

/** Why a row is not active: its own reason, else that of its edition; null where it is active. */
export function reasonOf(row: FactorRow, manifest: { statusReason?: string }): string | null {
  return row.status === "active" ? null : row.status_reason || manifest.statusReason || null;
}
