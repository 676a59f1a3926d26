import { defineStates, type StateOf } from "#app/kit/states.ts";

/**
 * The state of a quote follows from its newest version, that version's steps and the current day. Until it is accepted,
 * a quote can be sent again, which replaces the previous version. An open quote can be accepted or declined by the
 * client and withdrawn by the seller.
 */
export const QUOTE = defineStates({
  tones: {
    draft: "neutral",
    sent: "accent",
    accepted: "good",
    declined: "bad",
    withdrawn: "neutral",
    expired: "warning",
  },
  acts: {
    send: { from: ["draft", "sent", "declined", "withdrawn", "expired"], to: "sent" },
    accept: { from: ["sent"], to: "accepted" },
    decline: { from: ["sent"], to: "declined" },
    withdraw: { from: ["sent", "expired"], to: "withdrawn" },
  },
  stored: { "quote_step.state": ["sent", "accepted", "declined", "withdrawn"] },
});

export type QuoteState = StateOf<typeof QUOTE>;
export type QuoteStepState = Exclude<QuoteState, "draft" | "expired">;

export interface QuoteProgress {
  /** The steps of the newest version, in order. Empty if none was sent. */
  steps: readonly QuoteStepState[];
  /** The last day of the newest version, `YYYY-MM-DD`, in UTC. */
  validUntil: string | null;
}

/** @param today `YYYY-MM-DD` in UTC */
export function stateOfQuote({ steps, validUntil }: QuoteProgress, today: string): QuoteState {
  const last = steps.at(-1);
  if (last === undefined || validUntil === null) return "draft";
  return last === "sent" && validUntil < today ? "expired" : last;
}
