import { defineStates, type StateOf } from "#app/kit/states.ts";
import type { HeldInstrument } from "./contractual-instrument.ts";

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

/** Stored quantities have no idle zeros, so equal ones are equal texts. */
export function stateOf({ withdrawn, quantity }: HeldInstrument, allocated: string): InstrumentState {
  if (withdrawn) return "withdrawn";
  if (allocated === "0") return "held";
  return allocated === quantity ? "allocated" : "part";
}
