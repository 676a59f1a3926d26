import { defineStates, type StateOf } from "#app/kit/states.ts";

/**
 * How far a refund has come; it is derived from its rows. A provider is `asked`; what
 * came by transfer the seller has `to_send`.
 */
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

/** Nothing is paid back any more, so its amount is free again. */
export const NOT_PAID_BACK: readonly RefundState[] = ["declined", "taken_back", "failed"];
/** Nothing was asked of the provider. */
export const NOT_ASKED: readonly RefundState[] = ["waiting", "declined", "taken_back"];
