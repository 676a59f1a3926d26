import type { Bytes } from "./bytes.ts";
import { TransparencyError } from "./transparency-error.ts";

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/** Keys and signatures have at most 64 bytes. The conversion takes quadratic time, so longer text is refused. */
const LONGEST_TEXT = 128;

/** Base58 with the Bitcoin alphabet, as multibase `z` uses it. Meant for keys and signatures (up to 64 bytes). */
export function encodeBase58(bytes: Uint8Array): string {
  let value = 0n;
  for (const byte of bytes) value = value * 256n + BigInt(byte);
  let digits = "";
  for (; value > 0n; value /= 58n) digits = ALPHABET.charAt(Number(value % 58n)) + digits;
  return "1".repeat(leading(bytes, 0)) + digits;
}

/** Throws `invalid_base58` for a character outside the alphabet or text longer than any key or signature. */
export function decodeBase58(text: string): Bytes {
  if (text.length > LONGEST_TEXT) throw new TransparencyError("invalid_base58");
  let value = 0n;
  for (const character of text) {
    const digit = ALPHABET.indexOf(character);
    if (digit < 0) throw new TransparencyError("invalid_base58");
    value = value * 58n + BigInt(digit);
  }
  const bytes: number[] = [];
  for (; value > 0n; value /= 256n) bytes.unshift(Number(value % 256n));
  return Uint8Array.from([...new Array<number>(leading(text, "1")).fill(0), ...bytes]);
}

/** Counts `item` at the start, because base58 writes leading zero bytes as leading ones. */
function leading<T>(sequence: ArrayLike<T>, item: T): number {
  let count = 0;
  while (count < sequence.length && sequence[count] === item) count += 1;
  return count;
}
