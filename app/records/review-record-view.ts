import type { Period } from "#app/carbon/document/inventory-document.ts";
import type { AnswerKind } from "#db/review-schema.ts";
import type { OwnWork } from "./activity-review.server.ts";
import type { ReviewState } from "./review-state.ts";
/** What looks wrong with a record, and what was said to it. */
export interface HintView {
  code: string;
  facts: Record<string, string>;
  answer: { kind: AnswerKind; text: string; byName: string } | null;
}

/** A record of the review as its pages show it, in the reader's words. */
export interface ReviewRecordView {
  recordId: string;
  source: string;
  facility: string;
  period: Period;
  quantity: string;
  unit: string;
  isEstimate: boolean;
  estimate: { method: string; reason: string } | null;
  evidence: string;
  note: string;
  state: ReviewState;
  stateReason: string;
  stateBy: string;
  authorName: string;
  /** Why the reader can't approve it: they wrote it, or had the link of the data request that it came of. */
  ownWork: OwnWork | null;
  writtenAt: string;
  evidenceCount: number;
  hints: HintView[];
  approvedBefore: { quantity: string; unit: string; period: Period } | null;
}

/** What the reader may do. */
export interface ReviewRights {
  mayEdit: boolean;
  mayDecide: boolean;
  mayUnlock: boolean;
  /** Nobody else here could approve. */
  isAlone: boolean;
}

/** What kept an act on a month or a record from being done. */
export interface ReviewProblem {
  intent: string;
  /** A message key of `review.problem`, or faults of an entry. */
  problem: string;
  faults: { code: string; facts: Record<string, string> }[];
  /** The record it is about, where it is about one. */
  recordId: string;
  typed: Record<string, string>;
}

/** The place of a record in an address of the queue, behind `#`. */
export function placeOf(recordId: string): string {
  return `record-${recordId}`;
}
