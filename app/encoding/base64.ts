import type { Bytes } from "./bytes.ts";
import { TransparencyError } from "./transparency-error.ts";

// String.fromCharCode spreads its arguments on the stack, and larger pieces overflow it.
const PIECE = 8192;

/** Standard base64 with padding (RFC 4648 §4). */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let start = 0; start < bytes.length; start += PIECE) {
    binary += String.fromCharCode(...bytes.subarray(start, start + PIECE));
  }
  return btoa(binary);
}

/**
 * Strict: accepts only the canonical spelling of a value (padding present, unused bits zero, no white space), so that a
 * changed character always means a changed value or an error. Throws `invalid_base64`.
 */
export function decodeBase64(text: string): Bytes {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) throw new TransparencyError("invalid_base64");
  const binary = atob(text);
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  if (encodeBase64(bytes) !== text) throw new TransparencyError("invalid_base64");
  return bytes;
}

/** URL-safe base64 without padding (RFC 4648 §5). */
export function encodeBase64Url(bytes: Uint8Array): string {
  return encodeBase64(bytes)
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/={1,2}$/, "");
}

/** Strict like `decodeBase64`. Throws `invalid_base64`. */
export function decodeBase64Url(text: string): Bytes {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) throw new TransparencyError("invalid_base64");
  return decodeBase64(text.replaceAll("-", "+").replaceAll("_", "/") + "=".repeat((4 - (text.length % 4)) % 4));
}
