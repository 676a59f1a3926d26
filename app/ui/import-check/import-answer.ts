import type { CheckedActivity } from "#app/carbon/activity-entry.ts";
import type { MatchCandidate } from "#emission-factors/suggestion.ts";

/** A fault of the file as the page lists it. */
export interface ListedFault {
  row: number;
  column: string;
  letter: string;
  raw: string;
  code: string;
  facts: Record<string, string>;
  /** Texts that would probably put it right. */
  fixes: string[];
}

/** A row as it would be added. */
export interface PreviewRow {
  row: number;
  facility: string;
  source: string;
  period: string;
  quantity: string;
  unit: string;
  dataQuality: CheckedActivity["dataQuality"];
  /** Null where the engine says nothing of it yet. */
  co2eKg: string | null;
}

interface Name {
  en: string;
  zh: string;
}

/** Words in place of a source: where, in which unit, in how many rows. */
interface SaidDescription {
  facilityId: string;
  facility: Name;
  text: string;
  unit: string;
  rows: number;
}

/** A description to be matched, with what it may mean. */
export interface OpenDescription extends SaidDescription {
  candidates: MatchCandidate[];
}

/** A description that was read as somebody said before. */
export interface RememberedDescription extends SaidDescription {
  matchId: string;
  source: Name;
}

export interface FileCheck {
  descriptions: OpenDescription[];
  remembered: RememberedDescription[];
  fileName: string;
  sha256: string;
  rowCount: number;
  goodCount: number;
  faultyCount: number;
  repeatedCount: number;
  faults: ListedFault[];
  unlisted: number;
  isAgain: boolean;
  /** kg CO2e of the rows without errors; null for large files, which the next run computes. */
  co2eKg: string | null;
  preview: PreviewRow[];
}

/** What became of a file or of an undo. */
export type ImportAnswer =
  | { kind: "checked"; check: FileCheck; isChanged: boolean; problem: "nothingChosen" | null }
  | { kind: "refused"; code: string; facts: Record<string, string> }
  | { kind: "offline" };
