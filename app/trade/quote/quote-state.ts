/** What becomes of a quote; it follows from its newest version, the steps of that version, and the day. */
export const QUOTE_STATES = ["draft", "sent", "accepted", "declined", "withdrawn", "expired"] as const;
export type QuoteState = (typeof QUOTE_STATES)[number];
export type QuoteStepState = "sent" | "accepted" | "declined" | "withdrawn";

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

/** What may be done with a quote. */
export type QuoteAct = "send" | "accept" | "decline" | "withdraw";

/**
 * A quote may be sent again while nobody accepted it, and each time replaces what was sent; the client accepts or declines
 * what is open, and so does the seller withdraw it.
 */
export function mayDo(act: QuoteAct, state: QuoteState): boolean {
  if (act === "send") return state !== "accepted";
  return state === "sent" || (act === "withdraw" && state === "expired");
}
