import { defineStates, type StateOf } from "#app/kit/states.ts";

/** How much of an instrument is allocated. */
export const INSTRUMENT = defineStates({
  tones: { held: "warning", part: "neutral", allocated: "good", withdrawn: "bad" },
  acts: {
    allocate: { from: ["held", "part"], to: ["part", "allocated"] },
    release: { from: ["part", "allocated"], to: ["held", "part"] },
    withdraw: { from: ["held"], to: "withdrawn" },
  },
  // Follows from the allocations.
  stored: {},
});

export type InstrumentState = StateOf<typeof INSTRUMENT>;
