import { createHash, randomBytes } from "node:crypto";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { encodeTimestampRequest, readTimestampResponse, verifyTimestamp } from "./timestamp.ts";

const MOST_MILLISECONDS = 15_000;
const LARGEST_RESPONSE = 64 * 1024;

/**
 * Asks an authority for a timestamp over a signature (RFC 3161, over HTTP by its 3.4) and checks the whole answer.
 * @throws `timestamp_unavailable` where the authority cannot be reached or answers something else; else what
 *   `readTimestampResponse` and `verifyTimestamp` throw
 */
export async function askTimestamp(address: string, signature: Uint8Array): Promise<Uint8Array> {
  const imprint = new Uint8Array(createHash("sha256").update(signature).digest());
  const nonce = new Uint8Array(randomBytes(8));
  const answer = await post(address, encodeTimestampRequest(imprint, nonce));
  const token = readTimestampResponse(answer);
  await verifyTimestamp(token, signature, nonce);
  return token;
}

async function post(address: string, body: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/timestamp-query", Accept: "application/timestamp-reply" },
      body,
      redirect: "error",
      signal: AbortSignal.timeout(MOST_MILLISECONDS),
    });
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
      size += part.length;
      if (size > LARGEST_RESPONSE) throw new Error(`more than ${LARGEST_RESPONSE} bytes`);
      parts.push(part);
    }
    return new Uint8Array(Buffer.concat(parts));
  } catch (error) {
    throw new TransparencyError("timestamp_unavailable", { reason: (error as Error).message });
  }
}
