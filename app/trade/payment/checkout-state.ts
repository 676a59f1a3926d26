import { defineStates, type StateOf } from "#app/kit/states.ts";

/** How far a page where a client pays has come. The provider reports it, in any order; `paid` alone books money. */
export const CHECKOUT = defineStates({
  tones: { open: "accent", pending: "warning", expired: "neutral", failed: "bad", paid: "good" },
  acts: {},
  stored: { "checkout_step.state": ["pending", "expired", "failed", "paid"] },
});

export type CheckoutState = StateOf<typeof CHECKOUT>;
