import { createHash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

const PREFIX = "tt_live_";
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 32 digits of base 62 hold 190 random bits. */
const RANDOM_DIGITS = 32;
const CHECK_DIGITS = 6;
// pattern: our own text, built of constants.
const SHAPE = new RegExp(`^${PREFIX}[0-9A-Za-z]{${RANDOM_DIGITS + CHECK_DIGITS}}$`);

/**
 * Draws a new secret: a prefix that secret scanners recognize, random digits, and a checksum that reveals typos without
 * querying the database.
 */
export function drawSecret(): string {
  let digits = "";
  // Discards bytes above the last multiple of 62, so that every digit is equally likely.
  while (digits.length < RANDOM_DIGITS) {
    for (const byte of randomBytes(RANDOM_DIGITS)) if (byte < 248) digits += DIGITS[byte % 62];
  }
  const body = `${PREFIX}${digits.slice(0, RANDOM_DIGITS)}`;
  return body + checkDigits(body);
}

/** Whether a text has the prefix, length and checksum of a secret. */
export function isSecret(text: string): boolean {
  return SHAPE.test(text) && text.endsWith(checkDigits(text.slice(0, -CHECK_DIGITS)));
}

/** Whether a text contains something like a secret, which is not allowed in addresses. */
export function holdsSecret(text: string): boolean {
  return text.includes(PREFIX);
}

/** The first characters of a secret: enough to distinguish keys, too few to use. */
export function hintOf(secret: string): string {
  return secret.slice(0, PREFIX.length + 4);
}

/** SHA-256, for storage and lookup, so that no comparison depends on how much of a secret is correct. */
export function hashSecret(secret: string): Uint8Array {
  return createHash("sha256").update(secret).digest();
}

function checkDigits(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let place = 0; place < CHECK_DIGITS; place += 1) {
    digits = DIGITS[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
