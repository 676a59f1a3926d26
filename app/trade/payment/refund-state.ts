import { defineStates, type StateOf } from "#app/kit/states.ts";

/** States of a refund, derived from its rows. Card refunds are `asked`, refunds by bank transfer `to_send`. */
export const REFUND = defineStates({
  tones: {
    waiting: "warning",
    declined: "neutral",
    taken_back: "neutral",
    asked: "accent",
    to_send: "warning",
    paid: "good",
    failed: "bad",
  },
  acts: {
    confirmed: { from: ["waiting"], to: ["asked", "to_send"] },
    declined: { from: ["waiting"], to: "declined" },
    taken_back: { from: ["waiting"], to: "taken_back" },
    send: { from: ["to_send"], to: "paid" },
    give_up: { from: ["to_send"], to: "failed" },
  },
  stored: { "refund_request_end.state": ["confirmed", "declined", "taken_back"] },
});

export type RefundState = StateOf<typeof REFUND>;

/** No money will leave, so the amount is refundable again. */
export const NOT_PAID_BACK: readonly RefundState[] = ["declined", "taken_back", "failed"];
/** Nothing was requested from the provider. */
export const NOT_ASKED: readonly RefundState[] = ["waiting", "declined", "taken_back"];
