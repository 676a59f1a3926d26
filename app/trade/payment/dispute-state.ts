import { defineStates, type StateOf } from "#app/kit/states.ts";

/**
 * A client asked its bank for the money back: the provider reports it, in any order. `warning` is a question of the bank,
 * `closed` its end: no money has moved.
 */
export const DISPUTE = defineStates({
  tones: { warning: "warning", open: "warning", closed: "neutral", won: "good", lost: "bad" },
  acts: {},
  stored: { "dispute_step.state": ["warning", "open", "closed", "won", "lost"] },
});

export type DisputeState = StateOf<typeof DISPUTE>;

/** No outcome is known yet: until then nothing counts as lost. */
export const UNDECIDED: readonly DisputeState[] = ["open", "warning"];

export function isOnHold({ state }: { state: DisputeState }): boolean {
  return UNDECIDED.includes(state);
}
