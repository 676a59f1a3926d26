import { defineStates, type StateOf } from "#app/kit/states.ts";

/**
 * A chargeback requested by the client's bank. The provider reports its states in any order. `warning` is an inquiry
 * and `closed` its end: no money has moved.
 */
export const DISPUTE = defineStates({
  tones: { warning: "warning", open: "warning", closed: "neutral", won: "good", lost: "bad" },
  acts: {},
  stored: { "dispute_step.state": ["warning", "open", "closed", "won", "lost"] },
});

export type DisputeState = StateOf<typeof DISPUTE>;

/** Undecided states. Nothing counts as lost until then. */
export const UNDECIDED: readonly DisputeState[] = ["open", "warning"];

export function isOnHold({ state }: { state: DisputeState }): boolean {
  return UNDECIDED.includes(state);
}
