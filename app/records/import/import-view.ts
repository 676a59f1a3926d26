import type { ActivityField } from "#app/carbon/entry/activity-entry.ts";
import type { FacilityPlaces } from "#app/kit/place-fields.tsx";
import type { FileDescription } from "#app/records/description-match.server.ts";
import type { MatchCandidate } from "#emission-factors/suggestion.ts";
import type { RowDecision, RowEdit, RowOutcome } from "./import-row.ts";
import type { ImportState } from "./import-state.ts";
import type { RowCounts } from "./stage-rows.server.ts";

/** A message key and what its sentence needs. */
export interface Told {
  code: string;
  facts: Record<string, string>;
}

interface Name {
  en: string;
  zh: string;
}

/** Words in place of a source: where, in which unit, in how many rows. */
interface SaidDescription extends FileDescription {
  facility: Name;
}

/** A description to be matched, with what it may mean. */
export interface OpenDescription extends SaidDescription {
  candidates: MatchCandidate[];
  /** Other words by which the candidates were found; else empty. */
  words: string;
}

/** Facilities of the file that are not there, and what is planned to be made with the import. */
export interface PlacesView {
  unknown: { text: string; rows: number; number: number; near: string[] }[];
  options: FacilityPlaces | null;
  facilities: { id: string; name: string; country: string; region: string | null }[];
  sources: {
    id: string;
    facility: string;
    name: string;
    scope: 1 | 2 | 3;
    category: string;
    unit: string;
    /** Null for the average of the facility's grid. */
    factor: string | null;
    said: string[];
  }[];
}

/** A description that was read as somebody said before. */
export interface RememberedDescription extends SaidDescription {
  matchId: string;
  source: Name;
}

export interface CellFault extends Told {
  field: ActivityField | null;
  letter: string;
  heading: string;
  raw: string;
  /** Texts that would probably put it right. */
  fixes: string[];
  /** Open rows with the same text in this column. */
  alike: number;
}

/** A row in the reader's words. */
export interface WordedRow {
  number: number;
  sheet: string;
  fileRow: number;
  rowKey: string | null;
  outcome: RowOutcome;
  reason: string;
  isRepeated: boolean;
  remarks: string[];
  place: string;
  period: string;
  quantity: string;
  unit: string;
  /** Cells as they stand now, of rows that can be put right. */
  cells: Partial<Record<ActivityField, string>>;
  faults: CellFault[];
  edits: Omit<RowEdit, "faults">[];
  decision: RowDecision | null;
  decisionNote: string;
  /** Field by field what a changed record is now and will be. */
  changes: { field: ActivityField; before: string; after: string }[];
}

export const STEPS = ["map", "check", "preview", "done"] as const;
export type ImportStep = (typeof STEPS)[number];

/** What stands above every step. */
export interface ImportHead {
  id: string;
  fileName: string;
  sha256: string;
  by: string;
  at: string;
  state: ImportState;
  counts: RowCounts;
  failure: Told | null;
  mayEdit: boolean;
  hasOriginal: boolean;
}

export interface SheetView {
  name: string;
  hidden: boolean;
  isRead: boolean;
  /** The facility of all its rows; null where a column states it. */
  facility: string | null;
}

export interface ColumnView {
  column: number;
  letter: string;
  heading: string;
  samples: string[];
  /** What the select says: a field, `month:2025-01`, `source:外购电力`, or empty. */
  meaning: string;
}

/** What is still to be said of columns, and of which. */
export interface MappingTold {
  code: string;
  field: string | null;
  letter: string;
}

export interface MappingView {
  /** The sheet that is shown, and those laid out like it. */
  sheet: string;
  sheets: SheetView[];
  otherLayouts: SheetView[];
  titles: string[];
  columns: ColumnView[];
  /** What the columns may mean besides the fields. */
  amounts: string[];
  decimal: string | null;
  /** Whether the numbers of the file leave it open how they are written. */
  asksDecimal: boolean;
  constants: Record<string, string>;
  facilities: string[];
  sources: string[];
  units: string[];
  faults: MappingTold[];
  /** What was said for the last file of this layout: what of it is taken here, and what only may be. */
  remembered: { fileName: string; taken: string[]; offered: { field: string; value: string }[] } | null;
}

export interface RowsView {
  view: string;
  rows: WordedRow[];
  next: number | null;
  isFirst: boolean;
}

export interface CheckView {
  rows: RowsView;
  touched: number;
  places: PlacesView;
  descriptions: OpenDescription[];
  remembered: RememberedDescription[];
  /** kg CO2e that the import adds; null where the next run computes it. */
  co2eKg: string | null;
  mappedColumns: number;
}

export interface ImportedRow {
  recordId: string;
  fileRow: number;
  place: string;
  period: string;
  quantity: string;
  unit: string;
}

export interface DoneView {
  added: number;
  changed: number;
  skipped: number;
  leftOut: number;
  edited: number;
  standing: number;
  undone: number;
  corrected: {
    count: number;
    records: { recordId: string; place: string; period: string; amount: string; by: string; at: string }[];
  };
  records: ImportedRow[];
  next: number | null;
  touched: WordedRow[];
}
