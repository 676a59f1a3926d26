import { type ActOf, defineStates } from "#app/kit/states.ts";

/** A payment problem for a person to handle. */
export const PAYMENT_TASK = defineStates({
  tones: { waiting: "warning", handled: "neutral", dismissed: "neutral" },
  acts: {
    handled: { from: ["waiting"], to: "handled" },
    dismissed: { from: ["waiting"], to: "dismissed" },
  },
  stored: { "payment_task_end.state": ["handled", "dismissed"] },
});

export type PaymentTaskEnd = ActOf<typeof PAYMENT_TASK>;
