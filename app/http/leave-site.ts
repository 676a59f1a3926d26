/**
 * What a form answers that leads to a page of the payment provider. A redirect would be stopped: browsers hold a form's
 * whole way to `form-action`, and where the provider's pages lead on to is not ours to list. So the answer is a page of our
 * own with a link (`app/kit/leave-site.tsx`), which goes on by itself, with scripts or by this header without them.
 */
export function leaveFor(address: string): { leave: string; headers: Record<string, string> } {
  const { protocol, href } = new URL(address);
  if (protocol !== "https:" && protocol !== "http:") throw new TypeError("no address of a page");
  return { leave: href, headers: { Refresh: `0; url=${href}` } };
}

/** For the `headers` of a route whose action may leave. */
export function leavingHeaders(actionHeaders: Headers): Record<string, string> {
  const refresh = actionHeaders.get("Refresh");
  return refresh ? { Refresh: refresh } : {};
}
