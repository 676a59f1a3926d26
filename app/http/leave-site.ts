/**
 * The answer of a form that leads to a page of the payment provider. Browsers apply `form-action` to every redirect of
 * a form, and the redirects of the provider are unknown. So the answer is a page of our own with a link
 * (`app/kit/leave-site.tsx`) that continues automatically, with scripts or through this header.
 */
export function leaveFor(address: string): { leave: string; headers: Record<string, string> } {
  const { protocol, href } = new URL(address);
  if (protocol !== "https:" && protocol !== "http:") throw new TypeError("no address of a page");
  return { leave: href, headers: { Refresh: `0; url=${href}` } };
}

/** For the `headers` export of a route whose action may leave the site. */
export function leavingHeaders(actionHeaders: Headers): Record<string, string> {
  const refresh = actionHeaders.get("Refresh");
  return refresh ? { Refresh: refresh } : {};
}
