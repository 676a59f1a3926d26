import { defineStates, type StateOf } from "#app/kit/states.ts";

/**
 * What becomes of a quote follows from its newest version, the steps of that version, and the day. A quote may be sent again while no one accepted it, and each time replaces what was sent; the client accepts or declines
 * what is open, and so does the seller withdraw it.
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
  /** The steps of the newest version, in order; empty while nothing was sent. */
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
