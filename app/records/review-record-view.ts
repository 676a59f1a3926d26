interface Days {
  start: string;
  end: string;
}

/** What looks wrong with a record, and what was said to it. */
export interface HintView {
  code: string;
  facts: Record<string, string>;
  answer: { kind: "correct" | "corrected" | "explained"; text: string; byName: string } | null;
}

/** A record of the review as its pages show it, in the reader's words. */
export interface ReviewRecordView {
  recordId: string;
  source: string;
  facility: string;
  period: Days;
  quantity: string;
  unit: string;
  isEstimate: boolean;
  estimate: { method: string; reason: string } | null;
  evidence: string;
  note: string;
  state: "draft" | "submitted" | "returned" | "approved";
  stateReason: string;
  stateBy: string;
  authorName: string;
  /** Why the reader can't approve it: they wrote it, or had the link of the data request that it came of. */
  ownWork: "own_work" | "own_request" | null;
  writtenAt: string;
  evidenceCount: number;
  hints: HintView[];
  approvedBefore: { quantity: string; unit: string; period: Days } | null;
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
  problem: string;
  faults: { code: string; facts: Record<string, string> }[];
  recordId: string;
  typed: Record<string, string>;
}

/** The place of a record in an address of the queue, behind `#`. */
export function placeOf(recordId: string): string {
  return `record-${recordId}`;
}
