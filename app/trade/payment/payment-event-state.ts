import { defineStates, type StateOf } from "#app/kit/states.ts";

/** What a provider reported. It is parked until it had its effect, or a person looked at it. */
export const PAYMENT_EVENT = defineStates({
  all: ["parked", "processed", "ignored"],
  acts: {
    process: { from: ["parked"], to: "processed" },
    ignore: { from: ["parked"], to: "ignored" },
  },
  stored: { "payment_event.state": ["parked", "processed", "ignored"] },
});

export type PaymentEventState = StateOf<typeof PAYMENT_EVENT>;
