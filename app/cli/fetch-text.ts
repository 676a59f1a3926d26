import { collectBytes, decodeUtf8 } from "#app/encoding/bytes.ts";

/** `missing`: the server doesn't have it. `unreachable`: there was no usable answer. */
export type Fetched = { kind: "found"; text: string } | { kind: "missing" } | { kind: "unreachable" };

const TIMEOUT_MS = 10_000;
const LARGEST_BYTES = 4 * 1024 * 1024;

/** Whether an address may be requested: https anywhere, plain http only on this machine. */
export function isAskable(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== "" || password !== "") return false;
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
}

/** A bounded GET: ten seconds, four megabytes, no redirects, strict UTF-8. Never throws. */
export async function fetchText(address: string): Promise<Fetched> {
  const answer = await fetchBytes(address);
  if (answer.kind !== "found") return answer;
  try {
    return { kind: "found", text: decodeUtf8(answer.bytes) };
  } catch {
    return { kind: "unreachable" };
  }
}

/** The same for bytes, such as a tile of a log. */
export async function fetchBytes(
  address: string,
): Promise<{ kind: "found"; bytes: Uint8Array } | Exclude<Fetched, { kind: "found" }>> {
  if (!isAskable(address)) return { kind: "unreachable" };
  try {
    const response = await fetch(address, { redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.status === 404 || response.status === 410) return { kind: "missing" };
    if (!response.ok || response.body === null) return { kind: "unreachable" };
    const bytes = await collectBytes(response.body, LARGEST_BYTES);
    return bytes === null ? { kind: "unreachable" } : { kind: "found", bytes };
  } catch {
    return { kind: "unreachable" };
  }
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
