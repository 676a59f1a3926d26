import { defineStates, type StateOf } from "#app/kit/states.ts";

/** A version of a custom factor. `superseded`: a newer approved version covers all of its days. */
export const OWN_FACTOR = defineStates({
  tones: {
    draft: "neutral",
    proposed: "warning",
    approved: "good",
    superseded: "neutral",
    rejected: "bad",
    withdrawn: "bad",
  },
  acts: {
    proposed: { from: ["draft"], to: "proposed" },
    approved: { from: ["proposed"], to: ["approved", "superseded"] },
    rejected: { from: ["proposed"], to: "rejected" },
    withdrawn: { from: ["approved", "superseded"], to: "withdrawn" },
  },
  // The database also enforces the order of the steps: `own_factor_step` accepts a state only after that of its act.
  stored: {},
});

export type OwnState = StateOf<typeof OWN_FACTOR>;
