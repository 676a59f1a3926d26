/**
 * Routes whose action is not declared because it takes no form of a page: the operations of the API, the messages of
 * the payment provider, and the page of an unknown address, which refuses all methods except GET.
 */
export const UNDECLARED: readonly string[] = ["api/v1", "background/stripe-webhook", "home/not-found"];
