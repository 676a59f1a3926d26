import type { BatchAnswer, PendingChange } from "./pending.ts";

/** The server's response, or why there is none. */
export type SaveAnswer = { kind: "answered"; answer: BatchAnswer } | { kind: SaveFailure };

/** No network, a temporary error, a lost permission, a plan limit, or another or no user signed in. */
export type SaveFailure = "offline" | "failed" | "refused" | "plan" | "signed_out";

const TIMEOUT_MS = 30_000;

/** Browsers allow 64 KiB for such requests, and a character can take three bytes. */
const KEPT_ALIVE_LETTERS = 20_000;

/** Status with which the data address redirects, here to the sign-in page. */
const REDIRECT_STATUS = 202;

/**
 * Sends a batch to the page's action without the router. After any action, even a failed one, the router reloads the
 * surrounding routes, and shows an error page if the network is down. The batch names the user, so that the server
 * rejects it if another user has signed in. Doesn't throw: a network failure is a result, and the rows stay pending.
 *
 * @param isLast whether the page is being left; the browser then sends it in the background
 */
export async function sendBatch(
  organizationId: string,
  batch: { inventoryId: string; userId: string; changes: PendingChange[] },
  isLast = false,
): Promise<SaveAnswer> {
  const body = JSON.stringify(batch);
  // A page being left can only send a limited amount. The rest stays in the browser.
  if (isLast && body.length > KEPT_ALIVE_LETTERS) return { kind: "failed" };
  try {
    const response = await fetch(`/organizations/${organizationId}/activities.data`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
      ...(isLast ? { keepalive: true } : { signal: AbortSignal.timeout(TIMEOUT_MS) }),
    });
    if (response.status === REDIRECT_STATUS || response.status === 401) return { kind: "signed_out" };
    if (response.status === 402) return { kind: "plan" };
    if (response.ok) return { kind: "answered", answer: readAnswer(await response.text()) };
    return { kind: response.status === 403 || response.status === 404 ? "refused" : "failed" };
  } catch {
    return { kind: navigator.onLine ? "failed" : "offline" };
  }
}

/**
 * Reads the response of the data address. It uses the router's encoding (turbo-stream), where a text is
 * `[{"_1":2},"data","the text"]` on one line. The text is JSON.
 *
 * @throws Error if the response is invalid
 */
export function readAnswer(body: string): BatchAnswer {
  const line: unknown = JSON.parse(body.split("\n", 1)[0] ?? "");
  const [, key, text] = Array.isArray(line) ? line : [];
  if (key !== "data" || typeof text !== "string") throw new Error("not the answer to a batch");
  return JSON.parse(text);
}
