export type FindingStepState = "answered" | "resolved" | "reopened" | "withdrawn";
/** `open` until the first step; a reopened finding is open again. */
export type FindingState = "open" | "answered" | "resolved" | "withdrawn";

/** What may follow: answers are the company's, all else the verifier's. Held by the database too. */
const NEXT: Record<FindingState, FindingStepState[]> = {
  open: ["answered", "resolved", "withdrawn"],
  answered: ["answered", "resolved", "reopened", "withdrawn"],
  resolved: ["reopened"],
  withdrawn: [],
};

export function findingState(last: FindingStepState | undefined): FindingState {
  return last === undefined || last === "reopened" ? "open" : last;
}

/** What the verifier may make of a finding. */
export function verifierSteps(state: FindingState) {
  return NEXT[state].filter((step) => step !== "answered");
}

export function mayFollow(state: FindingState, next: FindingStepState): boolean {
  return NEXT[state].includes(next);
}
