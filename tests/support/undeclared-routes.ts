/**
 * Routes whose action is not declared: those of the review, not yet; the others take no form of a page (the operations of
 * the API, the provider's own messages, what is nowhere). The list may only get shorter.
 */
export const UNDECLARED: readonly string[] = [
  "api/v1",
  "background/stripe-webhook",
  "home/not-found",
  "review/act",
  "review/record-hints",
  "review/records",
  "review/review",
];
