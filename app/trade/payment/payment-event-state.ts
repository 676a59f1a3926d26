import { defineStates, type StateOf } from "#app/kit/states.ts";

/** An event of the provider. It is parked until it has an effect or a person dismisses it. */
export const PAYMENT_EVENT = defineStates({
  all: ["parked", "processed", "ignored"],
  acts: {
    process: { from: ["parked"], to: "processed" },
    ignore: { from: ["parked"], to: "ignored" },
  },
  stored: { "payment_event.state": ["parked", "processed", "ignored"] },
});

export type PaymentEventState = StateOf<typeof PAYMENT_EVENT>;
