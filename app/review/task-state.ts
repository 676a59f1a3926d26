import { defineStates, type StateOf } from "#app/kit/states.ts";

/** `done` is derived from the months: nothing is left to do. */
export const TASK = defineStates({
  tones: { open: "accent", done: "good", cancelled: "neutral" },
  acts: {
    assign: { from: ["open", "done"], to: "open" },
    cancel: { from: ["open", "done"], to: "cancelled" },
    reopen: { from: ["cancelled"], to: "open" },
  },
  stored: { "task_step.state": ["open", "cancelled"] },
});

export type TaskState = StateOf<typeof TASK>;
