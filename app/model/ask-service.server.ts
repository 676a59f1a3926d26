import { collectBytes, decodeUtf8 } from "#app/encoding/bytes.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import type { Env } from "#app/environment/env.server.ts";
import { type ChatAnswer, type ChatFailure, type Prompt, printChat, readChat } from "./chat.ts";

export type Endpoint = NonNullable<Env["model"]>;

const LARGEST_ANSWER = 256 * 1024;

/**
 * Asks the operator's service once: at the address of the settings only, without redirects, within the time limit and
 * 256 KiB. Call it outside of any transaction.
 */
export async function askService(
  { url, name, key, seconds }: Endpoint,
  prompt: Prompt,
): Promise<{ answer: ChatAnswer } | { failure: ChatFailure }> {
  try {
    const response = await fetch(`${url}/chat/completions`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        ...(key && { Authorization: `Bearer ${key}` }),
      },
      body: printChat(name, prompt),
      redirect: "error",
      signal: AbortSignal.timeout(seconds * 1000),
    });
    if (response.status !== 200 || !response.body) {
      await response.body?.cancel();
      return { failure: "refused" };
    }
    const bytes = await collectBytes(response.body, LARGEST_ANSWER);
    if (!bytes) return { failure: "too_large" };
    const answer = isJson(response) ? readChat(decodeUtf8(bytes)) : null;
    return answer ? { answer } : { failure: "not_in_wire_format" };
  } catch (error) {
    if (error instanceof TransparencyError) return { failure: "not_in_wire_format" };
    return { failure: (error as Error).name === "TimeoutError" ? "too_slow" : "unreachable" };
  }
}

function isJson(response: Response): boolean {
  return /^application\/json\b/i.test(response.headers.get("content-type") ?? "");
}
