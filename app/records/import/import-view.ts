import type { ActivityField } from "#app/carbon/entry/activity-entry.ts";
import type { FacilityPlaces } from "#app/kit/place-fields.tsx";
import type { ModelName } from "#app/model/consent.ts";
import type { FileDescription } from "#app/records/description-match.server.ts";
import type { LineReading, MatchCandidate } from "#emission-factors/suggestion.ts";
import type { RowDecision, RowEdit, RowOutcome } from "./import-row.ts";
import type { ImportState } from "./import-state.ts";
import type { RowCounts } from "./stage-rows.server.ts";

export interface Told {
  code: string;
  facts: Record<string, string>;
}

interface Name {
  en: string;
  zh: string;
}

/** A text that replaces a source, with facility, unit and number of rows. */
interface SaidDescription extends FileDescription {
  facility: Name;
}

/** A description to be matched, with its candidates. */
export interface OpenDescription extends SaidDescription {
  reading: LineReading;
  candidates: MatchCandidate[];
  /** Other search words used for the candidates, or empty. */
  words: string;
  suggested: SuggestedLine | null;
}

/** What a model suggested for a description, not decided yet. */
export interface SuggestedLine {
  id: string;
  model: string;
  /** Null if no offered factor fits, or if records of the unit can't use it. */
  candidate: MatchCandidate | null;
  /** Other words for a search. */
  words: string[];
}

/** Unknown facilities of the file, and planned facilities and sources. */
export interface PlacesView {
  unknown: { text: string; rows: number; number: number; near: string[] }[];
  /** Facilities of the organization, to choose from; empty if none is unknown. */
  known: string[];
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

/** A description read with a saved match. */
export interface RememberedDescription extends SaidDescription {
  matchId: string;
  source: Name;
}

/** A published conversion that open rows can take, with an example. */
export interface ConversionView {
  reference: string;
  from: string;
  fromText: string;
  toText: string;
  why: string;
}

export interface CellFault extends Told {
  field: ActivityField | null;
  letter: string;
  heading: string;
  raw: string;
  /** Texts that probably fix it. */
  fixes: string[];
  /** Number of open rows with the same text in this column. */
  alike: number;
}

/** A row in the reader's language. */
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
  /** Current cells of rows that can be corrected. */
  cells: Partial<Record<ActivityField, string>>;
  faults: CellFault[];
  edits: Omit<RowEdit, "faults">[];
  decision: RowDecision | null;
  decisionNote: string;
  /** The current and new values of a changed record by field. */
  changes: { field: ActivityField; before: string; after: string }[];
}

export const STEPS = ["map", "check", "preview", "done"] as const;
export type ImportStep = (typeof STEPS)[number];

/** Data shown above every step. */
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
  /** The facility of all rows. Null if a column contains it. */
  facility: string | null;
}

export interface ColumnView {
  column: number;
  letter: string;
  heading: string;
  samples: string[];
  /** The value of the select: a field, `month:2025-01`, `source:外购电力`, `facility:一厂`, or empty. */
  meaning: string;
}

/** An error of the mapping, with the column concerned. */
export interface MappingTold {
  code: string;
  field: string | null;
  letter: string;
}

export interface MappingView {
  /** The displayed sheet, representing those with the same layout. */
  sheet: string;
  sheets: SheetView[];
  otherLayouts: SheetView[];
  titles: string[];
  columns: ColumnView[];
  /** Column meanings other than fields. */
  amounts: string[];
  decimal: string | null;
  /** Whether the number format is ambiguous and must be chosen. */
  asksDecimal: boolean;
  /** Whether the file allows one number format only, so that it is preselected. */
  isDecimalCertain: boolean;
  constants: Record<string, string>;
  facilities: string[];
  sources: string[];
  units: string[];
  faults: MappingTold[];
  /** Values of the last file with this layout: those applied here and those only suggested. */
  remembered: { fileName: string; taken: string[]; offered: { field: string; value: string }[] } | null;
}

export interface RowsView {
  view: string;
  rows: WordedRow[];
  next: number | null;
  isFirst: boolean;
}

export interface CheckView {
  conversions: ConversionView[];
  rows: RowsView;
  touched: number;
  /** Rows that only wait for a facility or a source that the page asks for, if listing each would hide other errors. */
  waiting: number;
  places: PlacesView;
  descriptions: OpenDescription[];
  remembered: RememberedDescription[];
  /** The model that the workspace allows, for a person who may ask it. */
  model: ModelName | null;
  /** kg CO2e added by the import. Null if only the next calculation shows it. */
  co2eKg: string | null;
  mappedColumns: number;
  /** Headings of the columns that are not imported. */
  unusedColumns: string[];
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
