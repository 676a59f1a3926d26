import { defineStates, type StateOf } from "#app/kit/states.ts";

/** The state of a bank receipt, derived from its rows. */
export const RECEIPT = defineStates({
  tones: { waiting: "warning", booked: "good", declined: "neutral", taken_back: "neutral", reversed: "neutral" },
  acts: {
    confirmed: { from: ["waiting"], to: "booked" },
    declined: { from: ["waiting"], to: "declined" },
    taken_back: { from: ["waiting"], to: "taken_back" },
    reverse: { from: ["booked"], to: "reversed" },
  },
  stored: { "receipt_end.state": ["confirmed", "declined", "taken_back"] },
});

export type ReceiptState = StateOf<typeof RECEIPT>;
