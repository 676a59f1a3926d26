import type { Period } from "#app/carbon/document/inventory-document.ts";
import type { AnswerKind } from "#db/review-schema.ts";
import type { OwnWork } from "./activity-review.server.ts";
import type { ReviewState } from "./review-state.ts";
/** A warning about a record with its answer. */
export interface HintView {
  code: string;
  facts: Record<string, string>;
  answer: { kind: AnswerKind; text: string; byName: string } | null;
}

/** A record as the review pages show it, in the reader's language. */
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
  /** Why the reader can't approve it: they wrote it, or they had the link of its data request. */
  ownWork: OwnWork | null;
  writtenAt: string;
  evidenceCount: number;
  hints: HintView[];
  approvedBefore: { quantity: string; unit: string; period: Period } | null;
}

export interface ReviewRights {
  mayEdit: boolean;
  mayDecide: boolean;
  mayUnlock: boolean;
  /** Whether no one else could approve. */
  isAlone: boolean;
}

/** Why an action on a month or record failed. */
export interface ReviewProblem {
  intent: string;
  /** A message key of `review.problem`, or errors of an entry. */
  problem: string;
  faults: { code: string; facts: Record<string, string> }[];
  /** The record concerned, if any. */
  recordId: string;
  typed: Record<string, string>;
}

/** The anchor of a record in the queue's address. */
export function placeOf(recordId: string): string {
  return `record-${recordId}`;
}
