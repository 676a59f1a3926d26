import { defineStates, type StateOf } from "#app/kit/states.ts";

/** Long work. A process that starts it again after another died finds it running. */
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

/** Whether it came to an end. */
export function isOver(state: JobState): boolean {
  return !JOB.may("finish", state);
}
