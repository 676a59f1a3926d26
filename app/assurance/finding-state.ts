import { type ActOf, defineStates, type StateOf } from "#app/kit/states.ts";

/** Only the company answers. All other steps are the verifier's. A reopened finding is open again. */
export const FINDING = defineStates({
  tones: { open: "warning", answered: "accent", resolved: "good", withdrawn: "neutral" },
  acts: {
    answered: { from: ["open", "answered"], to: "answered" },
    resolved: { from: ["open", "answered"], to: "resolved" },
    reopened: { from: ["answered", "resolved"], to: "open" },
    withdrawn: { from: ["open", "answered"], to: "withdrawn" },
  },
  stored: { "assurance_finding_step.state": ["answered", "resolved", "reopened", "withdrawn"] },
});

export type FindingState = StateOf<typeof FINDING>;
export type FindingStep = ActOf<typeof FINDING>;
export type VerifierStep = Exclude<FindingStep, "answered">;

export const VERIFIER_STEPS: readonly VerifierStep[] = ["resolved", "reopened", "withdrawn"];

/** `open` before the first step. */
export function findingState(last: FindingStep | undefined): FindingState {
  return last === undefined ? "open" : FINDING.acts[last].to;
}
