/** `missing`: the server has no such thing. `unreachable`: there was no usable answer. */
export type Fetched = { kind: "found"; text: string } | { kind: "missing" } | { kind: "unreachable" };

const TIMEOUT_MS = 10_000;
const LARGEST_BYTES = 4 * 1024 * 1024;

/** An address that may be asked: https anywhere, plain http only on this machine. */
export function isAskable(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== "" || password !== "") return false;
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
}

/** A bounded GET: ten seconds, four megabytes, no redirect, strict UTF-8. Never throws. */
export async function fetchText(address: string): Promise<Fetched> {
  if (!isAskable(address)) return { kind: "unreachable" };
  try {
    const response = await fetch(address, { redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.status === 404 || response.status === 410) return { kind: "missing" };
    if (!response.ok || response.body === null) return { kind: "unreachable" };
    return await readText(response.body);
  } catch {
    return { kind: "unreachable" };
  }
}

async function readText(body: ReadableStream<Uint8Array>): Promise<Fetched> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = body.getReader();
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    length += step.value.length;
    if (length > LARGEST_BYTES) {
      await reader.cancel();
      return { kind: "unreachable" };
    }
    parts.push(step.value);
  }
  return {
    kind: "found",
    text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.concat(parts)),
  };
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
