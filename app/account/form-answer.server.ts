import { data, type HeadersFunction } from "@remix-run/node";

/** What an account form gets back: keys of `account.fault` by field (`form` for the whole), and what was typed. */
export interface FormAnswer {
  errors: Record<string, string>;
  typed: Record<string, string>;
  /** With `rate_limited`: how long to wait. */
  waitSeconds: number;
}

/**
 * Refuses a form with what a person can put right.
 *
 * @param typed only these fields come back into the form; a password or a code never does.
 */
export function refuseForm(errors: Record<string, string>, typed: Record<string, string> = {}) {
  return data<FormAnswer>({ errors, typed, waitSeconds: 0 }, { status: 422 });
}

/** Refuses a step that was tried too often. */
export function refuseForNow(waitSeconds: number, typed: Record<string, string> = {}, fault = "rate_limited") {
  return data<FormAnswer>(
    { errors: { form: fault }, typed, waitSeconds },
    { status: 429, headers: { "Retry-After": String(waitSeconds) } },
  );
}

/** The fields of a refused form that may be shown again. */
export function keep(typed: Record<string, string>, ...names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, typed[name] ?? ""]));
}

/** Remix passes no header of an action on to the page unless its route says so. */
export const retryHeaders: HeadersFunction = ({ actionHeaders }) => {
  const retryAfter = actionHeaders.get("Retry-After");
  const headers = new Headers();
  if (retryAfter) headers.set("Retry-After", retryAfter);
  return headers;
};
