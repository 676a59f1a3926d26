import type { HeadersFunction } from "@remix-run/node";

/** Result of an account form: error codes by field (`form` for the whole form), and the typed values. */
export interface FormAnswer {
  errors: Record<string, string>;
  typed: Record<string, string>;
  /** With `rate_limited`: seconds to wait. */
  waitSeconds: number;
}

/** Remix sends headers of an action only if the route exports them. */
export const retryHeaders: HeadersFunction = ({ actionHeaders }) => {
  const retryAfter = actionHeaders.get("Retry-After");
  const headers = new Headers();
  if (retryAfter) headers.set("Retry-After", retryAfter);
  return headers;
};
