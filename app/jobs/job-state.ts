import { defineStates, type StateOf } from "#app/kit/states.ts";

/** States of a job. A process that restarts a job after another one died finds it in the state `running`. */
export const JOB = defineStates({
  all: ["queued", "running", "done", "failed"],
  acts: {
    queue: { from: ["queued", "running"], to: "queued" },
    start: { from: ["queued", "running"], to: "running" },
    finish: { from: ["queued", "running"], to: "done" },
    fail: { from: ["queued", "running"], to: "failed" },
  },
  stored: { "job.state": ["queued", "running", "done", "failed"] },
});

export type JobState = StateOf<typeof JOB>;

export function isOver(state: JobState): boolean {
  return !JOB.may("finish", state);
}
