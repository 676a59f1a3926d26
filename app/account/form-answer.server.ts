import type { HeadersFunction } from "@remix-run/node";

/** What an account form gets back: keys of `account.fault` by field (`form` for the whole), and what was typed. */
export interface FormAnswer {
  errors: Record<string, string>;
  typed: Record<string, string>;
  /** With `rate_limited`: how long to wait. */
  waitSeconds: number;
}

/** Remix passes no header of an action on to the page unless its route says so. */
export const retryHeaders: HeadersFunction = ({ actionHeaders }) => {
  const retryAfter = actionHeaders.get("Retry-After");
  const headers = new Headers();
  if (retryAfter) headers.set("Retry-After", retryAfter);
  return headers;
};
