import { type ActOf, defineStates, type StateOf } from "#app/kit/states.ts";

/** A new version has no review step, so it is a draft. Records are counted by state. */
export const REVIEW = defineStates({
  tones: { draft: "neutral", submitted: "accent", returned: "bad", approved: "good" },
  acts: {
    submit: { from: ["draft", "returned"], to: "submitted" },
    approve: { from: ["submitted"], to: "approved" },
    return: { from: ["submitted", "approved"], to: "returned" },
  },
  stored: {
    "activity_step.state": ["submitted", "returned", "approved"],
    "activity_count.state": ["draft", "submitted", "returned", "approved"],
  },
});

export type ReviewState = StateOf<typeof REVIEW>;
export type ReviewAct = ActOf<typeof REVIEW>;
