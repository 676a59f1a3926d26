import { defineStates, type StateOf } from "#app/kit/states.ts";

/** States of a payment page, as the provider reports them in any order. Only `paid` records money. */
export const CHECKOUT = defineStates({
  tones: { open: "accent", pending: "warning", expired: "neutral", failed: "bad", paid: "good" },
  acts: {},
  stored: { "checkout_step.state": ["pending", "expired", "failed", "paid"] },
});

export type CheckoutState = StateOf<typeof CHECKOUT>;
