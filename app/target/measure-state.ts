import { defineStates, type StateOf } from "#app/kit/states.ts";

/** How far a measure is. A measure that was dropped can't be done, and one that was done can't be dropped. */
export const MEASURE = defineStates({
  tones: { planned: "neutral", under_way: "accent", done: "good", dropped: "warning" },
  acts: {
    plan: { from: ["under_way", "done", "dropped"], to: "planned" },
    start: { from: ["planned", "done", "dropped"], to: "under_way" },
    finish: { from: ["planned", "under_way"], to: "done" },
    drop: { from: ["planned", "under_way"], to: "dropped" },
  },
  stored: { "measure_version.state": ["planned", "under_way", "done", "dropped"] },
});

export type MeasureState = StateOf<typeof MEASURE>;

const ACT = { planned: "plan", under_way: "start", done: "finish", dropped: "drop" } as const;

/** Whether a measure may get from one state to another. */
export function mayBecome(from: MeasureState, to: MeasureState): boolean {
  return from === to || MEASURE.may(ACT[to], from);
}
