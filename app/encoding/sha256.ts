import { type Bytes, encodeUtf8, ownBytes } from "./bytes.ts";
import { encodeHex } from "./hex.ts";

/** SHA-256 of the bytes, 32 bytes. */
export async function sha256(bytes: Uint8Array): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", ownBytes(bytes)));
}

/** SHA-256 as 64 lower-case hexadecimal digits; text is hashed as UTF-8. */
export async function sha256Hex(content: Uint8Array | string): Promise<string> {
  return encodeHex(await sha256(typeof content === "string" ? encodeUtf8(content) : content));
}
