/**
 * Routes whose action is not declared, since it takes no form of a page: the operations of the API, the messages of the
 * payment provider, and the page of an address that doesn't exist, which refuses all methods but GET.
 */
export const UNDECLARED: readonly string[] = ["api/v1", "background/stripe-webhook", "home/not-found"];
