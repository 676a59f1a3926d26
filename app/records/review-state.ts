import { defineStates } from "#app/kit/states.ts";

/** A new version of a record has no step yet: it is a draft. */
export type ReviewState = "draft" | "submitted" | "returned" | "approved";

export const REVIEW = defineStates({
  tones: { draft: "neutral", submitted: "accent", returned: "bad", approved: "good" },
  acts: {
    submit: { from: ["draft", "returned"], to: "submitted" },
    approve: { from: ["submitted"], to: "approved" },
    return: { from: ["submitted", "approved"], to: "returned" },
  },
  stored: { "activity_step.state": ["submitted", "returned", "approved"] },
});

export type ReviewAct = keyof typeof REVIEW.acts;
