import { defineStates, type StateOf } from "#app/kit/states.ts";

/** A version of an own factor. `superseded`: a newer approved version covers all of its days. */
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
  // The database holds the order of the steps as well: `own_factor_step` admits a state only after that of its act.
  stored: {},
});

export type OwnState = StateOf<typeof OWN_FACTOR>;
