import { createHmac } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The code that an authenticator app shows for an `otpauth://totp/…` address (RFC 6238: SHA-1, six digits, 30 s). */
export function totpCode(uri: string, at: Date = new Date()): string {
  const secret = fromBase32(new URL(uri).searchParams.get("secret") ?? "");
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 30_000)));
  const hash = createHmac("sha1", secret).update(counter).digest();
  const offset = hash[hash.length - 1]! & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/**
 * The code after the current one. Servers accept a clock that is one step ahead or behind, so this code is valid until
 * the next step ends. The previous code might expire on its way.
 */
export function nextTotpCode(uri: string): string {
  return totpCode(uri, new Date(Date.now() + 30_000));
}

function fromBase32(text: string): Buffer {
  let bits = "";
  for (const character of text.replace(/=+$/, "")) bits += ALPHABET.indexOf(character).toString(2).padStart(5, "0");
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
}
