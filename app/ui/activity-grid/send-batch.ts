import type { BatchAnswer, PendingChange } from "./pending.ts";

/** What became of sending a batch: the server's answer, or why there is none. */
export type SaveAnswer =
  | { kind: "answered"; answer: BatchAnswer }
  | { kind: "offline" | "failed" | "refused" | "signed_out" };

const TIMEOUT_MS = 30_000;

/** Sends a batch. Nothing is thrown: a network that is down is an answer too, and the rows stay where they are. */
export async function sendBatch(
  organizationId: string,
  batch: { inventoryId: string; changes: PendingChange[] },
): Promise<SaveAnswer> {
  try {
    const response = await fetch(`/organizations/${organizationId}/activities/all/history`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(batch),
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.ok) return { kind: "answered", answer: await response.json() };
    // The guard answers a missing session by a way to the sign-in page.
    if (response.type === "opaqueredirect" || response.status === 401) return { kind: "signed_out" };
    return { kind: response.status === 403 || response.status === 404 ? "refused" : "failed" };
  } catch {
    return { kind: navigator.onLine ? "failed" : "offline" };
  }
}
