import { defineStates } from "#app/kit/states.ts";

/** A line of a calculation, as its newest mark shows it. */
export const MARK = defineStates({
  all: ["unchecked", "checked"],
  acts: {
    checked: { from: ["unchecked"], to: "checked" },
    withdrawn: { from: ["checked"], to: "unchecked" },
  },
  stored: { "verification_mark.state": ["checked", "withdrawn"] },
});
