import type { BatchAnswer, PendingChange } from "./pending.ts";

/** What became of sending a batch: the server's answer, or why there is none. */
export type SaveAnswer = { kind: "answered"; answer: BatchAnswer } | { kind: SaveFailure };

/** No network, an error that may pass, a right that was lost, a plan that is full or over, nobody or somebody else signed in. */
export type SaveFailure = "offline" | "failed" | "refused" | "plan" | "signed_out";

const TIMEOUT_MS = 30_000;

/** 64 KiB is the limit of browsers; a letter may take three bytes. */
const KEPT_ALIVE_LETTERS = 20_000;

/** How a page's data address says "go to another page": here, to the sign-in page. */
const REDIRECT_STATUS = 202;

/**
 * Sends a batch to the action of the page, but not through the router: after any action, a failed one too, the router
 * loads the frames around the page anew, and puts an error page in place of the grid when the network is gone by then.
 * The batch names who typed it: signed in as somebody else meanwhile, the server refuses it.
 * Nothing is thrown: a network that is down is an answer too, and the rows stay where they are.
 *
 * @param isLast the page is being left: the browser sends it even then
 */
export async function sendBatch(
  organizationId: string,
  batch: { inventoryId: string; userId: string; changes: PendingChange[] },
  isLast = false,
): Promise<SaveAnswer> {
  const body = JSON.stringify(batch);
  // A page that is left may send only so much; what is more stays in this browser.
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
 * A page's data address answers in the encoding of the router (turbo-stream), where a single text is
 * `[{"_1":2},"data","the text"]` on a line; the text is the answer as JSON.
 *
 * @throws Error where the answer is none
 */
export function readAnswer(body: string): BatchAnswer {
  const line: unknown = JSON.parse(body.split("\n", 1)[0] ?? "");
  const [, key, text] = Array.isArray(line) ? line : [];
  if (key !== "data" || typeof text !== "string") throw new Error("not the answer to a batch");
  return JSON.parse(text);
}
